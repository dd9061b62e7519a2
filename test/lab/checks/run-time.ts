import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { Gadget, HidFunction, SerialFunction } from 'usb-gadget';
import { absoluteMouseReports, readLights, relativeMouseReports, typeText } from 'usb-gadget/hid';
import {
  down,
  gadgetStatus,
  HidDevice,
  LiveGadget,
  up,
  waitForState,
  type GadgetStatus,
} from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { keyEvents, textOf } from '../../reports/linux-keys.js';
import { happens, hostEvents, reconnect } from '../host-events.js';
import { hostDevice, hostDeviceGone, hostInterfaces, inputDevices, type HostInterface } from '../host.js';
import { axes } from '../hid-meanings.js';
import { EventDevice, eventTypes, type InputEvent } from '../input-events.js';
import type { CheckGroup, Report } from '../report.js';
import { ids, usbKit, useAll } from '../usb-kit.js';
import { file, images, media } from './run-time-media.js';
import { waitFor } from '../wait.js';

const udc = 'dummy_udc.0';
const system = new NodeSystem();
const deviceOf = ({ functions }: GadgetStatus, name: string): string =>
  functions.find((each) => each.name === name)?.device?.names.join() ?? '';

/** Events of those types, once there are as many as expected. */
async function seen(host: EventDevice, count: number, types: readonly number[]): Promise<InputEvent[]> {
  const chosen = async (): Promise<InputEvent[]> =>
    (await host.events()).filter(
      ({ type, value }) => types.includes(type) && !(type === eventTypes.key && value === 2),
    );
  const enough = async (): Promise<InputEvent[] | undefined> => {
    const events = await chosen();
    return events.length >= count ? events : undefined;
  };
  return waitFor(`${count} events`, enough, 20).catch(chosen);
}

const eventsOn = async (owner: HostInterface): Promise<EventDevice> =>
  EventDevice.open((await inputDevices(owner))[0]!);

/** Two gadgets of which the later one is bound: nothing that is counted is right. */
async function nodes(report: Report): Promise<void> {
  const spare = new Gadget({
    name: 'z-spare',
    vendorId: 0x1d6b,
    productId: 0x0110,
    functions: [
      new HidFunction({ preset: 'boot-mouse', name: 'spare' }),
      new SerialFunction({ driver: 'gser', name: 'spare' }),
    ],
  });
  const typing = new Gadget({
    name: 'typing',
    vendorId: 0x1d6b,
    productId: 0x0111,
    functions: [
      new HidFunction({ preset: 'relative-mouse', name: 'relative' }),
      new HidFunction({ preset: 'absolute-mouse', name: 'absolute' }),
      new HidFunction({ preset: 'keyboard', name: 'keyboard' }),
      new SerialFunction({ driver: 'acm', name: 'line' }),
    ],
  });
  await up(spare, system, { bind: false });
  await report.check('run-time: a bind that a host answers is told by the controller', () =>
    waitForState(udc, 'configured', system, 60_000, () => up(typing, system, { udc })),
  );
  await report.check('run-time: each function of two gadgets has its own node', async () => {
    const status = await gadgetStatus(system, 'typing');
    assert.deepEqual(
      ['hid.relative', 'hid.absolute', 'hid.keyboard', 'acm.line'].map((name) => deviceOf(status, name)),
      ['/dev/hidg1', '/dev/hidg2', '/dev/hidg3', '/dev/ttyGS1'],
    );
    const other = await gadgetStatus(system, 'z-spare');
    assert.deepEqual([deviceOf(other, 'hid.spare'), deviceOf(other, 'gser.spare')], ['', '/dev/ttyGS0']);
    assert.equal(other.host.verdict, 'absent');
  });
}

/** A sentence, both mice, lights: exactly what was meant arrives. */
async function typingAndPointing(report: Report): Promise<void> {
  await using gadget = await LiveGadget.find('typing', system);
  const interfaces = await hostInterfaces(await hostDevice('1d6b', '0111'));
  const [relativeHost, absoluteHost, keyboardHost] = await Promise.all(interfaces.slice(0, 3).map(eventsOn));
  const keyboard = await gadget.hid('hid.keyboard');
  await report.check('run-time: a sentence is typed and read back', async () => {
    const sentence = 'The quick brown Fox jumps over 13 lazy dogs; (100 %)!';
    const reports = typeText(sentence, 'us');
    for (let at = 0; at < reports.length; at += 4) {
      assert.equal(await keyboard.sendAll(reports.slice(at, at + 4)), 'sent');
      await keyboardHost!.events();
    }
    const events = await seen(keyboardHost!, keyEvents(reports).length, [eventTypes.key]);
    assert.equal(
      textOf(
        events.map(({ code, value }) => ({ code, down: value === 1 })),
        'us',
      ),
      sentence,
    );
  });
  await report.check('run-time: the lights of the keyboard come back', async () => {
    await keyboardHost!.send({ type: eventTypes.led, code: 1, value: 0 });
    while (typeof (await keyboard.receive({ milliseconds: 100 })) !== 'string');
    for (const on of [true, false]) {
      await keyboardHost!.send({ type: eventTypes.led, code: 1, value: Number(on) });
      const lights = await keyboard.receive({ milliseconds: 20_000 });
      assert.ok(typeof lights !== 'string', String(lights));
      assert.equal(readLights(lights).capsLock, on);
    }
  });
  await report.check('run-time: both mice move as far as they were meant to', async () => {
    const absolute = await gadget.hid('hid.absolute');
    assert.equal(await absolute.sendAll(absoluteMouseReports({ x: 12_345, y: 23_456 })), 'sent');
    assert.deepEqual(
      (await seen(absoluteHost!, 2, [eventTypes.abs])).map(({ code, value }) => [code, value]),
      [
        [axes.x, 12_345],
        [axes.y, 23_456],
      ],
    );
    const relative = await gadget.hid('hid.relative');
    const way = relativeMouseReports({ x: 300, y: -200 });
    assert.equal(await relative.sendAll(way), 'sent');
    const moves = await seen(relativeHost!, 2 * way.length, [eventTypes.rel]);
    const sum = (axis: number): number =>
      moves.filter(({ code }) => code === axis).reduce((total, { value }) => total + value, 0);
    assert.deepEqual([sum(axes.x), sum(axes.y)], [300, -200]);
  });
  await report.check('run-time: after a reset the same object reaches the new node', async () => {
    await gadget.reset();
    await hostDevice('1d6b', '0111');
    assert.equal(await keyboard.send(new Uint8Array(8), { milliseconds: 20_000 }), 'sent');
    assert.ok((await gadget.status()).lastReport);
  });
  await down(['typing', 'z-spare'], system);
  await hostDeviceGone('1d6b', '0111');
  await report.check('run-time: without its gadget a report has no node', async () => {
    assert.equal(await keyboard.send(new Uint8Array(8), { milliseconds: 0 }), 'no node');
  });
  for (const each of [relativeHost, absoluteHost, keyboardHost]) await each?.[Symbol.asyncDispose]();
}

async function classes(): Promise<string> {
  const interfaces = await hostInterfaces(await hostDevice(...ids));
  return interfaces.map((each) => each.class).join(' ');
}

async function links(report: Report, gadget: LiveGadget): Promise<void> {
  const whole = '03 08 02 0a 02 0a';
  await report.check('run-time: a function goes and comes back at its place', async () => {
    await gadget.disable('mass_storage.disk');
    assert.equal(await classes(), '03 02 0a 02 0a');
    await gadget.enable('mass_storage.disk');
    assert.equal(await classes(), whole);
    assert.equal((await gadget.media())[0]!.file, file('first'));
  });
  await report.check('run-time: a reset keeps the order, and the host enumerates anew', async () => {
    const { number } = await hostDevice(...ids);
    await gadget.reset();
    await waitFor('another device number', async () =>
      (await hostDevice(...ids)).number === number ? undefined : true,
    );
    assert.equal(await classes(), whole);
  });
}

async function events(report: Report): Promise<void> {
  await report.check('run-time: everything works before', async () =>
    useAll(await hostDevice(...ids), system, images.first),
  );
  for (const event of hostEvents)
    await report.check(`run-time: everything survives ${event.name}`, async () => {
      const device = await happens(event, await hostDevice(...ids), ids);
      await useAll(device, system, images.first);
    });
  await report.check(
    'run-time: a host that went away is an outcome, and what the controller says is no proof',
    async () => {
      const keyboard = await HidDevice.open('kit', 'hid.keyboard', system);
      const connect = `/sys/class/udc/${udc}/soft_connect`;
      writeFileSync(connect, 'disconnect');
      await hostDeviceGone(...ids);
      const outcome = await keyboard.send(new Uint8Array(8), { milliseconds: 50 });
      assert.ok(['not configured', 'not fetched'].includes(outcome), outcome);
      assert.notEqual((await gadgetStatus(system, 'kit')).host.verdict, 'configured');
      await waitForState(udc, 'configured', system, 60_000, reconnect);
      await hostDevice(...ids);
      assert.equal(await keyboard.send(new Uint8Array(8), { milliseconds: 20_000 }), 'sent');
    },
  );
}

/** What one does with gadgets that are there. */
export const runTime: CheckGroup = {
  name: 'run-time',
  checks: async (report) => {
    for (const [name, image] of Object.entries(images)) writeFileSync(file(name), image);
    await nodes(report);
    await typingAndPointing(report);
    await using gadget = await LiveGadget.up(usbKit(file('first')), system, { udc });
    await hostDevice(...ids);
    await media(report, gadget);
    await links(report, gadget);
    await events(report);
  },
};
