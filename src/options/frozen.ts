/** What came out of {@link frozen}: frozen throughout, which looking at the outside alone would not tell. */
const known = new WeakSet();

/** A builder and the like: no plain data, and guards itself. */
const isFrozenInstance = (value: object): boolean =>
  Object.isFrozen(value) && !Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype;

/** A frozen copy of plain data, without what is undefined; what is such a copy already is taken as it is. */
export function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || known.has(value) || isFrozenInstance(value))
    return value;
  const copy = Object.freeze(
    Array.isArray(value) ? value.map(frozen) : copyOf(value as Readonly<Record<string, unknown>>),
  );
  known.add(copy);
  return copy as Value;
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
