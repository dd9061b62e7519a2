import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defineGadget, formatPlan } from 'usb-gadget';
import { changeMedium, listMedia, planMediumChange, up, type ChangeMediumOptions } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { unseen } from './failing-system.js';
import { bound, images, keyboard } from './gadgets.js';
import { refuses, rejectsWith } from './rejects.js';

const [cd, disk] = Object.keys(images) as [string, string];
const other = '/tmp/usb-gadget-other.img';
const folder = '/sys/kernel/config/usb_gadget/g1/functions/mass_storage.usb0';

async function withDrives(kernel = '6.12', more: object = {}): Promise<SimulatedKernel> {
  const system = new SimulatedKernel({ kernel, files: { ...images, [other]: 1 << 20, ...more } });
  await up(bound, system);
  return system;
}

const operations = async (system: SimulatedKernel, change: ChangeMediumOptions): Promise<string[]> =>
  formatPlan(await planMediumChange('g1', system, change))
    .split('\n')
    .filter((line) => line.startsWith('  '))
    .map((line) => line.trim().replace(/ +/, ' ').replace('g1/functions/mass_storage.usb0/', ''));

describe('listMedia', () => {
  it('tells every drive and what is in it', async () => {
    assert.deepEqual(await listMedia(await withDrives(), 'g1'), [
      { function: 'mass_storage.usb0', lun: 0, file: cd, cdrom: true, readOnly: true, removable: true },
      { function: 'mass_storage.usb0', lun: 1, file: disk, cdrom: false, readOnly: false, removable: true },
    ]);
  });
});

describe('planMediumChange', () => {
  const rows: readonly (readonly [string, ChangeMediumOptions, readonly string[]])[] = [
    ['puts another medium in', { lun: 1, file: other }, [`write lun.1/file = ${other}`]],
    ['takes a medium out', { file: '' }, ['write lun.0/file = (empty)']],
    ['leaves the same medium where it is', { lun: 1, file: disk }, []],
    [
      'makes a CD-ROM drive of a disk, flags while the drive is empty, the medium last',
      { lun: 1, file: other, cdrom: true },
      [
        'write lun.1/file = (empty)',
        'write lun.1/cdrom = 1',
        'write lun.1/ro = 1',
        `write lun.1/file = ${other}`,
      ],
    ],
    [
      'makes a disk of a CD-ROM drive, which stays read-only by itself',
      { cdrom: false },
      [
        'write lun.0/file = (empty)',
        'write lun.0/cdrom = 0',
        'write lun.0/ro = 0',
        `write lun.0/file = ${cd}`,
      ],
    ],
    [
      'makes a disk read-only, with its medium',
      { lun: 1, readOnly: true },
      ['write lun.1/file = (empty)', 'write lun.1/ro = 1', `write lun.1/file = ${disk}`],
    ],
    ['takes a medium out by force', { lun: 1, file: '', force: true }, ['write lun.1/forced_eject = 1']],
    [
      'puts another in by force',
      { lun: 1, file: other, force: true },
      ['write lun.1/forced_eject = 1', `write lun.1/file = ${other}`],
    ],
  ];
  for (const [what, change, expected] of rows)
    it(what, async () => {
      const written = (await operations(await withDrives(), change)).map((line) => line.replace('\\n', ''));
      assert.deepEqual(
        written.map((line) => line.replace(/"(\d)"/, '$1')),
        expected,
      );
    });

  it('goes off the bus for it only where the kernel has no other way, and only if told', async () => {
    const system = await withDrives('5.10');
    await refuses(system, () => planMediumChange('g1', system, { file: '', force: true }), 'MEDIUM_LOCKED');
    const change = { file: '', force: true, unbind: true };
    assert.deepEqual(await operations(system, change), [
      'unbind g1/UDC',
      'write lun.0/file = (empty)',
      'bind g1/UDC = fe980000.usb',
    ]);
    assert.deepEqual(await operations(await withDrives(), change), ['write lun.0/forced_eject = 1']);
  });
});

describe('changeMedium', () => {
  it('does it on the bus, and gives the drive as it then is', async () => {
    const system = await withDrives();
    const { drive, plan } = await changeMedium('g1', system, { lun: 1, file: cd, cdrom: true });
    assert.deepEqual(drive, {
      function: 'mass_storage.usb0',
      lun: 1,
      file: cd,
      cdrom: true,
      readOnly: true,
      removable: true,
    });
    assert.ok(plan.operations.every(({ op }) => op === 'write'));
    assert.deepEqual(plan.notices, ['the medium in mass_storage.usb0/lun.1 changes.']);
  });

  it('tells a medium that the host has locked from every other failure', async () => {
    const system = await withDrives();
    system.lockMedium(`${folder}/lun.1`, true);
    const error = await rejectsWith(changeMedium('g1', system, { lun: 1, file: '' }), 'MEDIUM_LOCKED');
    assert.match(error.hint, /--force/);
    assert.equal((await listMedia(system, 'g1'))[1]!.file, disk);
    await changeMedium('g1', system, { lun: 1, file: '', force: true });
    assert.equal((await listMedia(system, 'g1'))[1]!.file, '');
  });

  it('puts the old medium back if the new one is refused', async () => {
    const system = await withDrives();
    const before = system.tree();
    system.fail(
      ({ call, path, value }) => call === 'write' && path.endsWith('/file') && value === other,
      'EIO',
    );
    await rejectsWith(changeMedium('g1', system, { lun: 1, file: other, cdrom: true }), 'OPERATION_FAILED');
    assert.equal(system.tree(), before);
  });

  it('refuses before it touches anything what cannot be a medium', async () => {
    const system = await withDrives('6.12', { '/tmp/usb-gadget-small.iso': 600 * 1024 - 1 });
    for (const change of [
      { file: '/tmp/nothing.img' },
      { file: 'relative.img' },
      { lun: 1, file: '/tmp/usb-gadget-small.iso', cdrom: true },
    ])
      await refuses(system, () => planMediumChange('g1', system, change), 'IMAGE_MISSING');
    await refuses(system, () => planMediumChange('g1', system, { lun: 7 }), 'DRIVE_MISSING');
    await up({ ...keyboard, name: 'g2' }, system, { bind: false });
    await refuses(system, () => planMediumChange('g2', system, { file: '' }), 'DRIVE_MISSING');
  });

  it('takes no image out for a while that was deleted and lives in its drive alone', async () => {
    const system = await withDrives();
    await system.remove(disk);
    assert.equal((await listMedia(system, 'g1'))[1]!.file, `${disk} (deleted)`);
    await refuses(system, () => planMediumChange('g1', system, { lun: 1, cdrom: true }), 'IMAGE_MISSING');
    const functions: readonly object[] = bound.functions;
    const luns = [{ cdrom: true, file: cd }, { cdrom: true }];
    const gadget = defineGadget({
      ...bound,
      functions: functions.with(1, { driver: 'mass_storage', name: 'usb0', luns }),
    });
    await refuses(system, () => up(gadget, system), 'IMAGE_MISSING');
    await changeMedium('g1', system, { lun: 1, cdrom: true, file: cd });
    assert.equal((await listMedia(system, 'g1'))[1]!.file, cd);
  });

  it('says what could not be put back, and that the gadget has stayed on the bus', async () => {
    const system = await withDrives();
    await system.remove(disk);
    system.fail(({ path, value }) => path.endsWith('/file') && value === other, 'EIO');
    const failure = changeMedium('g1', system, { lun: 1, file: other, cdrom: true });
    const { issues } = await rejectsWith(failure, 'OPERATION_FAILED', 'UNDO_INCOMPLETE');
    assert.match(issues[1]!.message, /^Not everything could be put back\. .*\(deleted\)\.$/);
  });

  it('warns of a medium that is lent twice, unless nobody can write to it', async () => {
    const system = await withDrives();
    const codes = async (change: ChangeMediumOptions): Promise<string[]> =>
      (await changeMedium('g1', system, change)).issues.map(({ code }) => code);
    assert.deepEqual(await codes({ lun: 1, file: cd }), ['MEDIUM_LENT_TWICE']);
    assert.deepEqual(await codes({ lun: 1, readOnly: true }), []);
  });

  it('warns of an image that is mounted here, also a partition of it through a loop device', async () => {
    const system = await withDrives('6.12', {
      '/sys/block/loop3/loop/backing_file': `${other}\n`,
      '/proc/self/mountinfo': [
        '20 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw\n',
        '21 20 7:30 / /mnt/elsewhere rw - vfat /dev/loop30 rw\n',
        '22 20 259:1 / /mnt/my\\040stick rw shared:2 master:3 - vfat /dev/loop3p1 rw\n',
      ].join(''),
    });
    const { issues } = await changeMedium('g1', system, { lun: 1, file: other });
    assert.deepEqual(
      issues.map(({ code, hint }) => [code, hint]),
      [['MEDIUM_MOUNTED', "Unmount it first: umount '/mnt/my stick'"]],
    );
  });

  it('does not take a medium out that the user could not put in again', async () => {
    const system = await withDrives();
    const seen = unseen(system, cd, 'EACCES');
    const error = await refuses(
      system,
      () => planMediumChange('g1', seen, { cdrom: false }),
      'IMAGE_MISSING',
    );
    assert.match(error.message, /is in a folder that you may not look into: once out of its drive/);
  });

  it('knows a card that is lent, and that this machine itself runs from', async () => {
    const card = '/dev/mmcblk0';
    const system = await withDrives('6.12', {
      [card]: 1 << 20,
      '/proc/self/mountinfo': '20 1 179:2 / / rw - ext4 /dev/root rw\n',
      '/sys/dev/block/179:2/uevent': 'MAJOR=179\nMINOR=2\nDEVNAME=mmcblk0p2\nDEVTYPE=partition\n',
    });
    const { issues } = await changeMedium('g1', system, { lun: 1, file: card });
    assert.deepEqual(
      issues.map(({ code, hint }) => [code, hint]),
      [['MEDIUM_MOUNTED', 'Unmount it first: umount /']],
    );
  });

  it('warns of an image that is mounted by another name than that of its node', async () => {
    const volume = '/dev/mapper/volume';
    const system = await withDrives('6.12', {
      [volume]: 1 << 20,
      '/proc/self/mountinfo': `20 1 254:0 / /mnt rw - ext4 ${volume} rw\n`,
      '/sys/dev/block/254:0/uevent': 'MAJOR=254\nMINOR=0\nDEVNAME=dm-0\nDEVTYPE=disk\n',
    });
    const { issues } = await changeMedium('g1', system, { lun: 1, file: volume });
    assert.deepEqual(
      issues.map(({ code }) => code),
      ['MEDIUM_MOUNTED'],
    );
  });

  it('warns of both when a gadget comes up, too', async () => {
    const system = await withDrives('6.12', {
      '/proc/self/mountinfo': '20 1 8:1 / /mnt rw - ext4 /dev/sda1 rw\n',
      '/dev/sda': 1 << 20,
    });
    const luns = [{ file: disk }, { file: cd, readOnly: true }, { file: '/dev/sda' }];
    const functions = [{ driver: 'mass_storage', name: 'usb0', luns }];
    const gadget = defineGadget({ ...keyboard, name: 'g2', functions, configurations: undefined });
    const { issues } = await up(gadget, system, { bind: false });
    assert.deepEqual(
      issues.map(({ code, path }) => `${code} ${path}`),
      ['MEDIUM_LENT_TWICE functions[0].luns[0].file', 'MEDIUM_MOUNTED functions[0].luns[2].file'],
    );
  });

  it('says so if the kernel could open it for reading only', async () => {
    const system = await withDrives('6.12', { '/ro/disk.img': { size: 1 << 20, readOnly: true } });
    const { drive, issues } = await changeMedium('g1', system, {
      lun: 1,
      file: '/ro/disk.img',
      readOnly: false,
    });
    assert.equal(drive.readOnly, true);
    assert.deepEqual(
      issues.map(({ code }) => code),
      ['LUN_MEDIUM'],
    );
  });

  it('works for the owner of the files, who may not take the lock', async () => {
    const system = await withDrives();
    system.fail(({ call }) => call === 'claim', 'EACCES');
    await changeMedium('g1', system, { file: '' });
    assert.equal((await listMedia(system, 'g1'))[0]!.file, '');
  });
});
