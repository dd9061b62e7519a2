import { microsoftSignature } from '../attributes/microsoft-codecs.js';
import { defineFunctions, type FunctionDefinition } from '../functions/drivers.js';
import { toldFunctionName } from '../functions/function-name.js';
import { frozen } from '../options/frozen.js';
import { isPlain, type Plain } from '../options/plain.js';
import {
  configurationName,
  type ConfigurationDefinition,
  type GadgetDefinition,
  type OsDescriptors,
} from './definition.js';

/** The spelling of a language that names its folder: 1033 and 0x0409 are `0x409`. */
function languageName(language: string): string {
  const identifier = Number(language);
  return Number.isInteger(identifier) && language.trim() ? `0x${identifier.toString(16)}` : language;
}

/** Strings by the names of their languages; a second spelling of a language stays as it is, for the check to find. */
function byLanguageName(strings: unknown): unknown {
  if (!isPlain(strings) || Object.keys(strings).every((each) => languageName(each) === each)) return strings;
  const named = new Map<string, unknown>();
  for (const [language, value] of Object.entries(strings)) {
    const name = languageName(language);
    const isTaken = named.has(name) || (name !== language && Object.hasOwn(strings, name));
    named.set(isTaken ? language : name, value);
  }
  return Object.fromEntries(named);
}

function withLanguageNames(options: Plain): Plain {
  const { strings: given } = options;
  const strings = byLanguageName(given);
  return strings === given ? options : { ...options, strings };
}

/** Completes the options of configurations; those that do not list their functions have all. */
export function defineConfigurations(
  configurations: readonly unknown[],
  functions: readonly string[],
): ConfigurationDefinition[] {
  let before: unknown = 0;
  const defined = configurations.map((options, index) => {
    if (!isPlain(options)) return options;
    const next = {
      name: 'c',
      number: Number(before) + 1 || index + 1,
      functions,
      ...withLanguageNames(options),
    };
    before = next.number;
    return next;
  });
  return defined as ConfigurationDefinition[];
}

const hasProperties = ({ extendedProperties: list }: Plain): boolean =>
  Array.isArray(list) && list.length > 0;

/** OS descriptors as PiKVM sets them: request 0xcd, and the signature that Windows looks for. */
export const usualOsDescriptors: OsDescriptors = { use: true, vendorCode: 0xcd, sign: microsoftSignature };

/** What Windows asks of a gadget with compatible ids or extended properties. */
function osDescriptorsFor(
  functions: readonly FunctionDefinition[],
  configurations: readonly ConfigurationDefinition[],
): OsDescriptors | undefined {
  const names = functions
    .filter((each: unknown) => isPlain(each) && (each['compatibleId'] || hasProperties(each)))
    .map(toldFunctionName);
  const lists = (each: unknown): boolean =>
    isPlain(each) &&
    Array.isArray(each['functions']) &&
    each['functions'].some((name: string) => names.includes(name));
  const holder = names.length > 0 && configurations.find(lists);
  return holder ? { ...usualOsDescriptors, configuration: configurationName(holder) } : undefined;
}

/**
 * Completes the options of a gadget to its definition: names, presets, computed lengths, derived addresses, the one
 * configuration that is meant when none is given, and OS descriptors where a function has compatible ids. A definition stays
 * as it is. Nothing is judged here, and nothing that is at fault is lost: hold the result against the rules.
 */
export function defineGadget(options: Plain): GadgetDefinition {
  if (!isPlain(options)) return options;
  return completeGadget(
    options,
    defineFunctions(Array.isArray(options['functions']) ? options['functions'] : []),
  );
}

/** {@link defineGadget} for functions that are complete. */
export function completeGadget(options: Plain, functions: readonly FunctionDefinition[]): GadgetDefinition {
  const names = functions.map(toldFunctionName).filter((name) => name !== undefined);
  const { configurations: given = [{}] } = options;
  const configurations = Array.isArray(given) ? defineConfigurations(given, names) : [];
  const osDescriptors = options['osDescriptors'] ?? osDescriptorsFor(functions, configurations);
  return frozen({
    ...withLanguageNames(options),
    ...(Array.isArray(options['functions']) && { functions }),
    configurations: Array.isArray(given) ? configurations : given,
    ...(osDescriptors !== undefined && { osDescriptors }),
  } as unknown as GadgetDefinition);
}
