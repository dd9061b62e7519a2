import type { Operation, Outcome } from './configfs-driver.js';

/** An operation, for people. */
export function describe(operation: Operation): string {
  switch (operation.op) {
    case 'symlink':
      return `symlink ${operation.target} ${operation.path}`;
    case 'write':
      return `write ${operation.path} ${JSON.stringify(Buffer.from(operation.hex, 'hex').toString())}`;
    default:
      return `${operation.op} ${operation.path}`;
  }
}

/** Its outcome, for people. */
export function show(outcome: Outcome): string {
  if (!outcome.ok) return outcome.name;
  const { value } = outcome;
  if (typeof value === 'string' && /^([0-9a-f]{2})*$/.test(value))
    return JSON.stringify(Buffer.from(value, 'hex').toString());
  return value === undefined || typeof value === 'number' ? 'ok' : String(value);
}
