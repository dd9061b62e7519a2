import type { Operation } from '../../plan/operation.js';
import type { Cause } from './cause.js';
import { causes } from './causes.js';

const asPattern = (ending: string): RegExp =>
  new RegExp(
    `/${ending.replaceAll('.', '\\.').replace(/\*+/g, (stars) => (stars.length > 1 ? '.+' : '[^/]*'))}$`,
  );

/** What is said of a refusal that is not known. */
export const unknownCause: Cause = {
  cause: 'The kernel gives no reason.',
  cure: 'Look into the kernel log: dmesg | tail.',
};

/** The likely cause of a refusal, by what is known of the kernel. */
export function likelyCause(operation: Operation, code: string): Cause {
  const path = 'path' in operation ? operation.path : operation.module;
  const row = causes.find(
    (each) =>
      (each.op === undefined || each.op === operation.op) &&
      (each.paths?.some((ending) => asPattern(ending).test(`/${path}`)) ?? true) &&
      (each.codes === undefined || each.codes.includes(code)),
  );
  return row ?? unknownCause;
}
