import { findAttribute, initialText, type FolderKind } from '../../src/attributes/attribute.js';
import type { KernelVersion } from '../../src/attributes/kernel-version.js';
import { childFolder, isDefaultGroup } from '../../src/attributes/child-folder.js';
import { gadgetFolder } from '../../src/configfs/folders.js';
import { fixture } from './fixture.js';

/** What PiKVM left in configfs, by path within the gadget's folder: the text of attributes (hex where it is bytes), `-> target` of links, `/` for folders. */
export type RecordedTree = ReadonlyMap<string, string>;

export function recordedTree(name: string): RecordedTree {
  const lines = fixture(name).trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      const attribute = /^(\S+) = (?:hex (.*)|(".*"))$/.exec(line);
      if (attribute) return [attribute[1]!, attribute[2] ?? (JSON.parse(attribute[3]!) as string)];
      const link = /^(\S+) (-> \S+)$/.exec(line);
      return link ? [link[1]!, link[2]!] : [line.slice(0, -1), '/'];
    }),
  );
}

function kindOf(path: readonly string[], kernel: KernelVersion): FolderKind {
  return path.reduce<FolderKind>((kind, name) => childFolder(kind, name, kernel)!, gadgetFolder);
}

/** Folders that somebody made, in a recorded tree. */
export function madeFolders(tree: RecordedTree, kernel: KernelVersion): string[] {
  const folders = [...tree].filter(([, value]) => value === '/').map(([path]) => path);
  return folders.filter((path) => {
    const names = path.split('/');
    return !isDefaultGroup(kindOf(names.slice(0, -1), kernel), names.at(-1)!);
  });
}

/** What a declared attribute gives when nobody has written it; undefined for those that the kernel itself sets. */
export function untouched(path: string, kernel: KernelVersion): string | undefined {
  const names = path.split('/');
  const attribute = findAttribute(kindOf(names.slice(0, -1), kernel), names.at(-1)!);
  if (!attribute || attribute.kind === 'derived') return undefined;
  return initialText(attribute, { kernel, index: 0, random: () => 0 });
}
