import { Gadget, SerialFunction } from 'usb-gadget';

/** A serial port: a login shell on /dev/ttyGS0 of the board is /dev/ttyACM0 on the host. */
export const serialConsole: Gadget = new Gadget({
  name: 'serial-console',
  vendorId: 0x1d6b,
  productId: 0x0104,
  strings: { '0x409': { manufacturer: 'Example', product: 'Serial console', serialNumber: '0001' } },
  functions: [new SerialFunction({ driver: 'acm' })],
});
