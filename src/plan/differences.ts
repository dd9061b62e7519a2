import { initialText } from '../attributes/attribute.js';
import type { KernelVersion } from '../attributes/kernel-version.js';
import { textToWrite } from '../configfs/as-wanted.js';
import { grouped } from '../options/grouped.js';
import {
  baseName,
  foldersAround,
  isInAny,
  parentPath,
  type AttributeEntry,
  type Entry,
  type Tree,
} from '../configfs/tree.js';
import { afterOperation } from './after-operation.js';
import type { Operation } from './operation.js';

/** Something in which a live gadget is not as it is to be. */
export interface Difference {
  /** Where, below the gadget's folder; empty for the gadget itself. A holder of links stands for their order. */
  readonly path: string;
  /** What is there: the text of an attribute, `folder`, or what a link leads to. Absent: nothing. */
  readonly live?: string;
  /** What is to be there. Absent: nothing. */
  readonly wanted?: string;
}

/** A text as people read it; some attributes end with a NUL. */
const plainly = (text: string): string => text.replace(/[\0\n]+$/, '');

const toldOf = (entry: Entry | undefined): string | undefined =>
  entry?.type === 'attribute' ? plainly(entry.text) : entry?.type === 'link' ? entry.target : entry?.type;

const isSame = (before: AttributeEntry, after: AttributeEntry): boolean =>
  before.text === after.text || after.attribute.codec.same?.(after.text, before.text) === true;

/** What is written though its folder stays: it is asked for anew, so that nothing of what the kernel may have made of it is an excuse. */
function rewritten(operations: readonly Operation[]): ReadonlySet<string> {
  const pathsOf = (op: 'mkdir' | 'write'): string[] =>
    operations.flatMap((each) => (each.op === op ? [each.path] : []));
  const made = new Set(pathsOf('mkdir'));
  return new Set(pathsOf('write').filter((path) => !isInAny(path, made)));
}

/** What an attribute becomes of which nothing is said when its folder is made anew; undefined if it stays as it is. */
function afterRenewal(entry: AttributeEntry, kernel: KernelVersion): AttributeEntry | undefined {
  const { attribute, text } = entry;
  if (attribute.from === undefined || (attribute.kind ?? 'declared') !== 'declared') return undefined;
  const initial = initialText(attribute, { kernel });
  return initial === text || textToWrite(entry) === undefined ? undefined : { ...entry, text: initial };
}

/** The order of what stands in a folder in the order of its making: links, and configurations and the like. */
function orders({ entries }: Tree): Map<string, string[]> {
  const counts = (entry: Entry): boolean =>
    entry.type === 'link' || (entry.type === 'folder' && entry.kind.isOrdered === true);
  return grouped(
    [...entries].flatMap(([path, entry]) =>
      counts(entry) ? [[parentPath(path), baseName(path)] as const] : [],
    ),
  );
}

function* ofOrder(before: Tree, after: Tree): Iterable<Difference> {
  const next = orders(after);
  for (const [path, names] of orders(before)) {
    const later = next.get(path) ?? [];
    const live = names.filter((each) => later.includes(each)).join(', ');
    const wanted = later.filter((each) => names.includes(each)).join(', ');
    if (live !== wanted) yield { path, live, wanted };
  }
}

function* ofEntries(
  before: Tree,
  after: Tree,
  asked: ReadonlySet<string>,
  kernel: KernelVersion,
): Iterable<Difference> {
  const isThere = (tree: Tree, path: string): boolean => {
    for (const at of foldersAround(path)) {
      if (tree.entries.has(at)) return true;
      if (before.entries.has(at) || after.entries.has(at)) return false;
    }
    return false;
  };
  for (const [path, entry] of before.entries) {
    const next = after.entries.get(path);
    if (entry.type === 'attribute') {
      const there = next?.type === 'attribute' ? next : afterRenewal(entry, kernel);
      const differs = there && (asked.has(path) ? there.text !== entry.text : !isSame(entry, there));
      if (differs && isThere(after, path)) yield { path, live: toldOf(entry)!, wanted: toldOf(there)! };
    } else if (!next) {
      if (path === before.gadget || isThere(after, path)) yield { path, live: toldOf(entry)! };
    } else if (toldOf(entry) !== toldOf(next)) yield { path, live: toldOf(entry)!, wanted: toldOf(next)! };
  }
  for (const [path, entry] of after.entries)
    if (!before.entries.has(path) && (path === after.gadget || isThere(before, path)))
      yield { path, wanted: toldOf(entry)! };
}

function* ofOperations(operations: readonly Operation[]): Iterable<Difference> {
  for (const each of operations) {
    if (each.op === 'chown') yield { path: each.path, wanted: `owned by ${each.owner}` };
    if (each.op === 'mount') yield { path: each.path, wanted: `mounted on ${each.point}` };
    if (each.op === 'umount') yield { path: each.path, live: `mounted on ${each.point}` };
  }
}

/**
 * What operations change of a gadget in the end: not the steps, of which many only take away what comes back, but what then is otherwise. What is
 * within a folder that comes or goes is told by the folder.
 */
export function differencesOf(
  before: Tree,
  operations: readonly Operation[],
  kernel: KernelVersion,
): Difference[] {
  const after = operations.reduce(afterOperation, before);
  const found = [
    ...ofEntries(before, after, rewritten(operations), kernel),
    ...ofOrder(before, after),
    ...ofOperations(operations),
    ...(before.udc === after.udc
      ? []
      : [{ path: `${after.gadget}/UDC`, live: before.udc, wanted: after.udc }]),
  ];
  return found.map((each) => ({ ...each, path: each.path.slice(after.gadget.length + 1) }));
}
