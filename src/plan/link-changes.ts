import { kernelVersion } from '../attributes/kernel-version.js';
import { asWanted } from '../configfs/as-wanted.js';
import { configurationFolders, linksIn } from '../configfs/live-links.js';
import { anyController, baseName, parentPath, type Entry, type Tree } from '../configfs/tree.js';
import { withBinding } from './binding.js';
import { planChange, planOf } from './make-plan.js';
import type { Operation } from './operation.js';
import type { Plan } from './plan.js';

/** The functions of each configuration that are to be linked, in order, by the name of the configuration. */
export type WantedLinks = ReadonlyMap<string, readonly string[]>;

/**
 * Puts a function among those that are linked, at the place that its user gave it: behind everything that stands before it, as far as it
 * is there.
 *
 * @param order - all functions in the order of the user.
 */
export function insertInOrder(linked: readonly string[], name: string, order: readonly string[]): string[] {
  if (linked.includes(name)) return [...linked];
  const place = order.indexOf(name);
  const before = linked.findIndex((each) => order.indexOf(each) > place);
  return before < 0 ? [...linked, name] : [...linked.slice(0, before), name, ...linked.slice(before)];
}

/** The name of the link to a function in a configuration, if its user gave it one. */
export type LinkNames = (configuration: string, name: string) => string | undefined;

/** A tree with other links in its configurations; a link that stays keeps its name. */
function withLinks(tree: Tree, wanted: WantedLinks, linkName: LinkNames): Tree {
  const list = [...tree.entries].filter(
    ([path, entry]) => entry.type !== 'link' || !wanted.has(baseName(parentPath(path))),
  );
  for (const folder of configurationFolders(tree)) {
    const configuration = baseName(folder);
    const names = wanted.get(configuration);
    if (!names) continue;
    const known = new Map(linksIn(tree, folder).map(([path, target]) => [baseName(target), path]));
    const links = names.map((name): [string, Entry] => [
      known.get(name) ?? `${folder}/${linkName(configuration, name) ?? name}`,
      { type: 'link', target: `${tree.gadget}/functions/${name}` },
    ]);
    const last = list.findLastIndex(([path]) => path === folder || path.startsWith(`${folder}/`));
    list.splice(last + 1, 0, ...links);
  }
  return { ...tree, entries: new Map(list) };
}

/** The plan that links other functions of a live gadget into its configurations. Behind a change, links are made anew: their order is that of the interfaces. */
export function planLinks(tree: Tree, wanted: WantedLinks, release: string, linkName: LinkNames): Plan {
  return planChange(tree, withLinks(asWanted(tree), wanted, linkName), release);
}

/**
 * The plan that takes a gadget off the bus, links every function anew in its order, and binds it: some kernels bring functions back in the
 * wrong order, or dead, when they are only bound again. A gadget that is not bound is bound to the only controller.
 */
export function planReset(tree: Tree, release: string): Plan {
  const links = configurationFolders(tree).flatMap((folder) => linksIn(tree, folder));
  const operations = withBinding(
    [
      ...[...links].reverse().map(([path]): Operation => ({ op: 'unlink', path })),
      ...links.map(([path, target]): Operation => ({ op: 'symlink', path, target })),
    ],
    tree,
    { ...tree, udc: tree.udc || anyController },
  );
  return planOf(operations, tree, tree, kernelVersion(release));
}
