import type { SimulatedAttribute, SimulatedEntry, SimulatedFolder } from './simulated-folder.js';

/** Attributes and what comes with a folder have no order of their own; links and made folders have that of their making. */
const rankOf = (entry: SimulatedEntry): number =>
  entry.type === 'file' ? 0 : entry.type === 'link' ? 1 : entry.isDefault ? 2 : 3;

function inOrder(
  [name, entry]: readonly [string, SimulatedEntry],
  [other, another]: readonly [string, SimulatedEntry],
): number {
  const rank = rankOf(entry);
  if (rank !== rankOf(another)) return rank - rankOf(another);
  return rank % 2 ? 0 : name < other ? -1 : 1;
}

const valueOf = ({ attribute, text }: SimulatedAttribute): string =>
  attribute.access === 'write-only'
    ? '(write-only)'
    : attribute.binary
      ? text
      : JSON.stringify(text.replace(/\n$/, '')).slice(1, -1);

/**
 * All that is in a folder, one line each: `PATH = TEXT` for an attribute (without the line feed at its end; bytes as hex),
 * `PATH -> TARGET` for a link, `PATH/` for a folder with nothing in it. Attributes stand by name, links and folders in the order of
 * making, which counts.
 */
export function snapshot(folder: SimulatedFolder, prefix = ''): string[] {
  return [...folder.entries].sort(inOrder).flatMap(([name, entry]) => {
    const path = prefix + name;
    if (entry.type === 'file') return [`${path} = ${valueOf(entry)}`.trimEnd()];
    if (entry.type === 'link') return [`${path} -> ${entry.target.path.join('/')}`];
    return entry.entries.size ? snapshot(entry, path + '/') : [path + '/'];
  });
}
