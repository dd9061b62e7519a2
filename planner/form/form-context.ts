import type { Issue } from 'usb-gadget';
import { createContext, type Context } from 'preact';
import { useContext } from 'preact/hooks';
import { pathText, type Path } from '../path.js';

/** What every field of the page shares. */
export interface Form {
  /** Everything that is wrong. */
  readonly issues: readonly Issue[];
  /** Puts another value at a path; undefined takes it out. */
  readonly change: (path: Path, value: unknown) => void;
}

/** The form that a field belongs to. */
export const FormContext: Context<Form> = createContext<Form>({ issues: [], change: () => undefined });

/** The form that a field belongs to. */
export const useForm = (): Form => useContext(FormContext);

/** What a place of the document is called in the page; links from faults lead there. */
export const idOf = (path: Path | string): string => `at-${typeof path === 'string' ? path : pathText(path)}`;

const startsBelow = (path: string, place: string): boolean =>
  place === '' || path === place || (path.startsWith(place) && /^[.[]/.test(path.slice(place.length)));

/**
 * The issues that are to be shown at a place.
 *
 * @param children - whether something else shows what begins with this key or index; it is empty for the place itself.
 */
export function issuesAt(
  issues: readonly Issue[],
  path: Path,
  children: (step: string) => boolean,
): readonly Issue[] {
  const place = pathText(path);
  return issues.filter((each) => {
    if (!startsBelow(each.path, place)) return false;
    const step = /^\.?([^.[]+)|^\[(\d+)\]/.exec(each.path.slice(place.length));
    return !children(step?.[1] ?? step?.[2] ?? '');
  });
}
