import type { KernelVersion } from '../attributes/kernel-version.js';
import { issue, type Issue } from '../errors.js';
import type { FunctionDefinition } from '../functions/drivers.js';
import { toldFunctionName } from '../functions/function-name.js';
import { checkShape } from '../options/check.js';
import { isPlain, type Plain } from '../options/plain.js';
import type { ControllerProfile } from '../udc/profile.js';
import type { ConfigurationDefinition, GadgetDefinition } from './definition.js';
import { gadgetShape } from './shape.js';

/** The parts of a gadget that rules look at: what has a fault of its own is left out. */
export interface ValidParts {
  /** The keys of the gadget itself. */
  readonly definition: Partial<Omit<GadgetDefinition, 'functions' | 'configurations'>>;
  /** The functions at their places; undefined for one at fault. */
  readonly functions: readonly (FunctionDefinition | undefined)[];
  /** The names of the functions at their places, also of one at fault if it tells one. */
  readonly functionNames: readonly (string | undefined)[];
  /** The configurations at their places; undefined for one at fault. */
  readonly configurations: readonly (ConfigurationDefinition | undefined)[];
}

/** Where a gadget is to work. */
export interface Circumstances {
  /** The kernel. */
  readonly kernel: KernelVersion;
  /** The controller, if it is known. */
  readonly controller?: ControllerProfile | undefined;
}

/** A rule that looks across the parts of a gadget, and adds what it finds. */
export type GadgetRule = (gadget: ValidParts, issues: Issue[], circumstances: Circumstances) => void;

/** The part of a gadget that a path leads into: `functions[2]` for `functions[2].luns[0].file`. */
const partOf = (path: string): string => /^[^.[]*(\[\d+\])?/.exec(path)![0];

/** What a definition has, and options may leave out: defineGadget fills it in. */
const completed: Readonly<Record<string, readonly string[]>> = {
  functions: ['name'],
  configurations: ['name', 'number', 'functions'],
};

function checkComplete(gadget: Plain, issues: Issue[]): void {
  for (const list in completed)
    listIn(gadget, list).forEach((each, index) => {
      for (const key of completed[list]!) {
        if (!isPlain(each) || each[key] !== undefined) continue;
        const path = `${list}[${index}].${key}`;
        issues.push(
          issue('OPTION_REQUIRED', path, `"${path}" is missing.`, 'Complete the options with defineGadget.'),
        );
      }
    });
}

const listIn = (gadget: Plain, key: string): readonly unknown[] => {
  const value = gadget[key];
  return Array.isArray(value) ? value : [];
};

function withoutFaulty(parts: ValidParts, issues: readonly Issue[]): ValidParts {
  const faulty = new Set(issues.map(({ path }) => partOf(path)));
  const keep = <Part>(key: string, list: readonly Part[]): (Part | undefined)[] =>
    list.map((each, index) => (faulty.has(`${key}[${index}]`) ? undefined : each));
  return {
    definition: Object.fromEntries(Object.entries(parts.definition).filter(([key]) => !faulty.has(key))),
    functions: keep('functions', parts.functions),
    functionNames: parts.functionNames,
    configurations: keep('configurations', parts.configurations),
  };
}

/** Holds what may be a gadget against its shape, adds every fault, and picks out what is valid. Never throws. */
export function validParts(gadget: unknown, issues: Issue[]): ValidParts {
  const before = issues.length;
  const given: Plain = isPlain(gadget) ? gadget : {};
  checkShape(gadgetShape(), gadget, '', issues);
  checkComplete(given, issues);
  const lists = { functions: listIn(given, 'functions'), configurations: listIn(given, 'configurations') };
  const functionNames = lists.functions.map(toldFunctionName);
  const parts = { definition: given, ...lists, functionNames } as ValidParts;
  return issues.length === before ? parts : withoutFaulty(parts, issues.slice(before));
}
