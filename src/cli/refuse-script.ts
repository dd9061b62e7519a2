import { issue } from '../errors.js';
import type { Options } from './options.js';
import { refuse } from './refuse.js';
import { tellIssues } from './tell-issues.js';
import type { Terminal } from './terminal.js';

/** A script that makes a bridge would have to know what the uplink is on the board at the time. Gives the exit status. */
export function refuseScript(options: Options, terminal: Terminal): number {
  const issues = [
    issue(
      'NETWORK_BACKEND',
      'network.mode',
      'A script cannot make a bridge: the addresses of the uplink are known on the board alone.',
      "Let the tool do it (`unit --node`, `up`), or the board's own program (`net plan --format networkd` or networkmanager).",
    ),
  ];
  tellIssues(issues, terminal);
  return refuse(issues, options, terminal);
}
