// A sound card for calls: the PC plays to speakers, which on the board is recording from the ALSA card UAC1Gadget (`arecord`), and
// records from a microphone, which is playing to it (`aplay`). USB Audio 1.0, which hosts of every age know.
import { AudioFunction, Gadget } from 'usb-gadget';
import { main } from './main.js';

export const gadget: Gadget = new Gadget({
  name: 'sound-card',
  vendorId: 0x1d6b,
  productId: 0x0104,
  strings: { '0x409': { manufacturer: 'Example', product: 'Sound card', serialNumber: '0001' } },
  functions: [
    new AudioFunction({
      driver: 'uac1',
      speakers: { channels: 2, sampleRates: 48_000 },
      microphone: { channels: 1, sampleRates: 48_000 },
    }),
  ],
});

await main(import.meta.url, { gadget });
