import type { Plain } from 'usb-gadget';

/** Keys and indexes that lead to a value, as `functions`, 0, `luns`. */
export type Path = readonly (string | number)[];

/** Whether a value is an object, and no list. */
export const isObject = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The path as issues spell it: `functions[0].luns[1].file`. */
export function pathText(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

/** The same list with another item at a place; undefined takes the place out. */
function withItem(list: readonly unknown[], index: number, item: unknown): readonly unknown[] {
  return item === undefined ? list.filter((_, at) => at !== index) : list.with(index, item);
}

function withKey(object: Plain, key: string, value: unknown): Plain {
  if (value !== undefined) return { ...object, [key]: value };
  return Object.fromEntries(Object.entries(object).filter(([each]) => each !== key));
}

/** What stands at a path; undefined if nothing does. */
export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof step === 'number') return Array.isArray(value) ? value[step] : undefined;
    return isObject(value) ? value[step] : undefined;
  }, root);
}

/**
 * A copy with another value at a path; undefined takes it out.
 *
 * @param root - what is missing on the way is made.
 */
export function withValueAt(root: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const list: readonly unknown[] = Array.isArray(root) ? root : [];
    const item = withValueAt(list[step], rest, value);
    return step < list.length ? withItem(list, step, item) : item === undefined ? list : [...list, item];
  }
  const object = isObject(root) ? root : {};
  return withKey(object, step, withValueAt(object[step], rest, value));
}

/** The keys of a path as issues spell it; keys with dots, as those of links, are taken apart. */
export function stepsOf(text: string): Path {
  return [...text.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([step, index]) =>
    index === undefined ? step : Number(index),
  );
}
