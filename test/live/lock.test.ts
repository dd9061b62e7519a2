import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GadgetError } from 'usb-gadget';
import { up, type System } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { locked } from '../../src/live/state/lock.js';
import { intercepting } from './call-errnos.js';
import { keyboard } from './gadgets.js';
import { processStat } from './processes.js';
import { rejectsWith } from './rejects.js';

describe('the lock', () => {
  const path = '/run/usb-gadget/lock';

  it('keeps a second process out, and says which one works', async () => {
    const system = new SimulatedKernel({ files: { '/proc/7/stat': processStat(7, 100) } });
    await system.claim(path, '7 100');
    const error = await rejectsWith(up(keyboard, system), 'LOCKED');
    assert.match(error.message, /Process 7 /);
    assert.equal(system.tree(), '');
  });

  it('keeps a second call of the same process out', async () => {
    const system = new SimulatedKernel({
      files: { '/proc/self/stat': processStat(8, 50), '/proc/8/stat': processStat(8, 50) },
    });
    const both = await Promise.allSettled([up(keyboard, system), up({ ...keyboard, productId: 3 }, system)]);
    const refused = both.flatMap((each) => (each.status === 'rejected' ? [each.reason as GadgetError] : []));
    assert.deepEqual(
      refused.map(({ code }) => code),
      ['LOCKED'],
    );
  });

  for (const [what, files] of [
    ['has ended', {}],
    ['is another one of the same number', { '/proc/7/stat': processStat(7, 200) }],
    ['has left nothing but its exit status', { '/proc/7/stat': processStat(7, 100, 'Z') }],
  ] as const)
    it(`is taken over if its process ${what}`, async () => {
      const system = new SimulatedKernel({ files });
      await system.claim(path, '7 100');
      await up(keyboard, system);
      assert.deepEqual(await system.list('/run/usb-gadget'), [{ name: 'g1.json', type: 'file' }]);
    });

  it('tells the program and how long it has been at work', async () => {
    const files = {
      '/proc/7/stat': processStat(7, 100),
      '/proc/7/cmdline': 'node\0/usr/bin/usb-gadget\0up\0kvm.yaml\0',
      '/proc/uptime': '13.20 40.00\n',
    };
    const system = new SimulatedKernel({ files });
    await system.claim(path, '7 100');
    const { message } = await rejectsWith(up(keyboard, system), 'LOCKED');
    assert.match(
      message,
      /Process 7 \(node \/usr\/bin\/usb-gadget up kvm.yaml\), which began 12 s ago, is changing/,
    );
  });

  describe('of two processes that find it stale at once', () => {
    /** The machine as process 8 sees it, held up when it is about to succeed the dead one. */
    function slowly(system: SimulatedKernel, meanwhile: () => Promise<void>): System {
      return intercepting(as(8, system), async ({ call, path: each }, _index, perform) => {
        if (call === 'claim' && each !== path) await meanwhile();
        return perform();
      });
    }
    const as = (number: number, system: SimulatedKernel): System =>
      new Proxy<System>(system, {
        get: (target, method) =>
          method === 'read'
            ? (each: string) => target.read(each.replace('self', String(number)))
            : target[method as keyof System].bind(target),
      });
    const stale = async (): Promise<SimulatedKernel> => {
      const files = { '/proc/8/stat': processStat(8, 300), '/proc/9/stat': processStat(9, 300) };
      const system = new SimulatedKernel({ files });
      await system.claim(path, '7 100');
      return system;
    };

    it('the slower does not take it from the quicker', async () => {
      const system = await stale();
      const quicker = (): Promise<void> => system.claim(`${path}-after-7-100`, '9 300');
      await rejectsWith(up(keyboard, slowly(system, quicker)), 'LOCKED');
      const files = await system.list('/run/usb-gadget');
      assert.deepEqual(
        files.map(({ name }) => name),
        ['lock', 'lock-after-7-100'],
      );
    });

    it('the slower takes the lock itself if the quicker has given it back', async () => {
      const system = await stale();
      const slower = slowly(system, () => locked(as(9, system), () => Promise.resolve()));
      const held = await locked(slower, () => system.list('/run/usb-gadget'));
      assert.deepEqual(held, [{ name: 'lock', type: 'file' }]);
      assert.deepEqual(await system.list('/run/usb-gadget'), []);
    });
  });
});
