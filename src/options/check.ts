import { issue, type Issue } from '../errors.js';
import { didYouMean } from './did-you-mean.js';
import { isPlain, type Plain } from './plain.js';
import type { ObjectShape, Shape, ValueShape, VariantShape } from './shape.js';

const show = (value: unknown): string => {
  const isList = Array.isArray(value) && value.every((each) => typeof each !== 'object');
  if (typeof value === 'object' && value !== null && !isList)
    return Array.isArray(value) ? 'a list' : 'an object';
  const shown = isList
    ? `[${value.map(show).join(', ')}]`
    : typeof value === 'string'
      ? JSON.stringify(value)
      : String(value);
  return shown.length > 60 ? `${shown.slice(0, 57)}...` : shown;
};

const at = (path: string, key: string): string => (path ? `${path}.${key}` : key);

function wrongType(path: string, expected: string, value: unknown, hint = ''): Issue {
  return issue(
    'OPTION_TYPE',
    path,
    `"${path || 'document'}" expected ${expected}, got ${show(value)}.`,
    hint,
  );
}

/** Spellings that every reader takes for the same number. */
const isNumber = (text: string): boolean => String(Number(text)) === text || /^0x[\da-f]+$/.test(text);

/** What to write for a number that came as text: in quotes, or in hexadecimal digits alone, which those behind a zero are taken for. */
const numberMeant = (shape: ValueShape, value: unknown): string | undefined =>
  typeof value === 'string'
    ? [value.toLowerCase(), `0x${value.toLowerCase()}`].find(
        (text) => isNumber(text) && !shape.fault(Number(text)),
      )
    : undefined;

/** Whether it would do as a text, as a serial number that has digits only. */
const isTextMeant = (shape: ValueShape, value: unknown): boolean =>
  (typeof value === 'number' || typeof value === 'boolean') && !shape.fault(String(value));

function checkValue(shape: ValueShape, value: unknown, path: string, issues: Issue[]): void {
  const code = shape.fault(value);
  if (!code) return;
  const number = numberMeant(shape, value);
  const otherwise = number
    ? `Write ${number}, without quotes.`
    : isTextMeant(shape, value)
      ? 'Put it in quotes.'
      : typeof value === 'string' && /^[\u2018-\u201f]/.test(value)
        ? 'Write straight quotes, or none.'
        : shape.hint;
  const hint =
    shape.words && typeof value === 'string' ? didYouMean(value, shape.words, otherwise) : otherwise;
  issues.push(issue(code, path, `"${path}" expected ${shape.expected}, got ${show(value)}.`, hint));
}

const requiredKeysOf = new WeakMap<ObjectShape, readonly string[]>();

function requiredKeys(shape: ObjectShape): readonly string[] {
  let keys = requiredKeysOf.get(shape);
  if (!keys) {
    keys = Object.keys(shape.options).filter((key) => shape.options[key]!.required !== undefined);
    requiredKeysOf.set(shape, keys);
  }
  return keys;
}

function checkObject(
  shape: ObjectShape,
  value: unknown,
  path: string,
  issues: Issue[],
  extra?: string,
): void {
  if (!isPlain(value)) {
    issues.push(wrongType(path, 'an object', value, `Its keys: ${Object.keys(shape.options).join(', ')}.`));
    return;
  }
  for (const key in value) {
    if (value[key] === undefined) continue;
    const option = Object.hasOwn(shape.options, key) ? shape.options[key] : undefined;
    // Most values are sound, and then nobody needs their path.
    if (option?.shape.kind === 'value' && !option.shape.fault(value[key])) continue;
    if (option) checkShape(option.shape, value[key], at(path, key), issues);
    else if (key !== extra && !shape.open) issues.push(unknownKey(path, key, shape));
  }
  for (const key of requiredKeys(shape))
    if (value[key] === undefined)
      issues.push(
        issue(
          'OPTION_REQUIRED',
          at(path, key),
          `"${at(path, key)}" is missing.`,
          shape.options[key]!.required!,
        ),
      );
}

function objectsIn(shape: Shape): readonly ObjectShape[] {
  if (shape.kind === 'object') return [shape];
  if (shape.kind === 'variant') return Object.values(shape.cases);
  return shape.kind === 'value' ? [] : objectsIn(shape.of);
}

function unknownKey(path: string, key: string, { options }: ObjectShape): Issue {
  const known = Object.keys(options);
  const place = known.find((each) =>
    objectsIn(options[each]!.shape).some((within) => Object.hasOwn(within.options, key)),
  );
  const hint = place
    ? `It belongs into "${place}".`
    : didYouMean(key, known, `Known here: ${known.join(', ')}.`);
  return issue('OPTION_UNKNOWN', at(path, key), `"${at(path, key)}" is not a known option.`, hint);
}

/** The shape that an object itself tells, if it tells a known one. */
export function toldShape(
  { key, byDefault, cases, other }: VariantShape,
  value: Plain,
): ObjectShape | undefined {
  if (other?.markers.some((marker) => value[marker] !== undefined)) return other.shape;
  const told = value[key] === undefined ? byDefault : value[key];
  return typeof told === 'string' && Object.hasOwn(cases, told) ? cases[told] : undefined;
}

/** An object for which somebody wrote only the word that tells it from others, as in `acm` or `keyboard`. */
function inFull({ key, cases }: VariantShape, word: unknown): string {
  if (typeof word !== 'string') return '';
  for (const [name, { options }] of Object.entries(cases)) {
    if (name === word) return `Write { ${key}: ${name} }.`;
    for (const [option, { shape }] of Object.entries(options))
      if (shape.kind === 'value' && shape.words?.includes(word))
        return `Write { ${key}: ${name}, ${option}: ${word} }.`;
  }
  return '';
}

function checkVariant(shape: VariantShape, value: unknown, path: string, issues: Issue[]): void {
  if (!isPlain(value)) {
    issues.push(wrongType(path, 'an object', value, inFull(shape, value)));
    return;
  }
  const told = value[shape.key];
  const other = shape.other;
  const object = toldShape(shape, value);
  if (object) checkObject(object, value, path, issues, shape.key);
  else {
    const where = at(path, shape.key);
    const known = Object.keys(shape.cases);
    const otherwise =
      inFull(shape, told) || (other ? `For any other, give its ${other.markers.join(' or ')} as well.` : '');
    const hint = typeof told === 'string' ? didYouMean(told, known, otherwise) : otherwise;
    if (told === undefined)
      issues.push(issue('OPTION_REQUIRED', where, `"${where}" is missing.`, `One of ${known.join(', ')}.`));
    else
      issues.push(
        issue(
          'VALUE_FORMAT',
          where,
          `"${where}" expected one of ${known.join(', ')}, got ${show(told)}.`,
          hint,
        ),
      );
  }
}

/**
 * Holds a value of unknown origin against a shape, and adds every fault to `issues`.
 *
 * @param path - where the value stands, as in `functions[0].luns`.
 */
export function checkShape(shape: Shape, value: unknown, path: string, issues: Issue[]): void {
  switch (shape.kind) {
    case 'value':
      return checkValue(shape, value, path, issues);
    case 'object':
      return checkObject(shape, value, path, issues);
    case 'variant':
      return checkVariant(shape, value, path, issues);
    case 'list': {
      if (shape.orOne && !Array.isArray(value)) checkShape(shape.of, value, path, issues);
      else if (!Array.isArray(value))
        issues.push(
          wrongType(
            path,
            'a list',
            value,
            value === null
              ? 'Write each item below it, after a hyphen and a space.'
              : 'Put it into brackets: [ ].',
          ),
        );
      else {
        if (shape.most !== undefined && value.length > shape.most)
          issues.push(
            issue(
              'VALUE_RANGE',
              path,
              `"${path}" expected at most ${shape.most} items, got ${value.length}.`,
              '',
            ),
          );
        for (let index = 0; index < value.length; index++)
          checkShape(shape.of, value[index], `${path}[${index}]`, issues);
      }
      return;
    }
    case 'map': {
      if (!isPlain(value)) issues.push(wrongType(path, 'an object', value));
      else
        for (const key of Object.keys(value)) {
          checkValue(shape.keys, key, at(path, key), issues);
          checkShape(shape.of, value[key], at(path, key), issues);
        }
    }
  }
}
