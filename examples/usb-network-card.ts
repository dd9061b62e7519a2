// A USB network card that Linux, macOS and Windows 11 drive by themselves. Both ends have the same MAC addresses every time, so
// that the PC takes it for the same card.
import { EthernetFunction, Gadget } from 'usb-gadget';
import { main } from './main.js';

export const gadget: Gadget = new Gadget({
  name: 'network-card',
  vendorId: 0x1d6b,
  productId: 0x0103,
  strings: { '0x409': { manufacturer: 'Example', product: 'USB network card', serialNumber: '0001' } },
  functions: [new EthernetFunction({ driver: 'ncm', macSeed: 'network-card 0001' })],
});

await main(import.meta.url, { gadget });
