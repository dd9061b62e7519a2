// A router on a cable: the PC gets an address from the board, and reaches the internet through it and its uplink. Of the board
// itself the PC sees nothing but its answers to DHCP and ping.
import { EthernetFunction, Gadget } from 'usb-gadget';
import { OtgNet } from 'usb-gadget/network';
import { main } from './main.js';

export const gadget: Gadget = new Gadget({
  name: 'internet-router',
  vendorId: 0x1d6b,
  productId: 0x0103,
  strings: { '0x409': { manufacturer: 'Example', product: 'Internet router', serialNumber: '0001' } },
  functions: [new EthernetFunction({ driver: 'ncm', macSeed: 'internet-router 0001' })],
});

/** `uplink` is the board's own way out; wlan0 does as well. */
export const network: OtgNet = new OtgNet({
  mode: 'nat',
  uplink: 'eth0',
  dhcp: { dnsServers: ['9.9.9.9', '149.112.112.112'] },
});

await main(import.meta.url, { gadget, network });
