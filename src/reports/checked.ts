import { GadgetError, issue } from '../errors.js';

/**
 * The number, if it is a whole one of the range.
 *
 * @throws {@link GadgetError} VALUE_RANGE if it is not.
 */
export function wholeNumber(value: number, path: string, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw outOfRange(value, path, `a whole number from ${least} to ${most}`);
}

/** The fraction of the range, as a whole number of `span` to the whole. */
export function fraction(value: number, path: string, least: number, span: number): number {
  if (value >= least && value <= 1) return Math.round(value * span);
  throw outOfRange(value, path, `a number from ${least} to 1`);
}

function outOfRange(value: number, path: string, expected: string): GadgetError {
  const message = `"${path}" expected ${expected}, got ${value}.`;
  return new GadgetError([issue('VALUE_RANGE', path, message, 'Give a value of this range.')]);
}

/**
 * What a table has for a name.
 *
 * @throws {@link GadgetError} VALUE_FORMAT for a name that it does not have; who writes TypeScript is told before.
 */
export function named<Name extends string, Value>(
  table: Readonly<Record<Name, Value>>,
  name: Name,
  path: string,
): Value {
  if (Object.hasOwn(table, name)) return table[name];
  const hint = `One of: ${Object.keys(table).join(', ')}.`;
  throw new GadgetError([issue('VALUE_FORMAT', path, `"${path}" is not known: "${name}".`, hint)]);
}
