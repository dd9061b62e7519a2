import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GadgetError } from 'usb-gadget';
import { up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { keyboard } from './gadgets.js';
import { rejectsWith } from './rejects.js';

describe('the lock', () => {
  const path = '/run/usb-gadget/lock';

  it('keeps a second process out, and says which one works', async () => {
    const system = new SimulatedKernel({ files: { '/proc/7/stat': stat(7, 100) } });
    await system.claim(path, '7 100');
    const error = await rejectsWith(up(keyboard, system), 'LOCKED');
    assert.match(error.message, /Process 7 /);
    assert.equal(system.tree(), '');
  });

  it('keeps a second call of the same process out', async () => {
    const system = new SimulatedKernel({
      files: { '/proc/self/stat': stat(8, 50), '/proc/8/stat': stat(8, 50) },
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
    ['is another one of the same number', { '/proc/7/stat': stat(7, 200) }],
  ] as const)
    it(`is taken over if its process ${what}`, async () => {
      const system = new SimulatedKernel({ files });
      await system.claim(path, '7 100');
      await up(keyboard, system);
      await assert.rejects(system.read(path));
    });
});

/** A line of proc_pid_stat(5); the program's name holds what makes it hard to read. */
function stat(process: number, started: number): string {
  const fields = Array.from({ length: 17 }, () => 0);
  return `${process} (a) 1 S) S 1${fields.map((field) => ` ${field}`).join('')} ${started} 0 0\n`;
}
