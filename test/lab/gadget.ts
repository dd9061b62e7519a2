import { Gadget, type FunctionBuilder, type GadgetOptions } from 'usb-gadget';
import { down, up, type UpResult } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { hostDevice, hostDeviceGone, type HostDevice } from './host.js';

const system = new NodeSystem();
const name = 'lab';

/** The ids that the host's usbtest module looks for: those of the kernel's own test gadget (drivers/usb/misc/usbtest.c). */
export const testIds = { vendorId: 0x0525, productId: 0xa4a0 };

const hex = (id: number): string => id.toString(16).padStart(4, '0');

/** A gadget of some functions, on the bus of the guest. */
export class LabGadget {
  readonly gadget: Gadget;
  readonly #ids: readonly [string, string];

  constructor(functions: readonly FunctionBuilder[], more: Partial<GadgetOptions> = {}) {
    this.gadget = new Gadget({ name, vendorId: 0x1d6b, productId: 0x0104, ...more, functions });
    const { vendorId, productId } = this.gadget.toDefinition();
    this.#ids = [hex(vendorId), hex(productId)];
  }

  /** Brings it up, or changes what is there to it. */
  up(): Promise<UpResult> {
    return up(this.gadget, system, { udc: 'dummy_udc.0' });
  }

  /** Brings it up and waits for the host. */
  async plug(): Promise<HostDevice> {
    await this.up();
    return hostDevice(...this.#ids);
  }

  /** Takes it down and waits until the host has let go. */
  async unplug(): Promise<void> {
    await down(name, system);
    await hostDeviceGone(...this.#ids);
  }
}
