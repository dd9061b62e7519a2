import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { typeText } from 'usb-gadget/hid';
import { keyEvents, textOf } from '../../reports/linux-keys.js';
import { hostDevice, hostDeviceGone, hostInterfaces, inputDevices } from '../host.js';
import { EventDevice, eventTypes } from '../input-events.js';
import { secret } from '../reader.js';
import { waitFor } from '../wait.js';
import { ids, type MakeScene } from './scene.js';

/** In a clone; a password is typed on a German PC. */
export const examples: MakeScene = () => {
  let keyboard: EventDevice | undefined;
  const keys = (): Promise<{ code: number; down: boolean }[]> =>
    waitFor('all keys', async () => {
      const events = (await keyboard!.events()).filter(
        ({ type, value }) => type === eventTypes.key && value !== 2,
      );
      const all = events.length >= keyEvents(typeText(secret, 'german')).length;
      return all ? events.map(({ code, value }) => ({ code, down: value === 1 })) : undefined;
    });
  return {
    folder: process.cwd(),
    moments: {
      'node .build/examples/serial-console.js': {
        after: (output) => assert.match(output, /^serial-console on Linux .*: \d+ operations/),
      },
      'usb-gadget up examples/serial-console.yaml --simulate': {
        after: (output) => assert.match(output, /^serial-console: on /m),
      },
      'node --test .build/examples/unit-test.test.js': {
        after: (output) => assert.match(output, /^# fail 0$/m),
      },
      'node .build/examples/password-typer.js up': {
        after: async () => {
          const [owner] = await hostInterfaces(await hostDevice(...ids));
          keyboard = await EventDevice.open((await inputDevices(owner!))[0]!);
        },
      },
      'pass show disk | node .build/examples/password-typer.js type german': {
        after: async () => assert.equal(textOf(await keys(), 'german'), secret),
      },
      'node .build/examples/password-typer.js down': {
        after: () => hostDeviceGone(...ids),
      },
      'node ../../.build/examples/fleet/fleet.js inventory.json boards': {
        after: () =>
          assert.deepEqual(readdirSync('examples/fleet/boards').sort(), [
            'desk-1.sh',
            'desk-2.sh',
            'gate.sh',
            'meter.sh',
          ]),
      },
    },
    end: () => keyboard?.[Symbol.asyncDispose](),
  };
};
