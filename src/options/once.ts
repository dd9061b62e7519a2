/** Gives what is made when it is first asked for: whoever only imports this package does not wait for its tables. */
export function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}
