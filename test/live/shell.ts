import type { System } from 'usb-gadget/live';
import { fromHex } from '../../src/usb/bytes.js';

const folder = '/sys/kernel/config/usb_gadget';

/** Does what a shell script does, line for line, as `echo` writes: with a line feed. */
export async function shell(system: System, script: string): Promise<void> {
  for (const line of script.trim().split('\n')) {
    const [verb, path = '', ...rest] = line.trim().split(' ');
    const at = `${folder}/${path}`;
    if (verb === 'mkdir') await system.mkdir(at);
    else if (verb === 'write') await system.write(at, `${rest.join(' ')}\n`);
    else if (verb === 'hex') await system.write(at, fromHex(rest.join('')));
    else if (verb === 'symlink') await system.symlink(at, `${folder}/${rest.join('')}`);
    else throw new Error(`no line of a script: ${line}`);
  }
}
