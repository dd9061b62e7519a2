import { issue, type Issue } from '../../errors.js';
import { functionName } from '../../functions/function-name.js';
import type { GadgetDefinition } from '../../gadget/definition.js';
import type { System } from '../../system/system.js';
import { drivesOf, type DriveState } from './drives.js';
import { gadgetNames } from '../gadgets/gadgets.js';
import type { ConfigfsOptions } from '../machine/locations.js';
import { mountTable } from '../machine/mount-table.js';
import { nodeOfNumbers } from '../machine/node-of-numbers.js';
import { quote } from '../../plan/shell-words.js';
import { readTree } from '../gadgets/read-tree.js';
import { notSeen, unless } from '../machine/system-errors.js';
import { textOf } from '../machine/text-file.js';

/** A medium, and the drive that has it. */
type Lent = Pick<DriveState, 'function' | 'lun' | 'file' | 'readOnly'> & { readonly gadget: string };

async function allDrives(system: System, options: ConfigfsOptions): Promise<Lent[]> {
  const found: Lent[] = [];
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

/** Behind a digit, a `p` begins the number of a partition: loop10 is none of loop1 (block/partitions/core.c, add_partition). */
const isPartition = (disk: string, source: string): boolean =>
  (/\d$/.test(disk) ? /^p\d+$/ : /^\d+$/).test(source.slice(disk.length));

/** Where a file, or a partition in it, is mounted here. */
async function mountPoints(system: System, file: string): Promise<string[]> {
  const devices = await devicesOn(system, file);
  const isOf = (source: string): boolean =>
    devices.some((each) => source === each || (source.startsWith(each) && isPartition(each, source)));
  const points: string[] = [];
  for (const { source, point, numbers } of await mountTable(system)) {
    if (!source.startsWith('/dev/')) continue;
    // What is mounted at boot is called /dev/root, and a mapped or a named device has several names, each of which may be its node's.
    const node = await nodeOfNumbers(system, 'block', numbers);
    if (isOf(source) || (node !== undefined && isOf(node))) points.push(point);
  }
  return points;
}

/** What may spoil a medium: two who write to one file system do not know of each other. */
async function inUse(medium: Lent, path: string, others: readonly Lent[], system: System): Promise<Issue[]> {
  const { file, readOnly } = medium;
  const issues = others
    .filter((other) => other.file === file && !(readOnly && other.readOnly))
    .map((other) =>
      issue(
        'MEDIUM_LENT_TWICE',
        path,
        `"${file}" is also in ${other.gadget}'s ${other.function}:${other.lun}, and one of the two can write to it.`,
        'Make both read-only, or give each drive a copy.',
      ),
    );
  const points = await mountPoints(system, file);
  if (points.length)
    issues.push(
      issue(
        'MEDIUM_MOUNTED',
        path,
        `"${file}" is mounted here, on ${points.join(', ')}; what one side writes, the other does not see, and both may spoil it.`,
        `Unmount it first: umount ${quote(points[0]!)}`,
      ),
    );
  return issues;
}

/** Who else has the medium of a live drive. */
export async function mediumInUse(drive: Lent, system: System, options: ConfigfsOptions): Promise<Issue[]> {
  const { gadget, function: name, lun } = drive;
  const others = (await allDrives(system, options)).filter(
    (other) => other.gadget !== gadget || other.function !== name || other.lun !== lun,
  );
  return inUse(drive, `${gadget}/functions/${name}/lun.${lun}/file`, others, system);
}

/** Who else has the media that a gadget is to have. What is twice in the gadget itself, the definition shows. */
export async function mediaInUse(
  { name: gadget, functions }: GadgetDefinition,
  system: System,
  options: ConfigfsOptions,
): Promise<Issue[]> {
  const others = (await allDrives(system, options)).filter((other) => other.gadget !== gadget);
  const issues: Issue[] = [];
  for (const [index, each] of functions.entries()) {
    const luns = 'luns' in each ? each.luns : [];
    for (const [lun, { file: given, cdrom = false, readOnly = cdrom }] of luns.entries()) {
      const file = given && (await unless(notSeen, system.realPath(given)));
      if (!file) continue;
      const medium = { gadget, function: functionName(each), lun, file, readOnly };
      issues.push(...(await inUse(medium, `functions[${index}].luns[${lun}].file`, others, system)));
    }
  }
  return issues;
}
