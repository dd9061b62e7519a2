import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { folderOf, usbGadget } from './tool.js';

const cwd = folderOf({ 'override.yaml': 'otg: {}\n' });

suite('donor', { concurrency: true }, () => {
  test('says what is not plugged in', async () => {
    assert.equal(
      (await usbGadget(['donor', '--simulate'])).stderr,
      'No USB device is plugged into this machine.\n',
    );
    const { status, stdout } = await usbGadget(['donor', '1-1', 'override.yaml', '--simulate', '--json'], {
      cwd,
    });
    assert.equal(status, 1);
    assert.match(stdout, /DONOR_MISSING/);
  });

  for (const words of [['1-1'], ['--write'], ['1-1', '2-1'], ['-', '--write']])
    test(`${words.join(' ')} is wrong usage`, async () => {
      assert.equal((await usbGadget(['donor', '--simulate', ...words])).status, 2);
    });
});
