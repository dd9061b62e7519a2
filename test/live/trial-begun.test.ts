import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GadgetDefinition } from 'usb-gadget';
import {
  confirmTrial,
  down,
  listTrials,
  networkStatus,
  planDown,
  up,
  upOnTrial,
  watchTrial,
  type System,
  type TrialEnd,
} from 'usb-gadget/live';
import { OtgNet } from 'usb-gadget/network';
import type { SimulatedKernel } from 'usb-gadget/testing';
import { impatient } from './failing-system.js';
import { bound, keyboard } from './gadgets.js';
import { begin, card, instead, machine, recordPath, stat, stateOf } from './on-trial.js';
import { rejectsWith } from './rejects.js';

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

  it('so is the same one, which would seem to be kept', async () => {
    const system = await waiting();
    await rejectsWith(up(keyboard, system), 'TRIAL_WAITING');
    await rejectsWith(begin(keyboard, system), 'TRIAL_WAITING');
  });

  for (const state of ['coming', 'undoing'] as const)
    it(`and nothing watches it, everything says how it is undone (${state})`, async () => {
      const system = machine();
      const record = {
        version: 1,
        gadget: 'g1',
        state,
        by: '9 1',
        deadline: 0,
        before: { udc: '', networks: [] },
      };
      await up(keyboard, system);
      await system.save(recordPath, JSON.stringify(record));
      const cure = 'What was to undo it does not run: usb-gadget confirm --watch g1';
      for (const [work, code] of [
        [up(keyboard, system), 'TRIAL_WAITING'],
        [up({ ...keyboard, productId: 3 }, system), 'TRIAL_WAITING'],
      ] as const)
        assert.equal((await rejectsWith(work, code)).hint, cure);
      assert.equal((await rejectsWith(confirmTrial(system), 'TRIAL_MISSING')).hint, cure);
      assert.equal(await watchTrial('g1', system), 'undone');
      assert.equal(system.tree(), '');
    });

  it('and only its rules had been made: they go, with it or with down', async () => {
    for (const isOnTrial of [true, false]) {
      const system = machine();
      const gadget = card('02:00:00:00:00:02');
      await new Promise<void>((killed, reject) => {
        const save: System['save'] = (path, text, mode) =>
          path.endsWith('/card.json') ? new Promise(() => killed()) : system.save(path, text, mode);
        up(gadget, instead(system, { save }), { networks: [new OtgNet()] }).catch(reject);
      });
      await system.remove('/run/usb-gadget/lock');
      assert.equal((await networkStatus(system)).length, 1);
      const before = { udc: '', networks: [] };
      const record = { version: 1, gadget: 'card', state: 'coming', by: '9 1', deadline: 0, before };
      if (isOnTrial) await system.save('/run/usb-gadget/trials/card.json', JSON.stringify(record));
      await (isOnTrial ? watchTrial('card', system) : down('card', system));
      assert.deepEqual(await networkStatus(system), []);
    }
  });

  it('only root may see of it where nobody else may look', async () => {
    const system = await waiting();
    const closed = instead(system, {
      list: (path) =>
        path.startsWith('/run/usb-gadget')
          ? Promise.reject(Object.assign(new Error('EACCES'), { code: 'EACCES' }))
          : system.list(path),
    });
    assert.deepEqual(await listTrials(closed), []);
    assert.deepEqual(await networkStatus(closed), []);
    assert.ok((await planDown('g1', closed)).operations.length);
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
  it('is refused where what is there could not be brought back', async () => {
    const system = machine();
    await up(bound, system);
    await system.remove('/tmp/usb-gadget-cd.iso');
    const before = system.tree();
    const { message, path } = await rejectsWith(begin(keyboard, system), 'IMAGE_MISSING');
    assert.match(
      message,
      /"g1" could not be brought back as it is now\. "\/tmp\/usb-gadget-cd\.iso \(deleted\)" is not there\./,
    );
    assert.equal(path, 'g1');
    assert.equal(system.tree(), before);
    assert.deepEqual(await listTrials(system), []);
  });

  it('waits also where the earlier network cannot be taken down whole', async () => {
    const system = machine();
    await up(card('02:00:00:00:00:02'), system, { networks: [new OtgNet({ allowTcp: [22] })] });
    const folder = '/run/usb-gadget/networks';
    const own = new TextDecoder().decode(await system.read(`${folder}/card/ecm.usb0.json`));
    await system.save(`${folder}/other/ecm.usb0.json`, own.replaceAll('"gadget":"card"', '"gadget":"other"'));
    system.fail(({ call, path }) => call === 'save' && path.startsWith(`${folder}/other/`), 'ENOSPC');
    const { result } = await begin(card('02:00:00:00:00:03'), system, { networks: [] });
    assert.ok(result.issues.some(({ code }) => code === 'OPERATION_FAILED'));
    assert.equal(result.trial?.state, 'waiting');
  });

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
    const system = impatient(machine());
    await rejectsWith(begin(keyboard, system, { watch: () => undefined }), 'TRIAL_UNWATCHED');
    assert.deepEqual([system.tree(), await listTrials(system)], ['', []]);
  });

  it('does not wait for what is to watch once it is stopped', async () => {
    const system = machine();
    const stop = new AbortController();
    await rejectsWith(begin(keyboard, system, { watch: () => stop.abort(), signal: stop.signal }), 'ABORTED');
    assert.deepEqual([system.tree(), await listTrials(system)], ['', []]);
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
