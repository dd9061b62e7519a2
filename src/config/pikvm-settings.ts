import { issue, type Issue } from '../errors.js';
import { checkShape } from '../options/check.js';
import { once } from '../options/once.js';
import { isPlain, type Plain } from '../options/plain.js';
import type { ObjectShape, Option } from '../options/shape.js';
import { olderSpellings, ownSections, pikvmKeys } from './pikvm-keys.js';

/** Every value of PiKVM's file that is read here, by its path in today's spelling; what the file does not say has its default. */
export interface PikvmSettings {
  /** Whether the file says it. */
  isGiven(path: string): boolean;
  /** The value; undefined for null and for what has no default. */
  get(path: string): unknown;
  /** A value that is true or false. */
  truth(path: string): boolean;
  /** A number. */
  number(path: string): number;
  /** A text. */
  text(path: string): string;
  /** The path as the file spells it. */
  spelled(path: string): string;
}

const isBelow = (path: string, section: string): boolean =>
  path === section || path.startsWith(`${section}.`);

const atOlder = (path: string): string | undefined => {
  const met = olderSpellings.find(([, current]) => isBelow(path, current));
  return met && met[0] + path.slice(met[1].length);
};

function valueAt(document: unknown, path: string): unknown {
  let value = document;
  for (const key of path.split('.'))
    value = isPlain(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value;
}

interface Section extends ObjectShape {
  readonly options: Record<string, Option>;
}

function sectionIn(parent: Section, key: string, open: boolean): Section {
  const section = (parent.options[key]?.shape ?? { kind: 'object', options: {}, open }) as Section;
  parent.options[key] = { shape: section };
  return section;
}

/** The table as a shape, under both spellings. */
const shapeOfFile = once((): ObjectShape => {
  const root: Section = { kind: 'object', options: {}, open: true };
  for (const [path, , { shape }] of pikvmKeys)
    for (const spelling of [path, atOlder(path)]) {
      const keys = spelling?.split('.') ?? [];
      const last = keys.pop();
      if (last === undefined) continue;
      let section = root;
      for (const key of keys) section = sectionIn(section, key, !ownSections.includes(keys[0]!));
      section.options[last] = { shape };
    }
  return root;
});

const checkSpellings = (document: Plain): Issue[] =>
  olderSpellings
    .filter(
      ([older, current]) =>
        valueAt(document, older) !== undefined && valueAt(document, current) !== undefined,
    )
    .map(([older, current]) =>
      issue(
        'NAME_DUPLICATE',
        older,
        `"${older}" is the older spelling of "${current}", and both are given.`,
        `Move everything to "${current}".`,
      ),
    );

/** Everything that is wrong with the values of PiKVM's file. */
export function checkPikvm(document: Plain): Issue[] {
  const issues = checkSpellings(document);
  checkShape(shapeOfFile(), document, '', issues);
  return issues;
}

/** The values of a file without faults. */
export function readPikvm(document: Plain): PikvmSettings {
  const given = new Map<string, string>();
  const values = new Map<string, unknown>();
  for (const [path, initial, { read }] of pikvmKeys) {
    const spelling = [path, atOlder(path)].find(
      (each) => each !== undefined && valueAt(document, each) !== undefined,
    );
    if (spelling !== undefined) given.set(path, spelling);
    values.set(path, spelling === undefined ? initial : read(valueAt(document, spelling)));
  }
  const get = (path: string): unknown => {
    if (!values.has(path)) throw new TypeError(`There is no key ${path}.`);
    return values.get(path);
  };
  return {
    isGiven: (path) => given.has(path),
    get,
    truth: (path) => get(path) as boolean,
    number: (path) => get(path) as number,
    text: (path) => get(path) as string,
    spelled(path) {
      const older = atOlder(path);
      return older !== undefined &&
        valueAt(document, path) === undefined &&
        valueAt(document, older) !== undefined
        ? older
        : path;
    },
  };
}
