import { issue, type Issue } from '../../errors.js';
import type { NetworkPlan } from '../../network/network-plan.js';
import type { System } from '../../system/system.js';
import { findProgram } from '../machine/find-program.js';

/** The package of Debian that has a program. */
const packages: Readonly<Record<string, string>> = {
  nft: 'nftables',
  ip: 'iproute2',
  dnsmasq: 'dnsmasq-base',
  'iptables-restore': 'iptables',
  'ip6tables-restore': 'iptables',
  dhcpcd: 'dhcpcd-base',
  udhcpc: 'udhcpc',
  nmcli: 'network-manager',
};

/** The programs that networks may need. */
export const networkPrograms: readonly string[] = Object.keys(packages);

/** That a program is not there, and what brings it. */
export function programMissing(program: string): Issue {
  const brings = packages[program];
  return issue(
    'PROGRAM_MISSING',
    'network',
    `There is no program "${program}" on this machine.`,
    brings ? `On Debian, "apt install ${brings}" brings it.` : 'Install it, or name another.',
  );
}

/** Programs of a plan that are not there. */
export async function programIssues(system: System, { steps }: NetworkPlan): Promise<Issue[]> {
  const names = steps.flatMap(({ action }) => (action.op === 'run' && !action.lenient ? [action.words] : []));
  // What systemd-run is to start is behind its own options.
  const programs = new Set(
    names.map(([name = '', ...rest]) =>
      name === 'systemd-run' ? (rest.find((word) => !word.startsWith('-')) ?? name) : name,
    ),
  );
  const issues: Issue[] = [];
  for (const program of programs)
    if (!(await findProgram(system, program))) issues.push(programMissing(program));
  return issues;
}
