import { isRefusal } from '../attributes/errno.js';
import { parseUnsigned } from '../attributes/number-codecs.js';
import type { Entry, Tree } from './tree.js';

/** A language as definitions spell it: `0x0409` is `0x409`. */
export function languageName(name: string): string {
  const identifier = parseUnsigned(name, 0xffff);
  return isRefusal(identifier) ? name : `0x${identifier.toString(16)}`;
}

/** A configuration as definitions spell it: `c.0x1` is `c.1`. */
export function configurationFolderName(name: string): string {
  const dot = name.indexOf('.');
  const number = parseUnsigned(name.slice(dot + 1), 0xff);
  return isRefusal(number) ? name : `${name.slice(0, dot)}.${number}`;
}

/** The segments of a path as definitions spell them. */
function spelled(names: readonly string[]): string[] {
  return names.map((name, index) => {
    if (index === 2 && names[1] === 'configs') return configurationFolderName(name);
    const isLanguage = names[1] === 'strings' ? index === 2 : names[1] === 'configs' && index === 4;
    return isLanguage ? languageName(name) : name;
  });
}

/** The names that live folders have in place of those that definitions give them. */
function ownNames(live: Tree): Map<string, string> {
  const names = new Map<string, string>();
  for (const [path, { type }] of live.entries) {
    if (type !== 'folder') continue;
    const usual = spelled(path.split('/')).join('/');
    if (usual !== path) names.set(usual, path.slice(path.lastIndexOf('/') + 1));
  }
  return names;
}

/**
 * A wanted tree whose languages and configurations have the names of the live ones that mean the same, so that another spelling of
 * a number is no difference.
 */
export function withLiveNames(wanted: Tree, live: Tree): Tree {
  const names = ownNames(live);
  if (!names.size) return wanted;
  const renamed = (path: string): string => {
    const segments = path.split('/');
    return segments.map((name, index) => names.get(segments.slice(0, index + 1).join('/')) ?? name).join('/');
  };
  const entries = new Map<string, Entry>();
  for (const [path, entry] of wanted.entries)
    entries.set(renamed(path), entry.type === 'link' ? { ...entry, target: renamed(entry.target) } : entry);
  const { owners } = wanted;
  return {
    ...wanted,
    entries,
    ...(owners && { owners: new Map([...owners].map(([path, owner]) => [renamed(path), owner])) }),
  };
}
