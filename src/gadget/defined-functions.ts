import { defineFunctions, type FunctionDefinition } from '../functions/drivers.js';
import { toldFunctionName } from '../functions/function-name.js';
import { Builder } from '../options/builder.js';
import { isPlain, type Plain } from '../options/plain.js';

/** Functions that were defined together, so that no two have one name. */
export interface DefinedFunctions {
  /** Their definitions, in order. */
  readonly definitions: readonly FunctionDefinition[];
  /** The name that each builder has got. */
  readonly names: ReadonlyMap<unknown, string | undefined>;
}

/** The options of a builder; what is none, since JavaScript lets anything in, stays as it is for the check to find. */
const optionsOf = (value: unknown): unknown =>
  value instanceof Builder ? (value.options as unknown) : value;

const functionsIn = (configuration: unknown): readonly unknown[] => {
  const options = optionsOf(configuration);
  return isPlain(options) && Array.isArray(options['functions'])
    ? (options['functions'] as readonly unknown[])
    : [];
};

/** Defines the functions of builders. */
export function defineBuilders(builders: readonly unknown[]): DefinedFunctions {
  const definitions = defineFunctions(builders.map(optionsOf));
  return {
    definitions,
    names: new Map(builders.map((each, index) => [each, toldFunctionName(definitions[index])])),
  };
}

/** The functions that a configuration lists as builders. */
export function buildersOf(configuration: unknown): readonly unknown[] {
  return functionsIn(configuration).filter((each) => each instanceof Builder);
}

/** The options of a configuration with names in place of builders. */
export function withNames(configuration: unknown, { names }: DefinedFunctions): unknown {
  const functions = functionsIn(configuration);
  if (!functions.some((each) => each instanceof Builder)) return optionsOf(configuration);
  return {
    ...(optionsOf(configuration) as Plain),
    functions: functions.map((each) => names.get(each) ?? each),
  };
}
