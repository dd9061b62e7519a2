/** Where configfs is mounted if nothing else is said. */
export const defaultConfigfs = '/sys/kernel/config';

/** Where to look for gadgets. */
export interface ConfigfsOptions {
  /** Where configfs is mounted. Default `/sys/kernel/config`. */
  readonly configfs?: string;
}

/** The folder that holds all gadgets. */
export function gadgetsFolder({ configfs = defaultConfigfs }: ConfigfsOptions): string {
  return `${configfs}/usb_gadget`;
}

/** Where the kernel lists network interfaces (Documentation/ABI/testing/sysfs-class-net). */
export const interfacesFolder = '/sys/class/net';
