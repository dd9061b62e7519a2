import { issue, type Issue } from '../errors.js';
import type { System } from '../system/system.js';
import { drivesOf, type DriveState } from './drives.js';
import { gadgetNames } from './gadgets.js';
import type { ConfigfsOptions } from './locations.js';
import { readTree } from './read-tree.js';
import { unless } from './system-errors.js';
import { textOf } from './text-file.js';

/** A drive, and the gadget that has it. */
interface LentDrive extends DriveState {
  readonly gadget: string;
}

async function allDrives(system: System, options: ConfigfsOptions): Promise<LentDrive[]> {
  const found: LentDrive[] = [];
  for (const gadget of await gadgetNames(system, options))
    found.push(...drivesOf(await readTree(system, gadget, options)).map((drive) => ({ ...drive, gadget })));
  return found;
}

/** The block devices that show a file: itself, and those that loop over it (drivers/block/loop.c, `loop/backing_file`). */
async function devicesOn(system: System, file: string): Promise<string[]> {
  const devices = [file];
  for (const { name } of (await unless(['ENOENT'], system.list('/sys/block'))) ?? [])
    if (name.startsWith('loop')) {
      const backing = await textOf(system, `/sys/block/${name}/loop/backing_file`);
      if (backing.trim() === file) devices.push(`/dev/${name}`);
    }
  return devices;
}

/** Where a file, or a partition in it, is mounted here. */
async function mountPoints(system: System, file: string): Promise<string[]> {
  const devices = await devicesOn(system, file);
  const isOf = (source: string): boolean =>
    devices.some(
      (each) => source === each || (source.startsWith(each) && /^p?\d+$/.test(source.slice(each.length))),
    );
  return (await textOf(system, '/proc/self/mounts')).split('\n').flatMap((line) => {
    const [source = '', point = ''] = line.split(' ');
    return source.startsWith('/dev/') && isOf(source) ? [point] : [];
  });
}

/** What may spoil a medium that a drive is to have: two who write to one file system do not know of each other. */
export async function mediaInUse(
  system: System,
  drive: DriveState & { readonly gadget: string },
  options: ConfigfsOptions = {},
): Promise<Issue[]> {
  const { file, gadget, function: name, lun, readOnly } = drive;
  const path = `${gadget}/functions/${name}/lun.${lun}/file`;
  const issues: Issue[] = [];
  for (const other of await allDrives(system, options)) {
    const isItself = other.gadget === gadget && other.function === name && other.lun === lun;
    if (isItself || other.file !== file || (readOnly && other.readOnly)) continue;
    issues.push(
      issue(
        'MEDIUM_LENT_TWICE',
        path,
        `"${file}" is also in ${other.gadget}'s ${other.function}:${other.lun}, and one of the two can write to it.`,
        'Make both read-only, or give each drive a copy.',
      ),
    );
  }
  const points = await mountPoints(system, file);
  if (points.length)
    issues.push(
      issue(
        'MEDIUM_MOUNTED',
        path,
        `"${file}" is mounted here, on ${points.join(', ')}; what one side writes, the other does not see, and both may spoil it.`,
        `Unmount it first: umount ${points[0]}.`,
      ),
    );
  return issues;
}
