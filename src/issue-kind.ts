/**
 * What an issue means for the person who reads it.
 *
 * - `error`: something cannot be done; {@link Issue.stops} says what.
 * - `warning`: it can be done, and is probably not what was meant.
 * - `note`: worth knowing, nothing to do.
 */
export type Severity = 'error' | 'warning' | 'note';

/**
 * What an error stops.
 *
 * - `write`: the definition cannot be written to configfs at all.
 * - `bind`: it can be written, and the kernel refuses to bind it to the controller.
 * - `work`: it binds, and some function of it is then dead.
 * - `run`: the command or call itself cannot be carried out.
 */
export type Stops = 'write' | 'bind' | 'work' | 'run';

/** What is known of a code. */
export interface IssueKind {
  /** How bad it is. */
  readonly severity: Severity;
  /** What an error stops. */
  readonly stops?: Stops;
  /** One line for the documentation. */
  readonly summary: string;
}
