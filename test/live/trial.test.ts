import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { EthernetFunction, Gadget, type GadgetDefinition, type GadgetSource } from 'usb-gadget';
import {
  confirmTrial,
  down,
  gadgetStatus,
  listTrials,
  networkStatus,
  up,
  upOnTrial,
  watchTrial,
  type System,
  type TrialEnd,
  type TrialOptions,
  type TrialResult,
} from 'usb-gadget/live';
import { OtgNet } from 'usb-gadget/network';
import { SimulatedKernel, type SimulatedKernelOptions } from 'usb-gadget/testing';
import { bound, changed, images, keyboard } from './gadgets.js';
import { rejectsWith } from './rejects.js';
import { shell } from './shell.js';

const stat = (number: number): string => `${number} (node) S ${'0 '.repeat(18)}1 0 0\n`;

const machines: SimulatedKernel[] = [];

/** A machine whose clock stands still until it is set. */
function machine({ files }: SimulatedKernelOptions = {}): SimulatedKernel {
  const clock = { '/proc/uptime': '100.00 0.00\n' };
  const processes = { '/proc/self/stat': stat(8), '/proc/8/stat': stat(8) };
  const system = new SimulatedKernel({ files: { ...clock, ...processes, ...images, ...files } });
  machines.push(system);
  return system;
}

// Whoever still watches ends then.
afterEach(async () => {
  for (const system of machines.splice(0)) await system.remove('/run/usb-gadget/trials/g1.json');
});

const script = `
  mkdir g1
  write g1/idVendor 0x1d6b
  mkdir g1/functions/acm.x
  mkdir g1/configs/c.7
  symlink g1/functions/acm.x g1/configs/c.7/other
  write g1/UDC fe980000.usb`;

const setClock = (system: SimulatedKernel, seconds: number): Promise<void> =>
  system.save('/proc/uptime', `${seconds}.00 0.00\n`);

/** A machine that does some things in another way. */
const instead = (system: SimulatedKernel, others: Partial<System>): SimulatedKernel =>
  new Proxy(system, {
    get: (target, key: keyof SimulatedKernel) => {
      const value: unknown = others[key as keyof System] ?? target[key];
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
    },
  });

interface Begun {
  readonly result: TrialResult;
  readonly end: Promise<TrialEnd>;
}

/** Brings up on trial for 60 s, watched by this process. */
async function begin(
  gadget: GadgetSource,
  system: SimulatedKernel,
  options: Partial<TrialOptions> = {},
): Promise<Begun> {
  let end: Promise<TrialEnd> = Promise.reject(new Error('nobody watches'));
  end.catch(() => undefined);
  const watch = (name: string): void => {
    end = watchTrial(name, system);
    end.catch(() => undefined);
  };
  return { result: await upOnTrial(gadget, system, { seconds: 60, watch, ...options }), end };
}

/** Everything but what the trial itself leaves. */
async function stateOf(system: SimulatedKernel): Promise<unknown> {
  const files = (await system.list('/run/usb-gadget').catch(() => [])).map(({ name }) => name);
  const saved: string[] = [];
  for (const name of files.filter((each) => each.endsWith('.json')))
    saved.push(new TextDecoder().decode(await system.read(`/run/usb-gadget/${name}`)));
  // What a bind writes stays there, and the next writes it again; so does a sign that is not in use.
  const tree = system.tree().replace(/.*\/(bcdUSB|bMaxPacketSize0|qw_sign) =.*\n/g, '');
  return { tree, saved, networks: await networkStatus(system) };
}

const card = (deviceAddress: string): Gadget =>
  new Gadget({
    name: 'card',
    vendorId: 1,
    productId: 2,
    functions: [new EthernetFunction({ driver: 'ecm', hostAddress: '02:00:00:00:00:01', deviceAddress })],
  });

describe('a change that nobody confirms', () => {
  const made: Readonly<Record<string, (system: SimulatedKernel) => Promise<unknown>>> = {
    'a gadget of ours': (system) => up(bound, system),
    'a gadget of ours that is not bound': (system) => up(bound, system, { bind: false }),
    'no gadget': async () => undefined,
    "a shell's gadget": (system) => shell(system, script),
  };
  for (const [what, make] of Object.entries(made))
    it(`goes back to ${what} when its time is up, and not before`, async () => {
      const system = machine();
      await make(system);
      const before = await stateOf(system);
      const { result, end } = await begin(changed, system, { replace: true });
      assert.deepEqual(result.trial, {
        gadget: 'g1',
        state: 'waiting',
        secondsLeft: 60,
        isWatched: true,
        issues: [],
      });
      const meanwhile = await stateOf(system);
      await setClock(system, 159);
      assert.equal((await listTrials(system))[0]?.secondsLeft, 1);
      assert.deepEqual(await stateOf(system), meanwhile);
      await setClock(system, 160);
      assert.equal(await end, 'undone');
      assert.deepEqual(await stateOf(system), before);
      assert.equal((await listTrials(system))[0]?.state, 'undone');
    });

  it('takes its network with it, and brings the earlier one back', async () => {
    const system = machine();
    await up(card('02:00:00:00:00:02'), system, { networks: [new OtgNet({ allowTcp: [22] })] });
    const before = await stateOf(system);
    const { end } = await begin(card('02:00:00:00:00:03'), system, { networks: [] });
    assert.deepEqual(await networkStatus(system), []);
    await setClock(system, 160);
    assert.equal(await end, 'undone');
    assert.deepEqual(await stateOf(system), before);
  });

  it('waits for its turn while another process changes gadgets', async () => {
    const system = machine({ files: { '/proc/7/stat': stat(7) } });
    await up(keyboard, system);
    const { end } = await begin({ ...keyboard, productId: 3 }, system);
    await system.claim('/run/usb-gadget/lock', '7 1');
    await setClock(system, 160);
    assert.match(system.tree(), /idProduct = 0x0003/);
    await system.remove('/run/usb-gadget/lock');
    assert.equal(await end, 'undone');
    assert.match(system.tree(), /idProduct = 0x0104/);
  });

  it('that cannot be undone says why, and until when it has been tried', async () => {
    const system = machine();
    await up(keyboard, system);
    const { end } = await begin({ ...keyboard, productId: 3 }, system);
    system.fail(({ call, path }) => call === 'write' && path.endsWith('/idProduct'), 'EIO');
    await setClock(system, 160);
    await rejectsWith(end, 'OPERATION_FAILED');
    const { trial } = await gadgetStatus(system, 'g1');
    assert.equal(trial?.state, 'stuck');
    assert.deepEqual(
      trial.issues.map(({ code }) => code),
      ['OPERATION_FAILED'],
    );
  });
});

describe('a change that somebody confirms', () => {
  it('stays, and nothing is known of it any more', async () => {
    const system = machine();
    await up(keyboard, system);
    const { end } = await begin({ ...keyboard, productId: 3 }, system);
    assert.deepEqual(await confirmTrial(system), ['g1']);
    assert.equal(await end, 'confirmed');
    await setClock(system, 1_000);
    assert.match(system.tree(), /idProduct = 0x0003/);
    assert.deepEqual(await listTrials(system), []);
    const { message } = await rejectsWith(confirmTrial(system, 'g1'), 'TRIAL_MISSING');
    assert.match(message, /No change of "g1" waits/);
  });

  it('comes too late once it has been undone, and is told so', async () => {
    const system = machine();
    const { end } = await begin(keyboard, system);
    await setClock(system, 160);
    await end;
    const { message } = await rejectsWith(confirmTrial(system), 'TRIAL_MISSING');
    assert.match(message, /That of "g1" has been undone\./);
  });
});

describe('while a change waits', () => {
  const waiting = async (): Promise<SimulatedKernel> => {
    const system = machine();
    await begin(keyboard, system);
    return system;
  };

  it('another change of the gadget is refused, with the time that is left', async () => {
    const system = await waiting();
    const other: GadgetDefinition = { ...keyboard, productId: 9 };
    const { message } = await rejectsWith(up(other, system), 'TRIAL_WAITING');
    assert.match(message, /60 s more/);
    await rejectsWith(begin(other, system), 'TRIAL_WAITING');
  });

  it('down ends it', async () => {
    const system = await waiting();
    await down('g1', system);
    assert.deepEqual(await listTrials(system), []);
  });

  it('a second watcher is refused', async () => {
    const system = await waiting();
    await rejectsWith(watchTrial('g1', system), 'LOCKED');
  });
});

describe('bringing up on trial', () => {
  it('starts none where everything is as it is to be', async () => {
    const system = machine();
    await up(keyboard, system);
    const calls = system.calls.length;
    const { result } = await begin(keyboard, system);
    assert.equal(result.trial, undefined);
    assert.equal(system.calls.length, calls);
  });

  it('starts what watches before it changes anything', async () => {
    const system = machine();
    const watch = (name: string): void => {
      assert.equal(system.tree(), '');
      watchTrial(name, system).catch(() => undefined);
    };
    await begin(keyboard, system, { watch });
    assert.match(system.tree(), /^g1/);
  });

  it('changes nothing if nothing watches', async () => {
    const impatient = instead(machine(), {
      waitUntil: () => Promise.reject(Object.assign(new Error('too late'), { code: 'ETIMEDOUT' })),
    });
    await rejectsWith(begin(keyboard, impatient, { watch: () => undefined }), 'TRIAL_UNWATCHED');
    assert.equal(impatient.tree(), '');
    assert.deepEqual(await listTrials(impatient), []);
  });

  it('leaves nothing of itself when the change fails and is undone', async () => {
    const system = machine();
    await up(keyboard, system);
    const before = await stateOf(system);
    let isFirst = true;
    system.fail(
      ({ call, path }) => call === 'write' && path.endsWith('/idProduct') && isFirst && !(isFirst = false),
      'EIO',
    );
    await rejectsWith(begin({ ...keyboard, productId: 3 }, system), 'OPERATION_FAILED');
    assert.deepEqual(await listTrials(system), []);
    assert.deepEqual(await stateOf(system), before);
  });

  it('is undone at once when who made the change has died over it', async () => {
    const system = machine({ files: { '/proc/9/stat': stat(9) } });
    await up(keyboard, system);
    const before = await stateOf(system);
    let die = (): void => undefined;
    const died = new Promise<void>((resolve) => (die = resolve));
    const dying = instead(system, {
      read: (path) => system.read(path === '/proc/self/stat' ? '/proc/9/stat' : path),
      bind: () => {
        die();
        return new Promise(() => undefined);
      },
    });
    let end: Promise<TrialEnd> | undefined;
    const watch = (name: string): void => void (end = watchTrial(name, system));
    void upOnTrial({ ...keyboard, productId: 3 }, dying, { seconds: 60, watch });
    await died;
    await system.remove('/proc/9/stat');
    assert.equal(await end, 'undone');
    assert.deepEqual(await stateOf(system), before);
  });

  for (const seconds of [0, 86_401, Number.NaN])
    it(`takes no ${seconds} seconds`, async () => {
      await rejectsWith(begin(keyboard, machine(), { seconds }), 'VALUE_RANGE');
    });
});
