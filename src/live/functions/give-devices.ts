import { GadgetError, issue, type Issue } from '../../errors.js';
import type { Tree } from '../../configfs/tree.js';
import type { Owner } from '../../gadget/definition.js';
import type { System } from '../../system/system.js';
import { functionDevices } from './function-devices.js';
import { treeOf } from '../gadgets/gadgets.js';
import type { ConfigfsOptions } from '../machine/locations.js';
import { ownerMissing } from '../apply/run-operation.js';
import type { SavedState } from '../state/saved-state.js';
import { codeOf, issuesOfWork, unless } from '../machine/system-errors.js';

/**
 * Gives the device nodes of a live gadget's functions to a user, so that a service without root can use them: `/dev/hidg0`, `/dev/ttyGS0`,
 * `/dev/g_printer0`, `/dev/video0`. A node of which it is not certain whose it is stays with root. Most nodes are made anew at each bind; `up`, `changeLinks`
 * and `resetGadget` do this by themselves for the owner that a definition names.
 *
 * @returns the nodes.
 * @throws {@link GadgetError} with GADGET_MISSING, OWNER_MISSING or OPERATION_FAILED.
 */
export async function giveDevices(
  system: System,
  gadget: string,
  { user, optional = false }: Owner,
  options: ConfigfsOptions = {},
): Promise<string[]> {
  const tree = await treeOf(system, gadget, options);
  const id = await system.userId(user);
  if (id === undefined && !optional) throw ownerMissing(user, gadget);
  if (id === undefined) return [];
  const given: string[] = [];
  for (const { names } of (await functionDevices(system, tree)).values()) {
    const [node = ''] = names;
    if (names.length !== 1 || !/^\/dev\/[^/]+$/.test(node)) continue;
    try {
      await unless(['ENOENT'], system.chown(node, id));
    } catch (error) {
      const message = `${node} cannot be given to ${user}: ${codeOf(error)}.`;
      throw new GadgetError([issue('OPERATION_FAILED', node, message, 'Run as root.')], { cause: error });
    }
    given.push(node);
  }
  return given;
}

/** Gives the nodes of a gadget that was put back to its owner again: if it was bound again, they are new, and root's. */
export async function giveDevicesBack(
  { gadget, udc }: Tree,
  saved: SavedState | undefined,
  system: System,
  options: ConfigfsOptions,
): Promise<readonly Issue[]> {
  const { owner } = saved?.definition ?? {};
  return owner && udc ? issuesOfWork(giveDevices(system, gadget, owner, options)) : [];
}
