import { defineGadget, type GadgetDefinition } from 'usb-gadget';

const common = {
  name: 'g1',
  vendorId: 0x1d6b,
  productId: 0x0104,
  strings: { '0x409': { manufacturer: 'Example', product: 'Example', serialNumber: '1' } },
};

/** Files that {@link bound} and {@link changed} put into drives. */
export const images: Readonly<Record<string, number>> = {
  '/tmp/usb-gadget-cd.iso': 1 << 20,
  '/tmp/usb-gadget-disk.img': 1 << 20,
};

const [cd, disk] = Object.keys(images) as [string, string];

/** One keyboard. */
export const keyboard: GadgetDefinition = defineGadget({
  ...common,
  functions: [{ driver: 'hid', name: 'usb0', preset: 'keyboard' }],
});

/** Two configurations, and media in two drives. */
export const bound: GadgetDefinition = defineGadget({
  ...common,
  functions: [
    { driver: 'hid', name: 'usb0', preset: 'keyboard' },
    { driver: 'mass_storage', name: 'usb0', luns: [{ cdrom: true, file: cd }, { file: disk }] },
    { driver: 'ncm', name: 'usb0', hostAddress: '02:00:00:00:00:01' },
    { driver: 'acm', name: 'usb0' },
  ],
  configurations: [
    { functions: ['hid.usb0', 'mass_storage.usb0'], strings: { '0x409': 'Keyboard and drives' } },
    { name: 'd', functions: ['ncm.usb0', 'acm.usb0'], maxPowerMilliamps: 100 },
  ],
});

/** The same gadget with other ids, another order, another function, a re-created one, and other media. */
export const changed: GadgetDefinition = defineGadget({
  ...common,
  productId: 0x0105,
  functions: [
    { driver: 'hid', name: 'usb0', preset: 'absolute-mouse' },
    { driver: 'mass_storage', name: 'usb0', luns: [{ file: disk }, { cdrom: true, file: cd }] },
    { driver: 'ncm', name: 'usb0', hostAddress: '02:00:00:00:00:01', deviceAddress: '02:00:00:00:00:02' },
    { driver: 'gser', name: 'usb0' },
  ],
  configurations: [
    { functions: ['mass_storage.usb0', 'hid.usb0'], strings: { '0x409': 'Drives and mouse' } },
    { name: 'd', functions: ['gser.usb0', 'ncm.usb0'], maxPowerMilliamps: 200 },
  ],
});
