import { isRefusal } from '../attributes/errno.js';
import { childFolder } from '../attributes/child-folder.js';
import { attributeIn, usbGadgetFolder } from '../configfs/folders.js';
import { kernelVersion, newestKernel } from '../attributes/kernel-version.js';
import { baseName, isIn, parentPath, type Entry, type Tree, usualReadySeconds } from '../configfs/tree.js';
import type { FolderKind } from '../attributes/attribute.js';
import type { MountFunction, Operation, UnmountFunction } from './operation.js';

/** The kind of folder that stands at a path. */
function kindAt(path: string): FolderKind {
  let kind = usbGadgetFolder;
  for (const name of path.split('/'))
    kind = childFolder(kind, name, kernelVersion(newestKernel)) ?? { attributes: [], opaque: true };
  return kind;
}

function shownText(tree: Tree, operation: Operation & { readonly op: 'write' }): Entry {
  const { path } = operation;
  const here = tree.entries.get(path);
  const attribute =
    here?.type === 'attribute' ? here.attribute : attributeIn(kindAt(parentPath(path)), baseName(path));
  const written = 'hex' in operation ? operation.hex : operation.text;
  const shown = attribute.codec.store(written, here?.type === 'attribute' ? here.text : '');
  return { type: 'attribute', attribute, text: isRefusal(shown) ? written : shown };
}

function withMount(tree: Tree, operation: MountFunction | UnmountFunction): Tree {
  const mounts = new Map(tree.mounts);
  if (operation.op === 'umount') mounts.delete(operation.path);
  else {
    const { point, options = '' } = operation;
    mounts.set(operation.path, { point, options, readySeconds: usualReadySeconds });
  }
  return { ...tree, mounts };
}

/** The tree after one operation, as far as a tree can tell: what the operation itself changes. */
export function afterOperation(tree: Tree, operation: Operation): Tree {
  if (operation.op === 'bind') return { ...tree, udc: operation.udc || '(the only controller)' };
  if (operation.op === 'unbind') return { ...tree, udc: '' };
  if (operation.op === 'load' || operation.op === 'chown' || operation.op === 'wait') return tree;
  if (operation.op === 'mount' || operation.op === 'umount') return withMount(tree, operation);
  const entries = new Map(tree.entries);
  const { path } = operation;
  if (operation.op === 'mkdir') entries.set(path, { type: 'folder', kind: kindAt(path) });
  else if (operation.op === 'symlink') entries.set(path, { type: 'link', target: operation.target });
  else if (operation.op === 'write') entries.set(path, shownText(tree, operation));
  else for (const each of tree.entries.keys()) if (each === path || isIn(each, path)) entries.delete(each);
  return { ...tree, entries };
}
