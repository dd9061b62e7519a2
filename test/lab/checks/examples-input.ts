import assert from 'node:assert/strict';
import { play } from '../../../examples/gamepad.js';
import { keyEvents, textOf } from '../../reports/linux-keys.js';
import { typeText } from 'usb-gadget/hid';
import { exampleOf, runExample, useExample } from '../example.js';
import { gamepadCodes } from '../hid-meanings.js';
import { hostInterfaces, inputDevices, type HostDevice } from '../host.js';
import { EventDevice, eventTypes, type InputEvent } from '../input-events.js';
import type { Report } from '../report.js';
import { waitFor } from '../wait.js';

/** Short enough for what the host keeps until it is read: 64 events, three of each report (drivers/input/evdev.c). */
const secret = 'Tiger 7\n';

async function eventsOf(device: HostDevice): Promise<EventDevice> {
  const [owner] = await hostInterfaces(device);
  return EventDevice.open((await inputDevices(owner!))[0]!);
}

/** Keys and buttons that went down or up; a key that stays down is repeated by the host. */
const keysOf = (events: readonly InputEvent[]): InputEvent[] =>
  events.filter(({ type, value }) => type === eventTypes.key && value !== 2);

const received = (host: EventDevice, count: number): Promise<InputEvent[]> =>
  waitFor(`${count} events`, async () => {
    const events = keysOf(await host.events());
    return events.length >= count ? events : undefined;
  });

/** Examples that press keys and buttons. */
export async function examplesOfInput(report: Report): Promise<void> {
  await report.check('examples: the program types the password, and the host gets it', async () =>
    useExample(await exampleOf('password-typer'), async (device) => {
      await using host = await eventsOf(device);
      const count = keyEvents(typeText(secret, 'us')).length;
      const [, events] = await Promise.all([
        runExample('password-typer', ['type'], secret),
        received(host, count),
      ]);
      const keys = events.map(({ code, value }) => ({ code, down: value === 1 }));
      assert.equal(textOf(keys, 'us'), secret);
    }),
  );
  await report.check('examples: the host sees the buttons of the gamepad', async () =>
    useExample(await exampleOf('gamepad'), async (device, live) => {
      await using host = await eventsOf(device);
      await play(live, [{ buttons: ['south'] }, { buttons: ['south', 'start'] }]);
      assert.deepEqual(
        (await received(host, 4)).map(({ code, value }) => [code, value]).slice(0, 2),
        [gamepadCodes['south'], gamepadCodes['start']].map((code) => [code, 1]),
      );
    }),
  );
}
