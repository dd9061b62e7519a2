// Types a password where no password manager runs: a disk's passphrase at boot, the firmware's setup. It is read from standard input,
// so that it stands in no list of processes:
//
//   node password-typer.js up
//   pass show disk | node password-typer.js type
//
// The second word is the layout that the PC has: us if nothing is said, else uk, german, french or french-linux.
import { text } from 'node:stream/consumers';
import { Gadget, HidFunction } from 'usb-gadget';
import { keyboardLayouts, typeText, type KeyboardLayoutName } from 'usb-gadget/hid';
import type { LiveGadget } from 'usb-gadget/live';
import { main, type Commands } from './main.js';

export const gadget: Gadget = new Gadget({
  name: 'password-typer',
  vendorId: 0x1d6b,
  productId: 0x0104,
  strings: { '0x409': { manufacturer: 'Example', product: 'Keyboard', serialNumber: '0001' } },
  functions: [HidFunction.keyboard()],
});

/** Types a text as a person would; a PC that has only just found the keyboard gets some seconds for each key. */
export async function type(
  live: LiveGadget,
  words: string,
  layout: KeyboardLayoutName = 'us',
): Promise<void> {
  const keyboard = await live.hid('hid.keyboard');
  const outcome = await keyboard.sendAll(typeText(words, layout), { milliseconds: 10_000 });
  if (outcome !== 'sent') throw new Error(`The PC did not take all of it: ${outcome}.`);
}

const isLayout = (word: string): word is KeyboardLayoutName => Object.hasOwn(keyboardLayouts, word);

export const commands: Commands = {
  type: async (live, layout = 'us') => {
    if (!isLayout(layout)) throw new Error(`There is no layout "${layout}".`);
    await type(live, await text(process.stdin), layout);
  },
};

await main(import.meta.url, { gadget, commands });
