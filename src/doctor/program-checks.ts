import { findProgram } from '../live/machine/find-program.js';
import { programMissing } from '../live/networks/network-programs.js';
import { unless } from '../live/machine/system-errors.js';
import type { System } from '../system/system.js';
import { fault, good, note, type Found } from './finding.js';
import type { Patient } from './patient.js';

/** What a network by default needs: rules, an interface, leases. */
const usual = ['nft', 'ip', 'dnsmasq'];

async function found(system: System, program: string, isNeeded: boolean): Promise<Found> {
  const path = await findProgram(system, program);
  if (path !== undefined) return good(`${program} is ${path}.`);
  const { message, hint } = programMissing(program);
  return isNeeded ? fault(message, hint) : note(message, hint);
}

/** The programs of a network. */
export async function programsCheck({ system, definition, networks = [] }: Patient): Promise<Found[]> {
  if (definition && !networks.length) return [];
  const firewalls = networks.flatMap(({ firewall }) =>
    firewall === 'iptables' ? ['iptables-restore', 'ip6tables-restore'] : ['nft'],
  );
  const clients = networks.flatMap((each) => (each.mode === 'client' && each.client ? [each.client] : []));
  const isServed = networks.some(({ mode }) => mode !== 'client' && mode !== 'bridge');
  const programs = networks.length
    ? [...firewalls, 'ip', ...(isServed ? ['dnsmasq'] : []), ...clients]
    : usual;
  const results: Found[] = [];
  for (const program of new Set(programs)) results.push(await found(system, program, networks.length > 0));
  return results;
}

/** Whether whoever asks may make gadgets. */
export async function permissionCheck({ system }: Patient): Promise<Found[]> {
  const answer = await unless(['ENOENT', 'EACCES', 'EROFS'], system.run('id', ['-u']));
  if (!answer) return [];
  return answer.stdout.trim() === '0'
    ? [good('You are root.')]
    : [note('You are not root.', 'To make or change a gadget: sudo.')];
}
