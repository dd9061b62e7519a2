import type { Plain } from 'usb-gadget';

/** Functions, and what each is known by while the page is open. */
export interface KeyedFunctions {
  readonly functions: readonly Plain[];
  readonly keys: readonly number[];
  /** The key of the next function that is added; none is given twice. */
  readonly next: number;
}

/** Nothing yet. */
export const noFunctions: KeyedFunctions = { functions: [], keys: [], next: 0 };

/**
 * Keys for functions that follow on others: one that was moved keeps its key, and so does one of which an option was changed,
 * so that what is open and what has the focus goes with it.
 */
export function keysAfter(before: KeyedFunctions, functions: readonly Plain[]): KeyedFunctions {
  let { next } = before;
  const isSameCount = before.functions.length === functions.length;
  const taken = new Set<number>();
  const placeBefore = (each: Plain, index: number): number => {
    const same = before.functions.findIndex((other, place) => other === each && !taken.has(place));
    const isChanged = isSameCount && !functions.includes(before.functions[index]!);
    return same < 0 && isChanged ? index : same;
  };
  const keys = functions.map((each, index) => {
    const place = placeBefore(each, index);
    taken.add(place);
    return before.keys[place] ?? next++;
  });
  return { functions, keys, next };
}
