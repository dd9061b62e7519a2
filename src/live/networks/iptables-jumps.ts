import type { FirewallJump } from '../../network/network-place.js';
import type { System } from '../../system/system.js';
import { unless } from '../machine/system-errors.js';

const families = [
  ['ipv4', 'iptables-save'],
  ['ipv6', 'ip6tables-save'],
] as const;

/**
 * Ways from chains of the kernel's into chains of ours for an interface, as they are: somebody may have taken away some of those
 * that were made, and what is there cannot be made again without being there twice.
 *
 * @param folder - where the programs are, with a slash at its end; empty for those of the path.
 */
export async function jumpsHere(system: System, name: string, folder = ''): Promise<FirewallJump[]> {
  const found: FirewallJump[] = [];
  for (const [family, program] of families) {
    const result = await unless(['ENOENT'], system.run(`${folder}${program}`, []));
    let table = '';
    for (const line of result?.status === 0 ? result.stdout.split('\n') : []) {
      if (line.startsWith('*')) table = line.slice(1);
      const [, rule, chain] = /^-A ([A-Z]+ .*-j (usbg-\w+-\S+))$/.exec(line) ?? [];
      if (rule !== undefined && chain!.replace(/^usbg-\w+-/, '') === name)
        found.push({ family, table, rule, chain: chain! });
    }
  }
  return found;
}
