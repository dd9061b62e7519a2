import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { confirmTrial, down, gadgetStatus, listTrials, networkStatus, up } from 'usb-gadget/live';
import { OtgNet } from 'usb-gadget/network';
import type { SimulatedKernel } from 'usb-gadget/testing';
import { bound, changed, keyboard } from './gadgets.js';
import {
  begin,
  card,
  instead,
  isLocked,
  machine,
  recordPath,
  script,
  setClock,
  stat,
  stateOf,
} from './on-trial.js';
import { rejectsWith } from './rejects.js';
import { shell } from './shell.js';

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

  it('is undone once for all: what comes when the lock is free again has the last word', async () => {
    const system = machine();
    await up(keyboard, system);
    let removal: Promise<unknown> | undefined;
    const eager = instead(system, {
      remove: async (path) => {
        const isUndoing = (await listTrials(system))[0]?.state.startsWith('undo') ?? false;
        await system.remove(path);
        if (isUndoing && path === '/run/usb-gadget/lock') await (removal ??= down('g1', system));
      },
    });
    const { end } = await begin({ ...keyboard, productId: 3 }, eager);
    await setClock(system, 160);
    await end;
    assert.ok(removal);
    assert.equal(system.tree(), '');
    assert.deepEqual(await listTrials(system), []);
  });

  it('comes back with an empty drive where the image has gone meanwhile', async () => {
    const system = machine();
    await up(bound, system);
    const { end } = await begin(keyboard, system);
    await system.remove('/tmp/usb-gadget-cd.iso');
    await setClock(system, 160);
    assert.equal(await end, 'undone');
    const { drives } = (await gadgetStatus(system, 'g1')).functions.find((each) => each.drives)!;
    assert.deepEqual(
      drives?.map(({ file }) => file),
      ['', '/tmp/usb-gadget-disk.img'],
    );
  });

  for (const call of ['claim', 'save'])
    it(`is undone as soon as /run is not full any more (${call})`, async () => {
      const system = machine();
      await up(keyboard, system);
      const before = await stateOf(system);
      const { end } = await begin({ ...keyboard, productId: 3 }, system);
      let isFull = true;
      system.fail((made) => isFull && made.call === call && made.path.startsWith('/run/'), 'ENOSPC');
      await setClock(system, 160);
      await system.waitUntil(async () => system.calls.some(({ errno }) => errno === 'ENOSPC'), 1000);
      isFull = false;
      const [trial] = await listTrials(system);
      assert.deepEqual([trial?.state, trial?.isWatched], ['waiting', true]);
      await setClock(system, 165);
      assert.equal(await end, 'undone');
      assert.deepEqual(await stateOf(system), before);
    });

  it('that cannot be undone for a reason of the system says so, too', async () => {
    const system = machine();
    await up(keyboard, system);
    let isBroken = false;
    const breaking = instead(system, {
      kernelRelease: () => (isBroken ? Promise.reject(new Error('EIO: uname')) : system.kernelRelease()),
    });
    const { end } = await begin({ ...keyboard, productId: 3 }, breaking);
    isBroken = true;
    await setClock(system, 160);
    await assert.rejects(end, /EIO: uname/);
    const [trial] = await listTrials(system);
    assert.equal(trial?.state, 'stuck');
    assert.deepEqual(
      trial.issues.map(({ code, message }) => [code, message]),
      [['OPERATION_FAILED', 'EIO: uname']],
    );
  });

  for (const errno of ['EIO', 'ENOSPC'] as const)
    it(`that cannot be undone says why, and is not tried for ever (${errno} of the kernel)`, async () => {
      const system = machine();
      await up(keyboard, system);
      const { end } = await begin({ ...keyboard, productId: 3 }, system);
      system.fail(({ call, path }) => call === 'write' && path.endsWith('/idProduct'), errno);
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

  it('stays watched by who watched it when another change has begun at once', async () => {
    const system = machine({ files: { '/proc/7/stat': stat(7) } });
    await up(keyboard, system);
    const { end } = await begin({ ...keyboard, productId: 3 }, system);
    const claims = (errno?: string): number =>
      system.calls.filter(
        (each) => each.path === '/run/usb-gadget/lock' && each.call === 'claim' && each.errno === errno,
      ).length;
    const record = new TextDecoder().decode(await system.read(recordPath));
    const claimed = claims();
    await system.claim('/run/usb-gadget/lock', '7 1');
    await system.remove(recordPath);
    await system.waitUntil(() => Promise.resolve(claims('EEXIST') > 0), 5000);
    await system.save(recordPath, record);
    await system.remove('/run/usb-gadget/lock');
    await system.waitUntil(async () => claims() === claimed + 2 && !(await isLocked(system)), 5000);
    assert.equal((await listTrials(system))[0]?.state, 'waiting');
    assert.match(system.tree(), /idProduct = 0x0003/);
    await confirmTrial(system);
    assert.equal(await end, 'confirmed');
    assert.match(system.tree(), /idProduct = 0x0003/);
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
