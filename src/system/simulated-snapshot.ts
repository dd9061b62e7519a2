import type { SimulatedAttribute, SimulatedEntry, SimulatedFolder } from './simulated-folder.js';

const order = { file: 0, link: 1, folder: 2 } as const;

function byKindThenName(
  [name, entry]: readonly [string, SimulatedEntry],
  [other, another]: readonly [string, SimulatedEntry],
): number {
  if (entry.type !== another.type) return order[entry.type] - order[another.type];
  const isOrdered = entry.type === 'link' || (entry.type === 'folder' && !entry.isDefault);
  return isOrdered ? 0 : name < other ? -1 : 1;
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
  return [...folder.entries].sort(byKindThenName).flatMap(([name, entry]) => {
    const path = prefix + name;
    if (entry.type === 'file') return [`${path} = ${valueOf(entry)}`.trimEnd()];
    if (entry.type === 'link') return [`${path} -> ${entry.target.path.join('/')}`];
    return entry.entries.size ? snapshot(entry, path + '/') : [path + '/'];
  });
}
