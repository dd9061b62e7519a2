import type { AttributeEntry, Entry, Tree } from '../../configfs/tree.js';
import { asWanted } from '../../configfs/as-wanted.js';
import { kernelVersion, since } from '../../attributes/kernel-version.js';
import { planChange } from '../../plan/make-plan.js';
import { noticesOf } from '../../plan/notices.js';
import type { Operation } from '../../plan/operation.js';
import type { Plan } from '../../plan/plan.js';
import type { Drive } from './drives.js';

/** What a drive and its medium are to be; what is left out stays. */
export interface MediumChange {
  /** The image or block device to put in, an absolute path; empty: none. Default: what is in it. */
  readonly file?: string;
  /** A CD-ROM drive, or a disk. Default: as it is. */
  readonly cdrom?: boolean;
  /** The host cannot write. Default: as it is; a drive that becomes a disk can be written, one that becomes a CD-ROM drive cannot. */
  readonly readOnly?: boolean;
  /** Take out a medium that the host has locked; the host may lose what it has not written. Default false. */
  readonly force?: boolean;
  /** Take the gadget off the bus meanwhile, where the kernel has no forced ejection (before 6.0). Default false. */
  readonly unbind?: boolean;
}

/** lun.N/forced_eject (drivers/usb/gadget/function/f_mass_storage.c) */
const forcedEjectSince = since(6, 0);

/** Whether a change cannot be made the way that it was asked for: by force, on a kernel that has none, with the gadget on the bus. */
export function lacksForce(tree: Tree, { force, unbind }: MediumChange, release: string): boolean {
  return force === true && unbind !== true && tree.udc !== '' && kernelVersion(release) < forcedEjectSince;
}

function withText(entries: Map<string, Entry>, path: string, text: string | undefined): void {
  const entry = entries.get(path);
  if (text !== undefined && entry?.type === 'attribute') entries.set(path, { ...entry, text });
}

const flag = (value: boolean | undefined): string | undefined =>
  value === undefined ? undefined : value ? '1\n' : '0\n';

/** `ro` follows `cdrom`, and stays set when that goes (storage_common.c, fsg_store_cdrom). */
function readOnlyFor({ cdrom: wasCd }: Drive, { cdrom, readOnly }: MediumChange): boolean | undefined {
  if (cdrom === true) return true;
  return readOnly ?? (cdrom === false && wasCd ? false : undefined);
}

function wantedTree(tree: Tree, drive: Drive, change: MediumChange): Tree {
  const wanted = asWanted(tree);
  const entries = new Map(wanted.entries);
  const { file, cdrom } = change;
  withText(entries, `${drive.path}/cdrom`, flag(cdrom));
  withText(entries, `${drive.path}/ro`, flag(readOnlyFor(drive, change)));
  withText(entries, `${drive.path}/file`, file === undefined ? undefined : file || '\n');
  return { ...wanted, entries };
}

/** A tree as it is after its medium has been taken out by force. */
function ejected(tree: Tree, { path }: Drive): Tree {
  const entries = new Map(tree.entries);
  const medium = entries.get(`${path}/file`) as AttributeEntry;
  return { ...tree, entries: entries.set(`${path}/file`, { ...medium, text: '' }) };
}

/**
 * The plan that changes the medium of a drive. What the kernel refuses while a medium is in the drive is written while it is out, in the
 * only order that works. A locked medium is taken out by the means that the kernel has: `forced_eject`, else off the bus, which makes
 * the host's lock void (f_mass_storage.c, handle_exception).
 */
export function planMedium(tree: Tree, drive: Drive, change: MediumChange, release: string): Plan {
  const wanted = wantedTree(tree, drive, change);
  const gently = planChange(tree, wanted, release);
  const takesOut = gently.operations.some(({ op }) => op === 'write') && drive.file !== '';
  if (!change.force || !takesOut) return gently;
  if (kernelVersion(release) >= forcedEjectSince) {
    const eject: Operation = { op: 'write', path: `${drive.path}/forced_eject`, text: '1' };
    const rest = planChange(ejected(tree, drive), wanted, release);
    return withOperations(gently, [Object.freeze(eject), ...rest.operations], tree, wanted);
  }
  if (!tree.udc) return gently;
  const path = `${tree.gadget}/UDC`;
  const around: [Operation, Operation] = [
    { op: 'unbind', path },
    { op: 'bind', path, udc: tree.udc },
  ];
  return withOperations(gently, [around[0], ...gently.operations, around[1]], tree, wanted);
}

function withOperations(plan: Plan, operations: readonly Operation[], tree: Tree, wanted: Tree): Plan {
  return Object.freeze({
    ...plan,
    operations: Object.freeze(operations),
    notices: Object.freeze(noticesOf(operations, tree, wanted)),
  });
}
