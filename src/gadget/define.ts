import { defineFunctions, type FunctionDefinition } from '../functions/drivers.js';
import { toldFunctionName } from '../functions/function-name.js';
import { frozen } from '../options/frozen.js';
import { isPlain, type Plain } from '../options/plain.js';
import { configurationName, type ConfigurationDefinition, type GadgetDefinition } from './definition.js';

/** The spelling of a language that names its folder: 1033 and 0x0409 are `0x409`. */
function languageName(language: string): string {
  const identifier = Number(language);
  return Number.isInteger(identifier) && language.trim() ? `0x${identifier.toString(16)}` : language;
}

/** Strings by the names of their languages; a second spelling of a language stays as it is, for the check to find. */
function byLanguageName(strings: unknown): unknown {
  if (!isPlain(strings)) return strings;
  const named = new Map<string, unknown>();
  for (const [language, value] of Object.entries(strings)) {
    const name = languageName(language);
    named.set(named.has(name) ? language : name, value);
  }
  return Object.fromEntries(named);
}

function withLanguageNames(options: Plain): Plain {
  return options['strings'] === undefined ? options : { ...options, strings: byLanguageName(options['strings']) };
}

function defineConfigurations(given: unknown, functions: readonly string[]): unknown {
  if (given === undefined) return [{ name: 'c', number: 1, functions }];
  if (!Array.isArray(given)) return given;
  return given.map((options: unknown, index) =>
    isPlain(options) ? { name: 'c', number: index + 1, functions, ...withLanguageNames(options) } : options,
  );
}

/** What Windows asks of a gadget with compatible ids, as PiKVM sets it: request 0xcd, and the signature that it looks for. */
function osDescriptorsFor(functions: readonly FunctionDefinition[], configurations: unknown): unknown {
  const names = functions.filter((each) => isPlain(each) && each['compatibleId']).map(toldFunctionName);
  if (!names.length || !Array.isArray(configurations)) return undefined;
  const holder = (configurations as readonly unknown[]).find(
    (each) =>
      isPlain(each) && Array.isArray(each['functions']) && (each['functions'] as unknown[]).some((name) => names.includes(name as string)),
  );
  const configuration = holder && configurationName(holder as unknown as ConfigurationDefinition);
  return configuration && { use: true, vendorCode: 0xcd, sign: 'MSFT100', configuration };
}

/**
 * Completes the options of a gadget to its definition: names, presets, computed lengths, derived addresses, the one
 * configuration that is meant when none is given, and OS descriptors where a function has compatible ids. A definition stays
 * as it is. Nothing is judged here, and nothing that is at fault is lost: hold the result against the rules.
 */
export function defineGadget(options: Plain): GadgetDefinition {
  if (!isPlain(options)) return options;
  return completeGadget(options, defineFunctions(Array.isArray(options['functions']) ? options['functions'] : []));
}

/** {@link defineGadget} for functions that are complete. */
export function completeGadget(options: Plain, functions: readonly FunctionDefinition[]): GadgetDefinition {
  const names = functions.map(toldFunctionName).filter((name) => name !== undefined);
  const configurations = defineConfigurations(options['configurations'], names);
  const osDescriptors = options['osDescriptors'] ?? osDescriptorsFor(functions, configurations);
  return frozen({
    ...withLanguageNames(options),
    ...(Array.isArray(options['functions']) && { functions }),
    configurations,
    ...(osDescriptors !== undefined && { osDescriptors }),
  } as unknown as GadgetDefinition);
}
