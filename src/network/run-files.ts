/** Where the lock and what we know of our gadgets and networks are kept: as short-lived as configfs itself. */
export const stateFolder = '/run/usb-gadget';

/** A file of the network of an interface. */
export const runFile = (name: string, file: string): string => `${stateFolder}/net-${name}.${file}`;
