import { readdirSync } from 'node:fs';
import { release } from 'node:os';
import { newestKernel } from '../attributes/kernel-version.js';
import { GadgetError, issue, type Issue } from '../errors.js';
import type { GadgetDefinition } from '../gadget/definition.js';
import { didYouMean } from '../options/did-you-mean.js';
import { controllerProfiles, defaultControllerProfile } from '../udc/controllers.js';
import { controllersFolder, findControllerProfile } from '../udc/find-controller.js';
import type { ControllerProfile } from '../udc/profile.js';
import { checkedKernel } from './checked-kernel.js';
import type { Options } from './options.js';
import { isFile } from './read-input.js';
import { readProfile } from './read-profile.js';

/** What a gadget is judged for. */
export interface Target {
  /** The kernel, as in `6.12`. */
  readonly kernel: string;
  /** What is known, or guessed, of the controller. */
  readonly controller: ControllerProfile;
  /** Whether the controller is known: it may also be a guess, or the default. */
  readonly isKnown: boolean;
  /** The controller's name on its machine, if one was named. */
  readonly udc?: string;
  /** What is to be said about the choice. */
  readonly issues: readonly Issue[];
}

function controllersHere(): string[] {
  try {
    return readdirSync(controllersFolder).sort();
  } catch {
    return [];
  }
}

function unknownController(name: string): GadgetError {
  const names = controllerProfiles.map((each) => each.name);
  const question = didYouMean(name, names, '');
  return new GadgetError([
    issue(
      'CONTROLLER_MISSING',
      '',
      `No controller "${name}" is known, and this machine has none of that name.`,
      `${question && `${question} `}\`usb-gadget udcs\` lists those that are known; a FILE may describe another.`,
    ),
  ]);
}

function guess(name: string, controller: ControllerProfile): Issue {
  return issue(
    'CONTROLLER_UNKNOWN',
    'udc',
    `The controller "${name}" is not known, so its endpoints are guessed to be those of ${controller.title ?? controller.name}.`,
    'Describe it in a file, and give that with --udc FILE; `usb-gadget udcs dwc2-bcm2835` prints one to begin with.',
  );
}

/** The controller that the options name, if it is one to judge by. */
export function namedController({ udc }: Options): ControllerProfile | undefined {
  if (udc === undefined) return undefined;
  const controller = isFile(udc) ? readProfile(udc) : findControllerProfile(udc);
  if (!controller && !controllersHere().includes(udc)) throw unknownController(udc);
  return controller;
}

/** The machine's controller: the only one that it has, or any where that is no matter. */
function ownController(names: readonly string[], binds: boolean): string | undefined {
  if (binds && names.length > 1)
    throw new GadgetError([
      issue(
        'CONTROLLER_AMBIGUOUS',
        '',
        `There are ${names.length} controllers: ${names.join(', ')}.`,
        'Name one with --udc.',
      ),
    ]);
  return names[0];
}

/** The kernel that is told of, else that of a machine with a controller. */
function kernelOf({ kernel, simulate }: Options, hasController: boolean): string {
  if (kernel !== undefined) return checkedKernel(kernel);
  if (typeof simulate === 'string') return checkedKernel(simulate);
  return hasController && simulate === undefined ? release() : newestKernel;
}

/** Profiles have names too; those of controllers on machines are others. */
export const isProfile = (name: string): boolean =>
  isFile(name) || findControllerProfile(name)?.name === name;

/**
 * What a gadget is to be judged for: what the options say, else what the definition says, else this machine if it has a
 * controller, else the Raspberry Pi with the newest kernel that is known.
 *
 * @param binds - whether it is a matter which controller it is.
 */
export function targetFor(
  options: Options,
  named: ControllerProfile | undefined,
  definition: GadgetDefinition | undefined,
  binds: boolean,
): Target {
  const here = options.simulate === undefined ? controllersHere() : [];
  const kernel = kernelOf(options, here.length > 0);
  const name = options.udc ?? definition?.udc ?? ownController(here, binds);
  if (name === undefined)
    return {
      kernel,
      controller: defaultControllerProfile,
      isKnown: options.simulate !== undefined,
      issues: [],
    };
  const known = named ?? findControllerProfile(name);
  return {
    kernel,
    controller: known ?? defaultControllerProfile,
    isKnown: known !== undefined,
    ...(!isProfile(name) && { udc: name }),
    issues: known ? [] : [guess(name, defaultControllerProfile)],
  };
}
