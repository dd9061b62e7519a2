import type { KernelVersion } from '../attributes/kernel-version.js';
import { withoutLineFeed } from '../attributes/text-codecs.js';
import { isUnknownAttribute } from './folders.js';
import { asMade } from './as-made.js';
import { isInitial, isWritable } from './found-folder.js';
import { parentPath, type AttributeEntry, type Entry, type Tree } from './tree.js';

type Entries = ReadonlyMap<string, Entry>;

function within({ entries }: Tree, folder: string): Entries {
  return new Map([...entries].filter(([path]) => path === folder || path.startsWith(`${folder}/`)));
}

/** Folders and links; those that are made as a whole in the order of their making. */
function structure(entries: Entries, folder: string): string {
  const root = entries.get(folder);
  const lines = [...entries].flatMap(([path, entry]) =>
    entry.type === 'attribute'
      ? []
      : [
          [
            `${entry.type} ${parentPath(path)}`,
            `${path} ${entry.type === 'link' ? entry.target : ''}`,
          ] as const,
        ],
  );
  if (root?.type !== 'folder' || !root.kind.madeAsWhole)
    return lines
      .map(([, line]) => line)
      .sort()
      .join('\n');
  // Within one folder the order counts; the folders themselves are met in that of the reading.
  const groups = new Map<string, string[]>();
  for (const [group, line] of lines) groups.set(group, [...(groups.get(group) ?? []), line]);
  return [...groups.values()]
    .map((each) => each.join('\n'))
    .sort()
    .join('\n');
}

/** A line feed more or less at the end of a text that is kept as it was written is the writer's own. */
const isSameText = ({ attribute, text }: AttributeEntry, live: string): boolean =>
  text === live ||
  (withoutLineFeed(text) !== withoutLineFeed(live) && attribute.codec.same?.(text, live) === true);

/** Whether an attribute that a definition does not set would be lost: the kernel gives it no such value by itself. */
function wouldBeLost(entry: AttributeEntry, kernel: KernelVersion): boolean {
  const { attribute } = entry;
  if (isUnknownAttribute(attribute)) return !attribute.access;
  return attribute.from !== undefined && !isInitial(entry, kernel) && isWritable(entry, kernel);
}

/**
 * Whether a folder that is made as wanted means the same as the live one: the same folders and links within, and every attribute
 * with a value that is as good.
 */
export function isSameFolder(live: Tree, wanted: Tree, folder: string, kernel: KernelVersion): boolean {
  const found = within(live, folder);
  const made = within(asMade(wanted, kernel), folder);
  if (structure(found, folder) !== structure(made, folder)) return false;
  for (const [path, entry] of found) {
    if (entry.type !== 'attribute') continue;
    const expected = made.get(path);
    const isAsGood =
      expected?.type === 'attribute' ? isSameText(expected, entry.text) : !wouldBeLost(entry, kernel);
    if (!isAsGood) return false;
  }
  for (const [path, entry] of within(wanted, folder))
    if (entry.type === 'attribute' && !entry.attribute.vendor && !found.has(path)) return false;
  return true;
}
