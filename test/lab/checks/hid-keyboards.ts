import assert from 'node:assert/strict';
import {
  keyboardLayouts,
  keyboardReport,
  keyNames,
  pressKeys,
  readLights,
  typeableCharacters,
  typeText,
  type KeyboardLayoutName,
  type KeyboardLights,
  type KeyboardPresetName,
  type KeyName,
} from 'usb-gadget/hid';
import { keyEvents, linuxCodes, textOf, type KeyEvent } from '../../reports/linux-keys.js';
import type { HidDevice } from '../hid-device.js';
import { eventTypes } from '../input-events.js';
import type { Report } from '../report.js';
import { waitFor } from '../wait.js';

async function keysSeen(device: HidDevice, reports: readonly Uint8Array[]): Promise<KeyEvent[]> {
  const events = await device.exchange(reports, keyEvents(reports).length, [eventTypes.key]);
  return events.map(({ code, value }) => ({ code, down: value === 1 }));
}

const lights: readonly (readonly [keyof KeyboardLights, number])[] = [
  ['numLock', 0],
  ['capsLock', 1],
  ['scrollLock', 2],
  ['compose', 3],
  ['kana', 4],
];

/** Keys by name, texts in every layout, and lights. */
export function keyboard(preset: KeyboardPresetName) {
  return async (report: Report, name: string, device: HidDevice): Promise<void> => {
    await report.check(`${name}: every key is the one that is named`, async () => {
      const keys = keyNames();
      const seen = await keysSeen(
        device,
        keys.flatMap((key) => pressKeys([key], preset)),
      );
      assert.equal(
        seen.map(({ code, down }) => `${code}${down ? '+' : '-'}`).join(' '),
        keys
          .map((key) => linuxCodes.get(key)!)
          .map((code) => `${code}+ ${code}-`)
          .join(' '),
      );
    });
    await report.check(`${name}: keys that are down together`, async () => {
      const most: readonly KeyName[] = [
        'KeyQ',
        'KeyW',
        'KeyE',
        'KeyR',
        'KeyT',
        'KeyY',
        'KeyU',
        'KeyI',
        'KeyO',
        'KeyP',
      ];
      const keys: readonly KeyName[] = ['ShiftLeft', ...most.slice(0, preset === 'keyboard' ? 6 : 10)];
      const seen = await keysSeen(device, [keyboardReport(keys, preset), keyboardReport([], preset)]);
      const down = seen.slice(0, keys.length);
      assert.ok(down.every((event) => event.down));
      assert.deepEqual(down.map(({ code }) => code).sort(), keys.map((key) => linuxCodes.get(key)!).sort());
    });
    for (const layout of Object.keys(keyboardLayouts) as KeyboardLayoutName[])
      await report.check(
        `${name}: every character of the ${layout} layout, typed and read back`,
        async () => {
          const text = typeableCharacters(layout).join('');
          assert.equal(textOf(await keysSeen(device, typeText(text, layout, preset)), layout), text);
        },
      );
    for (const [light, code] of lights)
      await report.check(`${name}: the host switches ${light} on and off`, async () => {
        // The keys that were pressed have switched lights on: what is on already is not told again.
        await device.host.send({ type: eventTypes.led, code, value: 0 });
        await waitFor('no more output reports', async () => ((await device.receive()) ? undefined : true));
        for (const value of [1, 0]) {
          await device.host.send({ type: eventTypes.led, code, value });
          await waitFor(`${light} to be ${value}`, async () => {
            const output = await device.receive();
            return output && readLights(output)[light] === (value === 1) ? true : undefined;
          });
        }
      });
  };
}
