// A gamepad that a program plays: for testing a game on the console or PC that it runs on.
//
//   node gamepad.js up
//   node gamepad.js press south east start   # one button after the other
import { setTimeout as pause } from 'node:timers/promises';
import { Gadget, HidFunction } from 'usb-gadget';
import { gamepadReport, type GamepadButton, type GamepadState } from 'usb-gadget/hid';
import type { LiveGadget } from 'usb-gadget/live';
import { main, type Commands } from './main.js';

export const gadget: Gadget = new Gadget({
  name: 'gamepad',
  vendorId: 0x1d6b,
  productId: 0x0104,
  strings: { '0x409': { manufacturer: 'Example', product: 'Gamepad', serialNumber: '0001' } },
  functions: [HidFunction.gamepad()],
});

/** Games look at a pad once for each picture: a button has to be down for longer than one. */
const pressMilliseconds = 50;

/** Puts the pad into one state after the other, and lets go of everything in the end. */
export async function play(live: LiveGadget, states: readonly GamepadState[]): Promise<void> {
  const pad = await live.hid('hid.gamepad');
  for (const state of [...states, {}]) {
    const outcome = await pad.send(gamepadReport(state), { milliseconds: 10_000 });
    if (outcome !== 'sent') throw new Error(`The PC did not take it: ${outcome}.`);
    await pause(pressMilliseconds);
  }
}

export const commands: Commands = {
  press: (live, ...buttons) =>
    play(
      live,
      buttons.flatMap((each) => [{ buttons: [each as GamepadButton] }, {}]),
    ),
};

await main(import.meta.url, { gadget, commands });
