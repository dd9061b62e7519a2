// A serial console: the board is a USB serial port of the PC that it is plugged into, and a terminal program there gets a login
// shell. The port is /dev/ttyGS0 on the board, where `agetty ttyGS0` serves it, and /dev/ttyACM0 or COM3 on the PC.
import { Gadget, SerialFunction } from 'usb-gadget';
import { main } from './main.js';

export const gadget: Gadget = new Gadget({
  name: 'serial-console',
  vendorId: 0x1d6b,
  productId: 0x0104,
  strings: { '0x409': { manufacturer: 'Example', product: 'Serial console', serialNumber: '0001' } },
  functions: [new SerialFunction({ driver: 'acm' })],
});

await main(import.meta.url, { gadget });
