import { isRefusal } from '../attributes/errno.js';
import type { KernelVersion } from '../attributes/kernel-version.js';
import { asItIs } from '../attributes/text-codecs.js';
import type { AttributeEntry, Tree } from '../configfs/tree.js';

/** What is held against what. */
export interface Comparison {
  /** What is there. */
  readonly current: Tree;
  /** What is to be there. */
  readonly wanted: Tree;
  /** The kernel. */
  readonly kernel: KernelVersion;
  /** What was last asked for, if that is known: what it set and nothing sets any more goes back to its default. */
  readonly declared?: Tree | undefined;
}

/**
 * Whether writing an attribute over what it gives now would change nothing. That the kernel has changed the value by itself
 * is an excuse only for a value that was asked for before.
 */
export function isSame(
  path: string,
  { attribute, text }: AttributeEntry,
  { attribute: live, text: shown }: AttributeEntry,
  kernel: KernelVersion,
  declared?: Tree,
): boolean {
  // What a raw function holds is read as its driver does, where that is known.
  const { codec } = attribute.codec === asItIs ? live : attribute;
  const stored = codec.store(text, shown, kernel);
  if (isRefusal(stored)) return false;
  if (stored === shown) return true;
  const before = declared?.entries.get(path);
  const wasAsked = !declared || (before?.type === 'attribute' && before.text === text);
  return wasAsked && codec.same?.(stored, shown) === true;
}

/** Whether a fresh folder has it already, and to write it is more than one call of a shell: names of uac1. */
export function needsNoWriting({ attribute, text }: AttributeEntry): boolean {
  const { codec, initial } = attribute;
  return codec.countsShortSince !== undefined && codec.store(text, '') === initial;
}

const functions = 'functions/';

/** The folder of the function that a path is in. */
export function functionFolder(path: string): string | undefined {
  // No regular expression: a plan asks for every path.
  const start = path.indexOf('/') + 1;
  if (start < 2 || !path.startsWith(functions, start)) return undefined;
  const name = start + functions.length;
  const end = path.indexOf('/', name);
  if (end < 0) return name < path.length ? path : undefined;
  return end > name ? path.slice(0, end) : undefined;
}
