import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { NodeSystem } from 'usb-gadget/node';
import { named } from '../../src/system/node-error.js';

const system = new NodeSystem();
const folder = mkdtempSync(join(tmpdir(), 'usb-gadget-'));
const at = (...names: string[]): string => join(folder, ...names);

after(() => rmSync(folder, { recursive: true }));

describe('NodeSystem', () => {
  it('writes over what is there, and makes no file', async () => {
    await assert.rejects(system.write(at('nothing'), 'x'), { code: 'ENOENT' });
    writeFileSync(at('file'), 'abc');
    await system.write(at('file'), 'X');
    assert.equal(readFileSync(at('file'), 'utf8'), 'Xbc');
  });

  it('gives the error numbers of the kernel their names', () => {
    const error = named(Object.assign(new Error('Unknown system error -524'), { errno: -524 }));
    assert.equal((error as NodeJS.ErrnoException).code, 'ENOTSUPP');
  });

  it('saves a file whole, with its folders, and leaves nothing beside it', async () => {
    await system.save(at('a', 'b', 'file'), 'text');
    await system.claim(at('a', 'b', 'claim'), 'text');
    await assert.rejects(system.claim(at('a', 'b', 'claim'), 'other'), { code: 'EEXIST' });
    assert.deepEqual((await system.list(at('a', 'b'))).map(({ name }) => name).sort(), ['claim', 'file']);
    assert.equal(readFileSync(at('a', 'b', 'claim'), 'utf8'), 'text');
  });

  it('changes the owner and keeps the group', async () => {
    writeFileSync(at('owned'), '');
    const before = statSync(at('owned'));
    // Only root can give files away.
    const owner = before.uid === 0 ? 12 : before.uid;
    await system.chown(at('owned'), owner);
    const { uid, gid } = statSync(at('owned'));
    assert.deepEqual([uid, gid], [owner, before.gid]);
  });

  it('gives a write to UDC up when the kernel does not come back', async () => {
    const pipe = at('pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = openSync(pipe, constants.O_RDWR);
    const full = 'x'.repeat(65_536 + 4_096);
    const impatient = new NodeSystem({ bindTimeoutMilliseconds: 20 });
    await assert.rejects(impatient.bind(pipe, full), { code: 'ETIMEDOUT', path: pipe });
    for (let left = full.length; left > 0;) left -= readSync(reader, Buffer.alloc(left));
    closeSync(reader);
  });

  it('runs programs by a list of arguments, which no shell reads', async () => {
    assert.deepEqual(await system.run('printf', ['%s', '$HOME; `id`']), {
      status: 0,
      stdout: '$HOME; `id`',
      stderr: '',
    });
    assert.equal((await system.run('false', [])).status, 1);
    await assert.rejects(system.run('no-such-program', []), { code: 'ENOENT' });
  });

  it('has programs say in English what is to be read', async () => {
    assert.equal((await system.run('printenv', ['LC_ALL'])).stdout, 'C\n');
  });

  it('mounts what has a name like an option', async () => {
    await assert.rejects(system.mount('functionfs', '-x', at('nowhere')), /^(?!.*invalid option)/);
  });

  it('knows users by name', async () => {
    assert.equal(await system.userId('root'), 0);
    assert.equal(await system.userId('--help'), undefined);
  });

  it('waits until something has come about', async () => {
    const waiting = system.waitUntil(
      async () => (await system.list(folder)).some(({ name }) => name === 'there'),
      60_000,
    );
    writeFileSync(at('there'), '');
    await waiting;
    await assert.rejects(
      system.waitUntil(() => Promise.resolve(false), 1),
      { code: 'ETIMEDOUT' },
    );
  });

  describe('waits by a clock that nobody sets', () => {
    it('until its own end though the time of day is set on', async (context) => {
      let looks = 0;
      const third = (): Promise<boolean> => {
        context.mock.method(Date, 'now', () => Date.UTC(2100));
        return Promise.resolve(++looks > 2);
      };
      await system.waitUntil(third, 10_000);
    });

    it('and no longer though it is set back', async (context) => {
      let looks = 0;
      const hundredth = (): Promise<boolean> => {
        context.mock.method(Date, 'now', () => 0);
        return Promise.resolve(++looks > 99);
      };
      await assert.rejects(system.waitUntil(hundredth, 20), { code: 'ETIMEDOUT' });
    });
  });
});
