import { errnoNumbers, type Errno } from '../../attributes/errno.js';
import { kernelVersion } from '../../attributes/kernel-version.js';
import { parentPath, type Tree } from '../../configfs/tree.js';
import type { GadgetDefinition } from '../../gadget/definition.js';
import type { System } from '../../system/system.js';
import type { Cause } from './cause.js';
import { busyIssue } from '../controllers/choose-controller.js';
import { controllerNames, holderOf } from '../controllers/controllers.js';
import { isFunctionFsReady } from '../machine/function-fs-ready.js';
import { endpointCause } from './endpoint-cause.js';
import { gadgetsFolder, type ConfigfsOptions } from '../machine/locations.js';
import { readTree } from '../gadgets/read-tree.js';
import { unless } from '../machine/system-errors.js';

/** A refused write to `UDC`, and where to look for its cause. */
interface BindRefusal {
  /** The machine. */
  readonly system: System;
  /** Where to look for gadgets. */
  readonly options: ConfigfsOptions;
  /** The gadget. */
  readonly gadget: string;
  /** The controller. */
  readonly controller: string;
  /** What the kernel answered. Since 5.19 it is EBUSY whatever the cause. */
  readonly code: string;
  /** What the gadget was made from, if that is known. */
  readonly definition: GadgetDefinition | undefined;
}

interface Scene extends BindRefusal {
  readonly tree: Tree;
}

type Look = (scene: Scene) => Cause | undefined | Promise<Cause | undefined>;

const paths = ({ entries }: Tree, pattern: RegExp): string[] =>
  [...entries.keys()].filter((path) => pattern.test(path));

const linkedFunctions = ({ entries }: Tree): string[] =>
  [...entries].flatMap(([path, entry]) =>
    entry.type === 'link' && path.includes('/configs/') ? [entry.target] : [],
  );

/** What the number means that a refused bind gives, or the kernel log (drivers/usb/gadget/composite.c, epautoconf.c and function/). */
export const bindErrors: Readonly<Record<string, string>> = {
  ENODEV:
    'a function found no endpoint that fits, or too many interfaces are in a configuration, or a program has not made its function ready',
  ENOTSUPP: 'mass storage, FunctionFS or tcm found no endpoint that fits',
  EINVAL:
    'a function found no endpoint, needs alternate settings that the controller lacks, or has values that do not go together',
  ENOMEM: "the controller's FIFOs or the memory are used up",
  EAGAIN: 'a function waits for something that is not there yet',
  EIO: 'the controller does not answer',
  EOPNOTSUPP: 'the controller cannot do what a function needs',
  ESHUTDOWN: 'the controller is switched off',
};

const errnoName = (number: number): string =>
  Object.keys(errnoNumbers).find((name) => errnoNumbers[name as Errno] === number) ?? String(number);

const bindErrorCause = (name: string, words: string): Cause => ({
  cause: `${words}: ${bindErrors[name] ?? 'a function refuses to start'}.`,
  cure: 'Turn functions off until it binds; usb-gadget endpoints FILE shows who uses what. The kernel log may name the function: dmesg | tail.',
});

/** The true error number, which the write to `UDC` hides since 5.19 (drivers/usb/gadget/udc/core.c, gadget_bind_driver). */
async function kernelLogCause({ system, gadget }: Scene): Promise<Cause | undefined> {
  const { stdout } = (await unless(['ENOENT', 'EACCES', 'EPERM'], system.run('dmesg', []))) ?? { stdout: '' };
  const said = stdout.split('\n').findLast((line) => line.includes(`failed to start ${gadget}: `));
  const number = /: -(\d+)$/.exec(said?.trim() ?? '')?.[1];
  if (number === undefined) return undefined;
  const name = errnoName(Number(number));
  return bindErrorCause(name, `A function cannot start, the kernel log says ${name} (${number})`);
}

/** Where a refused bind can come from, the surest and cheapest first. */
const looks: readonly Look[] = [
  async ({ system, controller }) => {
    const names = await controllerNames(system);
    if (names.includes(controller)) return undefined;
    return {
      cause: `There is no controller "${controller}" any more.`,
      cure: names.length ? `This machine has ${names.join(', ')}.` : 'See that its driver is loaded.',
    };
  },
  ({ tree: { udc } }) =>
    udc
      ? {
          cause: `The gadget is bound to "${udc}" already.`,
          cure: 'See that no other tool works on this gadget.',
        }
      : undefined,
  async ({ system, controller, gadget, options }) => {
    const holder = await holderOf(system, controller);
    if (!holder || holder === gadget) return undefined;
    const { message, hint } = await busyIssue(system, controller, holder, options);
    return { cause: message, cure: hint };
  },
  ({ tree }) =>
    paths(tree, /^[^/]+\/configs\/[^/]+$/).length
      ? undefined
      : { cause: 'The gadget has no configuration.', cure: 'Give it one with a function in it.' },
  ({ tree }) => {
    const holders = new Set(
      [...tree.entries].flatMap(([path, { type }]) => (type === 'link' ? [parentPath(path)] : [])),
    );
    const empty = paths(tree, /^[^/]+\/configs\/[^/]+$/).find((path) => !holders.has(path));
    return empty === undefined
      ? undefined
      : {
          cause: `The configuration ${empty} has no function.`,
          cure: 'Link a function into it, or leave it out.',
        };
  },
  async ({ system, tree, options }) => {
    for (const path of linkedFunctions(tree)) {
      if (!path.includes('/functions/ffs.')) continue;
      const point = tree.mounts?.get(path)?.point ?? '';
      if ((await isFunctionFsReady(system, `${gadgetsFolder(options)}/${path}`, point)) === false)
        return {
          cause: `No program has written the descriptors of ${path}.`,
          cure: 'Start its program, and bind when it is ready.',
        };
    }
    return undefined;
  },
  async ({ system, definition, controller }) =>
    definition && endpointCause(definition, controller, await system.kernelRelease()),
  kernelLogCause,
  // Before 5.19 the write itself gives the error of the function.
  async ({ system, code }) =>
    kernelVersion(await system.kernelRelease()) < kernelVersion('5.19.0') && code in bindErrors
      ? bindErrorCause(code, 'A function cannot start')
      : undefined,
];

/** Finds out which of the causes a refused bind has, by looking. */
export async function bindCause(refusal: BindRefusal): Promise<Cause> {
  const { system, gadget, options } = refusal;
  const tree = await readTree(system, gadget, options);
  for (const look of looks) {
    const found = await look({ ...refusal, tree });
    if (found) return found;
  }
  return {
    cause: 'A function refuses to start, and the kernel log cannot be read or does not tell why.',
    cure: 'Read the kernel log as root: dmesg | tail. Turn functions off until it binds.',
  };
}
