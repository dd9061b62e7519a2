import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { writeWithOneCall } from '../../src/system/node-single-write.js';

const folder = mkdtempSync(join(tmpdir(), 'usb-gadget-'));
after(() => rmSync(folder, { recursive: true }));

test('a program writes over what is there, and makes no file', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '-----------');
  await writeWithOneCall(file, "é 'a' $b\n");
  assert.equal(readFileSync(file, 'utf8'), "é 'a' $b\n-");
  await assert.rejects(writeWithOneCall(join(folder, 'nothing'), 'x'), { code: 'EIO' });
});
