// What PiKVM makes of the file of its page "Ethernet-over-USB network", pikvm-page.override.yaml: a keyboard, two mice, a drive
// and a network card, with which one machine works another from afar.
import { Configuration, EthernetFunction, Gadget, HidFunction, MassStorageFunction } from 'usb-gadget';
import { main } from './main.js';

const keyboard = HidFunction.keyboard({ name: 'usb0', wakeupOnWrite: true });
const mouse = HidFunction.absoluteMouse({ name: 'usb1', wakeupOnWrite: true });
const secondMouse = HidFunction.relativeMouse({ name: 'usb2', wakeupOnWrite: true });

const drive = new MassStorageFunction({
  stall: false,
  luns: [
    {
      cdrom: true,
      removable: true,
      nofua: false,
      inquiryString: { vendor: 'PiKVM', product: 'Flash Drive', revision: '1.00' },
      inquiryStringCdrom: { vendor: 'PiKVM', product: 'Optical Drive', revision: '1.00' },
    },
  ],
});

const network = new EthernetFunction({
  driver: 'ecm',
  hostAddress: '48:6f:73:74:50:43',
  deviceAddress: '42:61:64:55:53:42',
});

const functions = [keyboard, mouse, secondMouse, drive, network];

export const gadget: Gadget = new Gadget({
  name: 'kvmd',
  vendorId: 0x1d6b,
  productId: 0x0104,
  usbVersion: 0x0200,
  deviceVersion: 0x0100,
  strings: {
    '0x409': { manufacturer: 'PiKVM', product: 'PiKVM Composite Device', serialNumber: 'CAFEBABE' },
  },
  functions,
  configurations: [new Configuration({ maxPowerMilliamps: 250, remoteWakeup: true, functions })],
  owner: { user: 'kvmd', optional: true },
});

await main(import.meta.url, { gadget });
