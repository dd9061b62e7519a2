/** Gives what is made when it is first asked for: whoever only imports this package does not wait for its tables. */
export function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}

/** A table whose rows are each made when they are first asked for: whoever asks for one does not wait for the others. */
export function eachOnce<Row>(rows: Readonly<Record<string, () => Row>>): Readonly<Record<string, Row>> {
  const properties = Object.entries(rows).map(([name, make]) => [
    name,
    { enumerable: true, get: once(make) },
  ]);
  return Object.create(null, Object.fromEntries(properties) as PropertyDescriptorMap) as Record<string, Row>;
}
