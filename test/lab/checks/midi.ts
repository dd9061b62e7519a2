import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MidiFunction } from 'usb-gadget';
import { LabGadget } from '../gadget.js';
import { hostInterfaces, type HostInterface } from '../host.js';
import { run } from '../network.js';
import type { Report } from '../report.js';
import { waitFor } from '../wait.js';

const received = '/run/lab-received.syx';

/** Notes, and a system exclusive message that takes many packets. */
const messages = `90 3C 7F 80 3C 00 F0 7D ${'12 34 '.repeat(100)}F7`;

const sound = '/sys/class/sound';

/** The number of the gadget's own card. */
export function cardOf(id: string): Promise<number> {
  return waitFor(`a sound card ${id}`, () => {
    const cards = existsSync(sound) ? readdirSync(sound).filter((name) => /^card\d+$/.test(name)) : [];
    const found = cards.find((card) => readFileSync(join(sound, card, 'id'), 'utf8').trim() === id);
    return found === undefined ? undefined : Number(found.slice(4));
  });
}

/** The number of the host's card, which hangs on the control interface. */
export function hostCard(control: HostInterface): Promise<number> {
  const folder = join(control.path, 'sound');
  return waitFor('a sound card of the host', () => {
    const name = existsSync(folder) ? readdirSync(folder).find((each) => /^card\d+$/.test(each)) : undefined;
    return name === undefined ? undefined : Number(name.slice(4));
  });
}

/** Sends from one port to another with amidi at both ends, and compares. */
export async function pass(from: string, to: string): Promise<void> {
  rmSync(received, { force: true });
  const receiver = spawn('amidi', ['-p', to, '-r', received, '-t', '5'], { stdio: 'ignore' });
  const [, card] = /^hw:(\d+)/.exec(to)!;
  await waitFor(`${to} to be listened at`, () =>
    readFileSync(`/proc/asound/card${card}/midi0`, 'utf8').includes('Owner PID') ? true : undefined,
  );
  await run('amidi', '-p', from, '-S', messages);
  await once(receiver, 'exit');
  assert.equal(
    readFileSync(received).toString('hex'),
    messages.replaceAll(' ', '').toLowerCase(),
    `${from} -> ${to}`,
  );
}

/** Notes go both ways over each port. */
export async function midiFunction(report: Report): Promise<void> {
  await run('modprobe', 'snd-usb-audio');
  const keys = new LabGadget([
    new MidiFunction({ driver: 'midi', cardId: 'labkeys', inPorts: 2, outPorts: 2, queueLength: 16 }),
  ]);
  await report.check('functions: MIDI messages go both ways, over each port', async () => {
    const [control] = await hostInterfaces(await keys.plug());
    const host = await hostCard(control!);
    const here = await cardOf('labkeys');
    await pass(`hw:${here},0,0`, `hw:${host},0,0`);
    await pass(`hw:${here},0,1`, `hw:${host},0,1`);
    await pass(`hw:${host},0,0`, `hw:${here},0,0`);
    await pass(`hw:${host},0,1`, `hw:${here},0,1`);
    assert.deepEqual((await keys.up()).plan.operations, []);
  });
  await keys.unplug();
}
