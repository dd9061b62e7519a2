import type { Errno } from '../attributes/errno.js';
import { errnoNumbers } from '../attributes/errno.js';
import type { KernelVersion } from '../attributes/kernel-version.js';
import { functionDrivers } from '../functions/drivers.js';
import type { AnyFunctionDefinition, FolderContents, FunctionDriver } from '../functions/function-driver.js';
import { functionNamed } from '../functions/function-name.js';
import { raw } from '../functions/raw.js';
import { setAt } from '../options/set-at.js';
import { allocateEndpoints, type FunctionRequests } from '../udc/allocate.js';
import { interfaceLimit } from '../udc/interface-limit.js';
import type { ControllerProfile } from '../udc/profile.js';
import { cameraBindErrno } from './simulated-camera.js';
import type { SimulatedFolder } from './simulated-folder.js';

/** What a driver sees of a folder: what its attributes hold, and those of the folders that come with it, as a definition has it. */
function contentsOf(folder: SimulatedFolder): FolderContents {
  const values: Record<string, unknown> = {};
  readInto(values, folder);
  const folders = new Map<string, FolderContents>();
  for (const [name, entry] of folder.entries)
    if (entry.type === 'folder') folders.set(name, contentsOf(entry));
  return { values, folders };
}

/** Puts what the attributes of a folder hold where a definition has it. */
function readInto(definition: Record<string, unknown>, folder: SimulatedFolder): void {
  for (const entry of folder.entries.values())
    if (entry.type === 'file' && typeof entry.attribute.from === 'string')
      setAt(definition, entry.attribute.from, entry.attribute.codec.read(entry.text));
    else if (entry.type === 'folder' && entry.isDefault) readInto(definition, entry);
}

/** The facts of the driver of a function's folder, and a definition of what its attributes hold. */
export function driverOfFolder(folder: SimulatedFolder): readonly [FunctionDriver, never] {
  const named = functionNamed(folder.name);
  const facts = functionDrivers()[named.driver] ?? raw();
  const { values, folders } = contentsOf(folder);
  const definition: AnyFunctionDefinition & { readonly contents: readonly [] } = {
    ...named,
    contents: [],
    ...values,
    ...facts.gather?.(folders),
    ...(facts.servedByProgram && { interfaces: folder.served ?? [] }),
  };
  return [facts, definition as never];
}

function requestsOf(folder: SimulatedFolder, kernel: KernelVersion): FunctionRequests {
  const [driver, definition] = driverOfFolder(folder);
  return {
    name: folder.name,
    interfaces: driver.interfaces(definition, kernel),
    endpoints: driver.endpoints(definition, kernel),
    bindErrno: errnoNumbers[driver.bindErrno],
    ...(driver.alternateSettings && { alternateSettings: true }),
  };
}

/** How a bind ends: how far the functions got, and why it failed, if it did. */
export interface BindOutcome {
  /** The functions whose drivers were asked to bind, in order. */
  readonly reached: readonly SimulatedFolder[];
  /** The first interface of each that got its interfaces. */
  readonly interfaces: ReadonlyMap<SimulatedFolder, number>;
  /** What the kernel's bind gives; absent if it succeeds. */
  readonly errno?: Errno;
}

/** What configfs_composite_bind does with endpoints and interfaces (drivers/usb/gadget/configfs.c). */
export function bindFunctions(
  gadget: SimulatedFolder,
  profile: ControllerProfile,
  kernel: KernelVersion,
): BindOutcome {
  const configurations = (gadget.child('configs')?.made ?? []).map((each) => each.targets);
  if (!configurations.length || configurations.some((functions) => !functions.length))
    return { reached: [], interfaces: new Map(), errno: 'EINVAL' };
  const languages = gadget.child('strings')?.made ?? [];
  // "languages must contain the same number of strings"
  if (new Set(languages.map(({ made }) => made.length)).size > 1)
    return { reached: [], interfaces: new Map(), errno: 'EINVAL' };
  const reached: SimulatedFolder[] = [];
  const interfaces = new Map<SimulatedFolder, number>();
  for (const functions of configurations) {
    const requests = functions.map((each) => requestsOf(each, kernel));
    const failure = firstFailure(functions, requests, reached, profile, kernel);
    reached.push(...functions.slice(0, failure && failure.index + 1));
    let first = 0;
    for (const [index, each] of functions.slice(0, failure?.numbered).entries()) {
      interfaces.set(each, first);
      first += requests[index]!.interfaces;
    }
    if (failure) return { reached, interfaces, errno: failure.errno };
  }
  return { reached, interfaces };
}

/** That a function of a configuration does not bind. */
interface BindFailure {
  readonly index: number;
  readonly errno: Errno;
  /** How many functions have got their interfaces. */
  readonly numbered: number;
}

/** The first function of a configuration that does not bind. `before` are those of earlier configurations. */
function firstFailure(
  functions: readonly SimulatedFolder[],
  requests: readonly FunctionRequests[],
  before: readonly SimulatedFolder[],
  profile: ControllerProfile,
  kernel: KernelVersion,
): BindFailure | undefined {
  const { refusal } = allocateEndpoints(profile, requests, interfaceLimit(kernel));
  for (const [index, each] of functions.slice(0, refusal && refusal.index + 1).entries()) {
    const [driver, definition] = driverOfFolder(each);
    const { bindErrno, secondConfiguration, servedByProgram } = driver;
    if (servedByProgram && !each.served) return { index, errno: 'ENODEV', numbered: index };
    const errno = driver.bindRefusal?.(definition, kernel);
    if (errno) return { index, errno, numbered: index };
    if (index === refusal?.index)
      return {
        index,
        numbered: index,
        errno: { interface: 'ENODEV', alternateSettings: 'EINVAL', endpoint: bindErrno }[
          refusal.lacks
        ] as Errno,
      };
    const missing = cameraBindErrno(each, profile, kernel);
    if (missing) return { index, errno: missing, numbered: index + 1 };
    if (secondConfiguration && before.includes(each))
      return { index, errno: secondConfiguration, numbered: index };
  }
  return undefined;
}

/** Whether a function keeps the gadget off the bus until a program opens its device. */
export const isHeldOffBus = (folder: SimulatedFolder): boolean =>
  driverOfFolder(folder)[0].heldOffBus === true;
