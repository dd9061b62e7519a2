import { defineFunction, type FunctionDefinition } from '../functions/drivers.js';
import { functionName } from '../functions/function-name.js';
import { frozen } from '../options/frozen.js';
import { configurationName, type ConfigurationDefinition, type GadgetDefinition } from './definition.js';

type Plain = Readonly<Record<string, unknown>>;

/** The spelling of a language that names its folder: 1033 and 0x0409 are `0x409`. */
function languageName(language: string): string {
  const identifier = Number(language);
  return Number.isInteger(identifier) && language.trim() ? `0x${identifier.toString(16)}` : language;
}

function byLanguageName<Value>(strings: Readonly<Record<string, Value>>): Record<string, Value> {
  const named: Record<string, Value> = {};
  for (const language in strings) named[languageName(language)] = strings[language]!;
  return named;
}

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: unknown): readonly Plain[] => (Array.isArray(value) ? (value as readonly unknown[]).filter(isPlain) : []);

function defineConfigurations(given: unknown, functions: readonly FunctionDefinition[]): ConfigurationDefinition[] {
  const all = functions.map(functionName);
  if (given === undefined) return [{ name: 'c', number: 1, functions: all }];
  return list(given).map((options, index) => ({
    name: 'c',
    number: index + 1,
    functions: all,
    ...options,
    ...(isPlain(options['strings']) && { strings: byLanguageName(options['strings']) as Record<string, string> }),
  }));
}

/** What Windows asks of a gadget with compatible ids, as PiKVM sets it: request 0xcd, and the signature that it looks for. */
function osDescriptorsFor(
  functions: readonly FunctionDefinition[],
  configurations: readonly ConfigurationDefinition[],
): GadgetDefinition['osDescriptors'] {
  const names = functions.filter((each) => 'compatibleId' in each && each.compatibleId).map(functionName);
  const holder = configurations.find((each) => Array.isArray(each.functions) && each.functions.some((name) => names.includes(name)));
  return holder && { use: true, vendorCode: 0xcd, sign: 'MSFT100', configuration: configurationName(holder) };
}

/**
 * Completes the options of a gadget to its definition: presets, computed lengths, derived addresses, the one configuration
 * that is meant when none is given, and OS descriptors where a function has compatible ids. A definition stays as it is.
 * Nothing is judged here; hold the result, or the options before, against the shape.
 */
export function defineGadget(options: Readonly<Record<string, unknown>>): GadgetDefinition {
  const functions = list(options['functions']).map(defineFunction);
  const configurations = defineConfigurations(options['configurations'], functions);
  const osDescriptors = options['osDescriptors'] ?? osDescriptorsFor(functions, configurations);
  const strings = options['strings'];
  return frozen({
    ...options,
    ...(isPlain(strings) && { strings: byLanguageName(strings) }),
    ...(osDescriptors !== undefined && { osDescriptors }),
    functions,
    configurations,
  } as unknown as GadgetDefinition);
}
