import { GadgetError, issue } from '../errors.js';
import { functionDrivers } from '../functions/drivers.js';
import type { ChangeOwner, MakeFolder, Operation } from '../plan/operation.js';
import type { System } from '../system/system.js';
import { fromHex } from '../usb/bytes.js';
import type { ProgressState } from './progress.js';
import { codeOf } from './system-errors.js';

/** Where operations are carried out. */
export interface Site {
  /** The machine. */
  readonly system: System;
  /** The folder that holds all gadgets. */
  readonly folder: string;
  /** The numbers of the users that were asked for. */
  readonly userIds: Map<string, number | undefined>;
}

const functionName = /^[^/]+\/functions\/([^/.]+)\.[^/]*$/;
const withinFunction = /^[^/]+\/functions\/[^/]+\/./;

/**
 * Refusals that mean that there is nothing to do: the attribute is optional and not there, the gadget is not bound, or the folder comes
 * with a function of which no table knows that, so that it is there already and goes by itself (fs/configfs/dir.c: EPERM).
 */
function isPassedOver(operation: Operation, code: string): boolean {
  switch (operation.op) {
    case 'write':
      return operation.optional === true && (code === 'ENOENT' || code === 'EACCES');
    case 'unbind':
      return code === 'ENODEV';
    case 'mkdir':
      return code === 'EEXIST' && withinFunction.test(operation.path);
    case 'rmdir':
      return code === 'EPERM' && withinFunction.test(operation.path);
    default:
      return false;
  }
}

/** A kernel that may not call modprobe by itself knows a function only after its module has been loaded. */
async function makeFolder({ system, folder }: Site, { path }: MakeFolder): Promise<void> {
  try {
    await system.mkdir(`${folder}/${path}`);
  } catch (error) {
    const driver = functionName.exec(path)?.[1];
    if (driver === undefined || codeOf(error) !== 'ENOENT') throw error;
    const module = functionDrivers.get(driver)?.module ?? `usb_f_${driver}`;
    await system.loadModule(module).catch(() => Promise.reject(error as Error));
    await system.mkdir(`${folder}/${path}`);
  }
}

/** That there is no such user. */
export function ownerMissing(user: string, path: string): GadgetError {
  return new GadgetError([
    issue(
      'OWNER_MISSING',
      path,
      `There is no user "${user}" on this machine.`,
      `Make it with useradd --system ${user}, or name another.`,
    ),
  ]);
}

async function changeOwner(
  { system, folder, userIds }: Site,
  { path, owner, optional }: ChangeOwner,
): Promise<ProgressState> {
  if (!userIds.has(owner)) userIds.set(owner, await system.userId(owner));
  const id = userIds.get(owner);
  if (id === undefined && !optional) throw ownerMissing(owner, path);
  if (id === undefined) return 'passed over';
  await system.chown(`${folder}/${path}`, id);
  return 'done';
}

async function perform(site: Site, operation: Operation, controller: string): Promise<ProgressState> {
  const { system, folder } = site;
  switch (operation.op) {
    case 'mkdir':
      await makeFolder(site, operation);
      break;
    case 'write':
      await system.write(
        `${folder}/${operation.path}`,
        'hex' in operation ? fromHex(operation.hex) : operation.text,
      );
      break;
    case 'symlink':
      await system.symlink(`${folder}/${operation.target}`, `${folder}/${operation.path}`);
      break;
    case 'unlink':
      await system.unlink(`${folder}/${operation.path}`);
      break;
    case 'rmdir':
      await system.rmdir(`${folder}/${operation.path}`);
      break;
    case 'chown':
      return changeOwner(site, operation);
    case 'load':
      await system.loadModule(operation.module);
      break;
    case 'bind':
      await system.bind(`${folder}/${operation.path}`, operation.udc || controller);
      break;
    case 'unbind':
      await system.bind(`${folder}/${operation.path}`, '\n');
  }
  return 'done';
}

/**
 * Carries out one operation.
 *
 * @param controller - what to bind to where the operation does not name one.
 */
export async function runOperation(
  site: Site,
  operation: Operation,
  controller: string,
): Promise<ProgressState> {
  try {
    return await perform(site, operation, controller);
  } catch (error) {
    if (isPassedOver(operation, codeOf(error))) return 'passed over';
    throw error;
  }
}
