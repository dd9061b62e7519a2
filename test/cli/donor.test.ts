import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { donorIdentity } from 'usb-gadget';
import { donorRow } from '../../src/cli/donor-row.js';
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

  test('lets no device speak to the terminal', () => {
    const identity = donorIdentity({
      idVendor: '046d',
      idProduct: 'c31c',
      manufacturer: '\u001b]0;mine\u0007Logitech',
      product: 'USB\nKeyboard\u009b',
    })!;
    assert.deepEqual(donorRow({ name: '1-1.2', kinds: ['keyboard'], identity }), [
      ...['1-1.2', '046d:c31c', 'keyboard', '\ufffd]0;mine\ufffdLogitech USB Keyboard\ufffd'],
    ]);
  });
});
