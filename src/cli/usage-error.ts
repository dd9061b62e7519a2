import { GadgetError, issue } from '../errors.js';

/** A command line that cannot be meant: exit status 2. */
export function usageError(message: string, hint: string): GadgetError {
  return new GadgetError([issue('USAGE', '', message, hint)]);
}
