import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { down, up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { keyboard } from './gadgets.js';
import { rejectsWith } from './rejects.js';

const state = '/run/usb-gadget/g1.json';

describe('a file of ours', () => {
  const cures = {
    ENOSPC: 'Make room in /run: df /run.',
    ENAMETOOLONG: 'Give the gadget a shorter name.',
    ENOTDIR: `See what is there: namei -l ${state}`,
  } as const;
  for (const [errno, cure] of Object.entries(cures) as [keyof typeof cures, string][])
    it(`that cannot be written (${errno}) says what to do about that`, async () => {
      const system = new SimulatedKernel();
      system.fail(({ call, path }) => call === 'save' && path === state, errno);
      assert.equal((await rejectsWith(up(keyboard, system), 'OPERATION_FAILED')).hint, cure);
    });

  it('that cannot be removed is not told of a full disk', async () => {
    const system = new SimulatedKernel();
    await up(keyboard, system);
    system.fail(({ call, path }) => call === 'remove' && path === state, 'EIO');
    assert.equal(
      (await rejectsWith(down('g1', system), 'OPERATION_FAILED')).hint,
      `See what is there: namei -l ${state}`,
    );
  });
});
