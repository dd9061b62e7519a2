import { kernelVersion, newestKernel } from '../attributes/kernel-version.js';
import { GadgetError, type Issue } from '../errors.js';
import { driverOf } from '../functions/drivers.js';
import type { ControllerProfile } from '../udc/profile.js';
import { definitionOf, type GadgetSource } from './gadget-source.js';
import { endpoints } from './rules/endpoints.js';
import { hosts } from './rules/hosts.js';
import { instancePools } from './rules/instances.js';
import { kernelSupport } from './rules/kernel.js';
import { knownKernel } from './rules/known-kernels.js';
import { languages } from './rules/languages.js';
import {
  configurationsFilled,
  functionsBoundOnce,
  linkedFunctions,
  linkNames,
  unlinkedFunctions,
} from './rules/links.js';
import { macAddresses } from './rules/mac-addresses.js';
import { media } from './rules/media.js';
import { configurationNames, functionNames, mountPoints } from './rules/names.js';
import { compatibleIds, osDescriptors } from './rules/os-descriptors.js';
import { power } from './rules/power.js';
import { webUsb } from './rules/web-usb.js';
import { validParts, type GadgetRule } from './valid-parts.js';

/** Where a gadget is to work. */
export interface ValidationOptions {
  /** The kernel, as in `6.1` or `6.12.107`. Default: the newest known. */
  readonly kernel?: string;
  /** The controller; its endpoints are judged too. Default: none, and endpoints are not judged. */
  readonly controller?: ControllerProfile;
}

/** The rules of each function's own driver. */
const driverRules: GadgetRule = ({ functions }, issues) => {
  functions.forEach((each, index) => {
    if (each) driverOf(each).check?.(each, `functions[${index}]`, issues);
  });
};

/** All rules, in the order in which their issues are told. */
const rules: readonly GadgetRule[] = [
  driverRules,
  functionNames,
  mountPoints,
  instancePools,
  configurationsFilled,
  configurationNames,
  linkedFunctions,
  linkNames,
  functionsBoundOnce,
  unlinkedFunctions,
  languages,
  macAddresses,
  media,
  osDescriptors,
  compatibleIds,
  power,
  knownKernel,
  kernelSupport,
  webUsb,
  hosts,
  endpoints,
];

/**
 * Everything that is wrong with a gadget, or worth knowing, at once and before anything is touched. Never throws for a
 * gadget, whatever it is; parts with faults of their own are left out of the rules that look across parts.
 *
 * @throws RangeError if the kernel's version is malformed.
 *
 * @example
 * ```ts
 * for (const each of validate(gadget, { kernel: '6.1' })) console.log(formatIssue(each));
 * ```
 */
export function validate(gadget: GadgetSource, options: ValidationOptions = {}): Issue[] {
  const { kernel = newestKernel, controller } = options;
  const issues: Issue[] = [];
  const parts = validParts(definitionOf(gadget), issues);
  const circumstances = { kernel: kernelVersion(kernel), controller };
  for (const rule of rules) rule(parts, issues, circumstances);
  return issues;
}

/**
 * Throws if a gadget has errors.
 *
 * @throws GadgetError with every error, not only the first.
 */
export function assertValid(gadget: GadgetSource, options: ValidationOptions = {}): void {
  const errors = validate(gadget, options).filter(({ severity }) => severity === 'error');
  if (errors.length) throw new GadgetError(errors);
}
