import { GadgetError, issue, type Issue } from '../../errors.js';
import type { Plan } from '../../plan/plan.js';
import type { System } from '../../system/system.js';
import { apply, type WorkOptions } from '../apply/apply.js';
import { bareDrive, drivesOf, type Drive, type DriveState } from './drives.js';
import { treeOf } from '../gadgets/gadgets.js';
import type { ConfigfsOptions } from '../machine/locations.js';
import { imageFault } from './image-fault.js';
import { lastCopies } from './last-copies.js';
import { lockedIfPermitted } from '../state/lock.js';
import { mediumInUse } from './media-in-use.js';
import { lacksForce, planMedium, type MediumChange } from './medium-change.js';
import { readTree } from '../gadgets/read-tree.js';

/** Which drive of a gadget is meant. */
export interface WhichDrive {
  /** The function, as in `mass_storage.usb0`. Default: the only one that has drives. */
  readonly function?: string;
  /** The number of the drive. Default: the only one, else 0. */
  readonly lun?: number;
}

/** A change of a medium, and how to make it. */
export interface ChangeMediumOptions extends WhichDrive, MediumChange, WorkOptions {}

/** What has been done to a drive. */
export interface MediumResult {
  /** The drive as it is now. */
  readonly drive: DriveState;
  /** What was done; no operations if all was as it is to be. */
  readonly plan: Plan;
  /** Warnings. */
  readonly issues: readonly Issue[];
}

/**
 * The drives of a live gadget, and what is in them.
 *
 * @throws {@link GadgetError} with GADGET_MISSING.
 */
export async function listMedia(
  system: System,
  name: string,
  options: ConfigfsOptions = {},
): Promise<DriveState[]> {
  return drivesOf(await treeOf(system, name, options)).map(bareDrive);
}

function chooseDrive(drives: readonly Drive[], gadget: string, which: WhichDrive): Drive {
  const functions = [...new Set(drives.map((each) => each.function))];
  const { function: wanted = functions.length === 1 ? functions[0] : undefined, lun = 0 } = which;
  const found = drives.find((each) => each.function === wanted && each.lun === lun);
  if (found) return found;
  const there = drives.map((each) => `${each.function}:${each.lun}`).join(', ');
  throw new GadgetError([
    issue(
      'DRIVE_MISSING',
      gadget,
      wanted === undefined && drives.length
        ? `"${gadget}" has several drives: ${there}.`
        : `"${gadget}" has no drive ${wanted === undefined ? '' : `${wanted}:${lun}`}; ${there ? `there are ${there}` : 'there are none'}.`,
      drives.length
        ? 'Name one of these.'
        : 'usb-gadget list shows which gadget has a mass storage function.',
    ),
  ]);
}

/** The path as the kernel will show it; what cannot be a medium is refused before one is taken out for it. */
async function resolved(system: System, change: MediumChange, drive: Drive): Promise<MediumChange> {
  const { file, cdrom = drive.cdrom } = change;
  if (!file) return change;
  const fault = file.startsWith('/') ? await imageFault({ file, cdrom }, system) : 'is no absolute path';
  if (fault)
    throw new GadgetError([
      issue(
        'IMAGE_MISSING',
        `${drive.path}/file`,
        `"${file}" ${fault}.`,
        'Give an image or a block device that is there.',
      ),
    ]);
  return { ...change, file: await system.realPath(file) };
}

interface Survey {
  readonly plan: Plan;
  readonly drive: Drive;
  readonly before: Awaited<ReturnType<typeof readTree>>;
}

async function look(name: string, system: System, options: ChangeMediumOptions): Promise<Survey> {
  const before = await treeOf(system, name, options);
  const drive = chooseDrive(drivesOf(before), name, options);
  const release = await system.kernelRelease();
  if (lacksForce(before, options, release))
    throw new GadgetError([
      issue(
        'MEDIUM_LOCKED',
        `${drive.path}/forced_eject`,
        `Linux ${release} cannot take a medium out by force.`,
        'Take the gadget off the bus meanwhile: with unbind, or --unbind.',
      ),
    ]);
  const plan = planMedium(before, drive, await resolved(system, options, drive), release);
  const faults = await lastCopies(plan, before, system);
  if (faults.length) throw new GadgetError(faults);
  return { plan, drive, before };
}

/**
 * What {@link changeMedium} would do on a machine: looks, and touches nothing.
 *
 * @throws {@link GadgetError} with GADGET_MISSING, DRIVE_MISSING, IMAGE_MISSING or MEDIUM_LOCKED.
 */
export async function planMediumChange(
  name: string,
  system: System,
  options: ChangeMediumOptions = {},
): Promise<Plan> {
  return (await look(name, system, options)).plan;
}

/** A kernel that opens a medium for reading alone shows it: the image lies on a file system that cannot be written. */
const readOnlyIssue = (name: string, { path, file }: Drive): Issue =>
  issue(
    'LUN_MEDIUM',
    `${path}/ro`,
    `"${file}" could be opened for reading only, so ${name} lends it read-only.`,
    'See that it and its file system can be written.',
  );

/**
 * Puts a medium into a drive of a live gadget, takes it out, or makes a disk of a CD-ROM drive and the other way round, in the order that
 * the kernel accepts. The gadget stays on the bus, unless a kernel without forced ejection is told to unbind. A failure is undone.
 * The medium stays where it is if nothing differs. The next `up` of a definition that names a medium puts that in again.
 *
 * @throws {@link GadgetError} with MEDIUM_LOCKED if the host has locked the medium and `force` is not set; GADGET_MISSING, DRIVE_MISSING,
 * IMAGE_MISSING, OPERATION_FAILED.
 *
 * @example
 * ```ts
 * await changeMedium('kvmd', system, { file: '/srv/installer.iso', cdrom: true });
 * await changeMedium('kvmd', system, { file: '', force: true });
 * ```
 */
export async function changeMedium(
  name: string,
  system: System,
  options: ChangeMediumOptions = {},
): Promise<MediumResult> {
  return lockedIfPermitted(system, async () => {
    const { plan, drive: was, before } = await look(name, system, options);
    await apply(plan, system, { ...options, before });
    const drive = drivesOf(await readTree(system, name, options)).find(({ path }) => path === was.path)!;
    const issues = drive.file ? await mediumInUse({ ...drive, gadget: name }, system, options) : [];
    const isForced = drive.readOnly && !drive.cdrom && options.readOnly === false;
    return {
      drive: bareDrive(drive),
      plan,
      issues: [...issues, ...(isForced && drive.file ? [readOnlyIssue(name, drive)] : [])],
    };
  });
}
