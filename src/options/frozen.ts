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

function copyOf(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key in value) {
    const given = frozen(value[key]);
    if (given === undefined) continue;
    // A document may have this key, and an assignment would set the prototype.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: given, enumerable: true });
    else copy[key] = given;
  }
  return copy;
}
