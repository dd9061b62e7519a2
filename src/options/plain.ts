/** An object of unknown origin, as from JSON or YAML. */
export type Plain = Readonly<Record<string, unknown>>;

/** Whether a value is an object, and no list. */
export const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
