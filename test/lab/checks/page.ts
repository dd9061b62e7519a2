import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configfs } from '../configfs-driver.js';
import { readTree } from '../configfs-tree.js';
import { imageOf, readDisk } from '../disk.js';
import { blockDevices, hostDevice, hostInterfaces, inputDevices, networkInterface } from '../host.js';
import { run } from '../network.js';
import type { CheckGroup } from '../report.js';
import { snapshot } from '../snapshot.js';
import { askForLease, inHost, plugHost, succeeds } from '../stage.js';
import { mustUsbGadget } from '../tool.js';

const file = 'examples/pikvm-page.override.yaml';
const up = ['up', file, '--udc', 'dummy_udc.0'];
const lun = join(configfs, 'kvmd/functions/mass_storage.usb0/lun.0/file');
const bytes = imageOf(1 << 20);

/** Files that a command opened for writing, as strace saw it; what is no file on a disk or in configfs is left out. */
function openedForWriting(command: readonly string[]): string[] {
  const log = join(mkdtempSync(join(tmpdir(), 'strace-')), 'log');
  const traced = [
    '-f',
    '-qq',
    '-e',
    'trace=open,openat,creat,mkdir,rmdir,symlink,unlink,rename',
    '-o',
    log,
    process.execPath,
    'dist/cli.js',
  ];
  const { status, stderr } = spawnSync('strace', [...traced, ...command], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => /O_WRONLY|O_RDWR|O_CREAT|(mkdir|rmdir|symlink|unlink|rename|creat)\(/.test(line))
    .filter((line) => !/"\/(dev|proc)\//.test(line) && !line.includes('= -1 '));
}

/** The example of PiKVM's page, by the command-line tool. */
export const page: CheckGroup = {
  name: 'page',
  checks: async (report) => {
    await report.check('page: up binds it', () => mustUsbGadget(...up));
    await report.check('page: status waits until the host has configured it', () => {
      const { stdout } = mustUsbGadget('status', '--wait', 'kvmd');
      assert.match(stdout, /^kvmd: on dummy_udc\.0: configured, .*; a host has configured it\n/);
    });
    const interfaces = await report.check('page: the host has a driver for all five functions', async () => {
      const found = await hostInterfaces(await hostDevice('1d6b', '0104'));
      assert.deepEqual(
        found.map((each) => each.class),
        ['03', '03', '03', '08', '02', '0a'],
      );
      return found;
    });
    if (!interfaces) return;
    await report.check('page: the host has a keyboard and two mice', async () => {
      for (const each of interfaces.slice(0, 3)) assert.ok((await inputDevices(each)).length > 0);
    });
    await report.check('page: an inserted image is read through the CD drive', async () => {
      const image = join(tmpdir(), 'page.iso');
      writeFileSync(image, bytes);
      const [drive] = await blockDevices(interfaces[3]!);
      assert.match(drive!, /^\/dev\/sr/);
      writeFileSync(lun, image, { flag: 'r+' });
      assert.ok((await readDisk(drive!, bytes.length)).equals(bytes));
    });
    await report.check(
      'page: the network card has its address, and both ends answer over its network',
      async () => {
        const host = await networkInterface(interfaces[4]!);
        assert.equal(host.address, '48:6f:73:74:50:43');
        const name = await plugHost('1d6b', '0104');
        const lease = await askForLease('host', name, 30);
        assert.match(lease?.address ?? '', /^172\.30\.30\./);
        assert.ok(await succeeds(inHost('ping', '-c', '2', '-W', '3', '172.30.30.1')));
        assert.ok(await succeeds(run('ping', '-c', '2', '-W', '3', lease!.address)));
      },
    );
    await report.check(
      'page: a second up opens no file for writing, and the host keeps the device',
      async () => {
        const before = (await hostDevice('1d6b', '0104')).number;
        assert.deepEqual(openedForWriting(up), []);
        assert.equal((await hostDevice('1d6b', '0104')).number, before);
        assert.match(readFileSync(lun, 'utf8'), /page\.iso/);
      },
    );
    const made = snapshot();
    await report.check('page: down leaves configfs empty', () => {
      mustUsbGadget('down', 'kvmd');
      assert.deepEqual(readTree(), {});
    });
    await report.check('page: the shell script of the plan gives the same tree', () => {
      const { stdout } = mustUsbGadget(
        'plan',
        file,
        '--format',
        'sh',
        '--udc',
        'dummy_udc.0',
        '--kernel',
        '7.2',
      );
      const { status, stderr } = spawnSync('busybox', ['sh', '-s'], { input: stdout, encoding: 'utf8' });
      assert.equal(status, 0, stderr);
      const scripted = { ...snapshot() };
      // The image was inserted by hand.
      const medium = 'kvmd/functions/mass_storage.usb0/lun.0/file';
      assert.deepEqual({ ...scripted, [medium]: '' }, { ...made, [medium]: '' });
    });
    await report.check('page: down removes what the script made', () => {
      mustUsbGadget('down', 'kvmd');
      assert.deepEqual(readTree(), {});
    });
  },
};
