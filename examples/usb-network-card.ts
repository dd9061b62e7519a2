import { EthernetFunction, Gadget } from 'usb-gadget';

/** A network card that Linux, macOS and Windows 11 drive by themselves, always with the same two MAC addresses. */
export const networkCard: Gadget = new Gadget({
  name: 'network-card',
  vendorId: 0x1d6b,
  productId: 0x0103,
  strings: { '0x409': { manufacturer: 'Example', product: 'USB network card', serialNumber: '0001' } },
  functions: [new EthernetFunction({ driver: 'ncm', macSeed: 'network-card 0001' })],
});
