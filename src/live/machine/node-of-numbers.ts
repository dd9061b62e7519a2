import type { System } from '../../system/system.js';
import { textOf } from './text-file.js';

/** The node of a device by its numbers, `major:minor`, as the kernel itself names it (Documentation/ABI/stable/sysfs-dev); undefined if it is not there. */
export async function nodeOfNumbers(
  system: System,
  kind: 'char' | 'block',
  numbers: string,
): Promise<string | undefined> {
  if (!/^\d+:\d+$/.test(numbers)) return undefined;
  const name = /^DEVNAME=(.+)$/m.exec(await textOf(system, `/sys/dev/${kind}/${numbers}/uevent`))?.[1];
  return name === undefined ? undefined : `/dev/${name}`;
}
