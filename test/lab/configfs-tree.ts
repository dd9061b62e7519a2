import { readdirSync, readFileSync, readlinkSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configfs } from './configfs-driver.js';
import { refusal } from './errno.js';

/** Everything below a folder: path -> `folder`, `-> target`, or the attribute's text (its errno where it cannot be read). */
export type Tree = Readonly<Record<string, string>>;

function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    return refusal(error).name;
  }
}

/** Links are not followed, as they lead back into the tree. */
function below(root: string, folder = ''): [path: string, what: string][] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry): [string, string][] => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return [[path, 'folder'], ...below(root, path)];
      const place = join(root, path);
      return [[path, entry.isSymbolicLink() ? `-> ${readlinkSync(place)}` : textOf(place)]];
    });
}

/** Reads a whole tree; two readings are equal exactly when nothing below has changed. */
export function readTree(root: string = configfs): Tree {
  return Object.fromEntries(below(root));
}

function ignoreRefusal(call: () => void): void {
  try {
    call();
  } catch (error) {
    refusal(error); // default groups cannot be removed, and vanish with their owner
  }
}

/** Links before folders, at every depth: a folder that a link points to cannot be removed. */
function removeBelow(folder: string): void {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const link of entries.filter((entry) => entry.isSymbolicLink())) unlinkSync(join(folder, link.name));
  for (const child of entries.filter((entry) => entry.isDirectory())) {
    const path = join(folder, child.name);
    removeBelow(path);
    ignoreRefusal(() => rmdirSync(path));
  }
}

/** Unbinds a gadget and removes it with all that is in it. */
export function removeGadget(name: string): void {
  const path = join(configfs, name);
  ignoreRefusal(() => writeFileSync(join(path, 'UDC'), '\n', { flag: 'r+' }));
  for (const part of ['os_desc', 'configs', 'functions', 'strings']) removeBelow(join(path, part));
  rmdirSync(path);
}

/** Leaves configfs empty, whatever a check left behind. */
export function removeEveryGadget(): void {
  for (const gadget of readdirSync(configfs)) removeGadget(gadget);
}
