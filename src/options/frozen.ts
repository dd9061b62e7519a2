/** A builder and the like: no plain data, and guards itself. */
const isFrozenInstance = (value: object): boolean =>
  Object.getPrototypeOf(value) !== Object.prototype && !Array.isArray(value) && Object.isFrozen(value);

/**
 * A frozen copy of plain data, without what is undefined. What was frozen before is copied again: to remember what came out of here
 * costs more than the few copies that it would spare.
 */
export function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || isFrozenInstance(value)) return value;
  return Object.freeze(
    Array.isArray(value) ? value.map(frozen) : copyOf(value as Readonly<Record<string, unknown>>),
  ) as Value;
}

/** Copied as a whole first, which costs a fraction of what key by key does. */
function copyOf(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const copy = { ...value };
  for (const key in copy) {
    const given = copy[key];
    if (given === undefined) return copyOf(withoutUndefined(value));
    if (typeof given === 'object') copy[key] = frozen(given);
  }
  return copy;
}

function withoutUndefined(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, given]) => given !== undefined));
}
