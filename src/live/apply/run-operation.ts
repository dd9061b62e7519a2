import { GadgetError, issue } from '../../errors.js';
import { rawDrivers } from '../../functions/drivers.js';
import type {
  ChangeOwner,
  MakeFolder,
  MountFunction,
  Operation,
  UnmountFunction,
  WaitForProgram,
} from '../../plan/operation.js';
import { functionFsSource } from '../../plan/shell-commands.js';
import type { System } from '../../system/system.js';
import { fromHex } from '../../usb/bytes.js';
import { removeFolder, whileBusy } from './busy.js';
import { isFunctionFsReady } from '../machine/function-fs-ready.js';
import { functionFsMounts, type MountedHere } from '../machine/mount-table.js';
import type { ProgressState } from './progress.js';
import { codeOf, unless } from '../machine/system-errors.js';

/** Where operations are carried out. */
export interface Site {
  /** The machine. */
  readonly system: System;
  /** The folder that holds all gadgets. */
  readonly folder: string;
  /** The numbers of the users that were asked for. */
  readonly userIds: Map<string, number | undefined>;
}

const functionItself = /^[^/]+\/functions\/([^/.]+)\.[^/]*$/;
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
function makeFolder({ system, folder }: Site, { path }: MakeFolder): Promise<void> {
  return system.mkdir(`${folder}/${path}`).catch(async (error: unknown) => {
    const driver = functionItself.exec(path)?.[1];
    if (driver === undefined || codeOf(error) !== 'ENOENT') throw error;
    const module = rawDrivers()[driver]?.module ?? `usb_f_${driver}`;
    await system.loadModule(module).catch(() => Promise.reject(error as Error));
    await system.mkdir(`${folder}/${path}`);
  });
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

/** Mounts what a program serves, in a folder that is made for it. */
async function mount({ system }: Site, { path, point, options }: MountFunction): Promise<void> {
  const segments = point.split('/').slice(1);
  const made: string[] = [];
  for (let count = 1; count <= segments.length; count++) {
    const folder = `/${segments.slice(0, count).join('/')}`;
    if (await unless(['ENOENT'], system.stat(folder))) continue;
    await system.mkdir(folder);
    made.unshift(folder);
  }
  try {
    await system.mount('functionfs', functionFsSource(path), point, options);
  } catch (error) {
    for (const folder of made) await system.rmdir(folder).catch(() => undefined);
    throw error;
  }
}

/** Unmounts it wherever it is. Folders in /dev and /run are gone with the next boot anyway; others may be the user's. */
async function unmount({ system }: Site, { path, point }: UnmountFunction): Promise<void> {
  const isMeant = ({ source }: MountedHere): boolean => source === functionFsSource(path);
  const found = (await functionFsMounts(system)).filter(isMeant).reverse();
  for (const each of found.length ? found : [{ point }])
    await whileBusy(system, () => system.unmount(each.point));
  if (/^\/(dev|run)\//.test(point)) await system.rmdir(point).catch(() => undefined);
}

/** Where nothing tells, the bind shows. */
async function isReady({ system, folder }: Site, { path, point }: WaitForProgram): Promise<boolean> {
  return (await isFunctionFsReady(system, `${folder}/${path}`, point)) ?? point === '';
}

/** Begins an operation; it is the system that gives the promise, since a plan has many operations and each of them is quick. */
function begin(
  site: Site,
  operation: Operation,
  controller: string,
  signal?: AbortSignal,
): Promise<ProgressState> | Promise<void> {
  const { system, folder } = site;
  if (operation.op === 'load') return system.loadModule(operation.module);
  const path = `${folder}/${operation.path}`;
  switch (operation.op) {
    case 'mkdir':
      return makeFolder(site, operation);
    case 'write':
      return system.write(path, 'hex' in operation ? fromHex(operation.hex) : operation.text);
    case 'symlink':
      return system.symlink(`${folder}/${operation.target}`, path);
    case 'unlink':
      return system.unlink(path);
    case 'rmdir':
      return removeFolder(system, folder, operation);
    case 'chown':
      return changeOwner(site, operation);
    case 'mount':
      return mount(site, operation);
    case 'umount':
      return unmount(site, operation);
    case 'wait':
      return system.waitUntil(
        async () => signal?.aborted || isReady(site, operation),
        operation.seconds * 1000,
      );
    case 'bind':
      return system.bind(path, operation.udc || controller);
    case 'unbind':
      return system.bind(path, '\n');
  }
}

/**
 * Carries out one operation.
 *
 * @param controller - what to bind to where the operation does not name one.
 * @param signal - ends the waiting for a program, which may be long.
 */
export async function runOperation(
  site: Site,
  operation: Operation,
  controller: string,
  signal?: AbortSignal,
): Promise<ProgressState> {
  try {
    return (await begin(site, operation, controller, signal)) ?? 'done';
  } catch (error) {
    if (isPassedOver(operation, codeOf(error))) return 'passed over';
    throw error;
  }
}
