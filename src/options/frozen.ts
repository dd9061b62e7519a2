function isDeeplyFrozen(value: unknown): boolean {
  return (
    typeof value !== 'object' ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen))
  );
}

/** A frozen copy of plain data, without what is undefined; what is frozen throughout already is taken as it is. */
export function frozen<Value>(value: Value): Value {
  if (isDeeplyFrozen(value)) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozen)) as Value;
  const copy: Record<string, unknown> = {};
  for (const key in value) {
    const given = frozen<unknown>(value[key]);
    if (given === undefined) continue;
    // A document may have this key, and an assignment would set the prototype.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: given, enumerable: true });
    else copy[key] = given;
  }
  return Object.freeze(copy) as Value;
}
