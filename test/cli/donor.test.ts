import assert from 'node:assert/strict';
import { chmodSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { replaceText } from '../../src/cli/replace-text.js';
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

  test('writes through a link, keeps permissions, and leaves nothing else', () => {
    const [file, link] = [join(cwd, 'override.yaml'), join(cwd, 'link.yaml')];
    chmodSync(file, 0o604);
    symlinkSync(file, link);
    replaceText(link, 'otg: { serial: x }\n');
    assert.equal(readFileSync(file, 'utf8'), 'otg: { serial: x }\n');
    assert.equal(statSync(file).mode & 0o777, 0o604);
    assert.deepEqual(readdirSync(cwd).sort(), ['link.yaml', 'override.yaml']);
  });
});
