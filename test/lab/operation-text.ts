import type { Operation, Outcome } from './configfs-driver.js';

/** A text in quotes; what is the same many times stands there once, with its count. */
const quoted = (hex: string): string =>
  JSON.stringify(Buffer.from(hex, 'hex').toString()).replace(
    /(.)\1{19,}/gu,
    (run, letter: string) => `${letter}{${[...run].length}}`,
  );

/** An operation, for people. */
export function describe(operation: Operation): string {
  switch (operation.op) {
    case 'symlink':
      return `symlink ${operation.target} ${operation.path}`;
    case 'write':
      return `write ${operation.path} ${quoted(operation.hex)}`;
    default:
      return `${operation.op} ${operation.path}`;
  }
}

/** Its outcome, for people. */
export function show(outcome: Outcome): string {
  if (!outcome.ok) return outcome.name;
  const { value } = outcome;
  if (typeof value === 'string' && /^([0-9a-f]{2})*$/.test(value)) return quoted(value);
  return value === undefined || typeof value === 'number' ? 'ok' : String(value);
}
