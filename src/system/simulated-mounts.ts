import type { SimulatedFileSystem } from './simulated-file-system.js';
import { segmentsOf } from './simulated-files.js';

/** A file system, and where it is. */
export interface SimulatedMount {
  /** The names on the way to where it begins. */
  readonly at: readonly string[];
  /** The file system. */
  readonly files: SimulatedFileSystem;
  /** Whether it is there now. Default: always. */
  isMounted?(): boolean;
}

/** Whether a path is at or below another. */
export const isBelow = (path: readonly string[], mount: readonly string[]): boolean =>
  mount.every((name, index) => path[index] === name);

/** The file system that a path is on, and the place there. */
export function placeOf(
  path: string,
  mounts: readonly SimulatedMount[],
): readonly [files: SimulatedFileSystem, place: readonly string[]] {
  const segments = segmentsOf(path);
  const mount = mounts.find((each) => isBelow(segments, each.at) && (each.isMounted?.() ?? true))!;
  return [mount.files, segments.slice(mount.at.length)];
}
