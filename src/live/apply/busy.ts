import { functionDrivers } from '../../functions/drivers.js';
import type { Operation, RemoveFolder } from '../../plan/operation.js';
import type { System } from '../../system/system.js';
import type { Cause } from './cause.js';
import { programsUsing } from '../machine/programs-using.js';
import { codeOf } from '../machine/system-errors.js';
import { textOf } from '../machine/text-file.js';

/** A program that was told to end takes a moment to close its files. */
const patienceMilliseconds = 3000;

/** Does what may be refused with EBUSY, again and again for a while. */
export async function whileBusy(system: System, attempt: () => Promise<void>): Promise<void> {
  let refusal: unknown;
  const succeeds = async (): Promise<boolean> => {
    try {
      await attempt();
      return true;
    } catch (error) {
      if (codeOf(error) !== 'EBUSY') throw error;
      refusal = error;
      return false;
    }
  };
  try {
    await system.waitUntil(succeeds, patienceMilliseconds);
  } catch (error) {
    throw codeOf(error) === 'ETIMEDOUT' ? refusal : error;
  }
}

/** The node of a serial function; undefined for any other folder. */
async function serialNode(system: System, folder: string, path: string): Promise<string | undefined> {
  const driver = /^[^/]+\/functions\/([^/.]+)\.[^/]*$/.exec(path)?.[1];
  const facts = driver === undefined ? undefined : functionDrivers()[driver]?.device;
  if (facts?.kind !== 'serial') return undefined;
  const number = (await textOf(system, `${folder}/${path}/${facts.attribute}`)).trim();
  return number && `/dev/${facts.prefix}${number}`;
}

/**
 * Removes a folder. The kernel removes a serial function only once its node is closed, and waits for that in a way that nothing ends
 * (drivers/usb/gadget/function/u_serial.c, gserial_free_port): so it is not asked before.
 */
export async function removeFolder(system: System, folder: string, { path }: RemoveFolder): Promise<void> {
  const node = await serialNode(system, folder, path);
  await whileBusy(system, async () => {
    if (node && (await programsUsing(system, [node])).length)
      throw Object.assign(new Error(`EBUSY: ${node} is open`), { code: 'EBUSY', path: node });
    await system.rmdir(`${folder}/${path}`);
  });
}

/** Which programs keep something from being removed; undefined if none is seen to. */
export async function busyCause(
  system: System,
  folder: string,
  operation: Operation,
): Promise<Cause | undefined> {
  const held =
    operation.op === 'umount'
      ? operation.point
      : operation.op === 'rmdir'
        ? await serialNode(system, folder, operation.path)
        : undefined;
  const programs = held ? await programsUsing(system, [held]) : [];
  return programs.length
    ? {
        cause: `${held} is in use by process ${programs.join(', ')}.`,
        cure: `End it first: kill ${programs.map((each) => each.split(' ')[0]).join(' ')}.`,
      }
    : undefined;
}
