// A network card for PCs of many kinds and ages, in two configurations of which a PC takes one: RNDIS, which Windows has driven
// since Windows 7, and ECM for macOS, which has no RNDIS. On the board they are two interfaces, usb0 and usb1. Where Windows 11
// is the oldest, ncm alone is simpler: usb-network-card.ts.
import { Configuration, EthernetFunction, Gadget } from 'usb-gadget';
import { main } from './main.js';

const rndis = new EthernetFunction({ driver: 'rndis', macSeed: 'windows-and-macos 0001' });
const ecm = new EthernetFunction({ driver: 'ecm', macSeed: 'windows-and-macos 0001' });

export const gadget: Gadget = new Gadget({
  name: 'windows-and-macos',
  vendorId: 0x1d6b,
  productId: 0x0103,
  strings: { '0x409': { manufacturer: 'Example', product: 'USB network card', serialNumber: '0001' } },
  functions: [rndis, ecm],
  configurations: [
    new Configuration({ number: 1, strings: { '0x409': 'RNDIS' }, functions: [rndis] }),
    new Configuration({ number: 2, strings: { '0x409': 'CDC ECM' }, functions: [ecm] }),
  ],
});

await main(import.meta.url, { gadget });
