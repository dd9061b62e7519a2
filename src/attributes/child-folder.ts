import type { FolderKind } from './attribute.js';
import { isRefusal } from './errno.js';
import type { KernelVersion } from './kernel-version.js';

const opaque: FolderKind = { attributes: [], opaque: true };

/** The kind of the folder `name` in a folder: one that comes with it, or what making it gives. Undefined: nothing of that name can be. */
export function childFolder(kind: FolderKind, name: string, kernel: KernelVersion): FolderKind | undefined {
  const own = kind.folders?.[name];
  if (own) return (own.since ?? 0) > kernel ? undefined : own;
  const made = kind.makes?.(name, [], kernel);
  if (made && !isRefusal(made)) return made;
  return kind.opaque ? opaque : undefined;
}

/** A folder some steps below another, if the kernel has it. */
export function innerFolder(
  kind: FolderKind,
  path: string,
  kernel: KernelVersion,
): { readonly kind: FolderKind; readonly isDefault: boolean } | undefined {
  let at = { kind, isDefault: true };
  for (const name of path.split('/')) {
    const child = childFolder(at.kind, name, kernel);
    if (!child) return undefined;
    at = { kind: child, isDefault: isDefaultGroup(at.kind, name) };
  }
  return at;
}

/** Whether the folder comes with the one it is in, so that nobody makes or removes it. */
export function isDefaultGroup(kind: FolderKind, name: string): boolean {
  return kind.folders?.[name] !== undefined;
}
