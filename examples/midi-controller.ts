// A MIDI controller: knobs and keys that a program on the board reads become notes for the music program on the PC. The board's end
// is the ALSA card `controller`: `amidi -p hw:controller -S '90 3C 7F'` presses middle C.
import { Gadget, MidiFunction } from 'usb-gadget';
import { main } from './main.js';

export const gadget: Gadget = new Gadget({
  name: 'midi-controller',
  vendorId: 0x1d6b,
  productId: 0x0104,
  strings: { '0x409': { manufacturer: 'Example', product: 'MIDI controller', serialNumber: '0001' } },
  functions: [new MidiFunction({ driver: 'midi', cardId: 'controller' })],
});

await main(import.meta.url, { gadget });
