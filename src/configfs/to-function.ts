import { formatKernelVersion, type KernelVersion } from '../attributes/kernel-version.js';
import { statedValue } from '../attributes/attribute.js';
import { hasErrors, issue, type Issue } from '../errors.js';
import { functionDrivers, type FunctionDefinition } from '../functions/drivers.js';
import type { FoundFolder, FunctionDriver } from '../functions/function-driver.js';
import { mountPoint } from '../functions/function-fs.js';
import { functionName, functionNamed } from '../functions/function-name.js';
import { defineGadget } from '../gadget/define.js';
import type { GadgetDefinition } from '../gadget/definition.js';
import { validate } from '../gadget/validate.js';
import type { Plain } from '../options/plain.js';
import { foundFolder, isWritable } from './found-folder.js';
import { rawContents } from './raw-contents.js';
import { isSameFolder } from './same-folder.js';
import { toTree } from './to-tree.js';
import { baseName, type Tree } from './tree.js';

/** A live function as a definition. */
export interface FoundFunction {
  /** What makes it again. */
  readonly definition: FunctionDefinition;
  /** Why it is told as it is, where it is not by its options. */
  readonly reason?: string;
}

/** A gadget of that function alone. */
const alone = (gadget: string, options: Plain): GadgetDefinition =>
  defineGadget({ name: gadget, vendorId: 0, productId: 0, functions: [options], configurations: [] });

/** The definition that options make, if it can be written and makes the live folder again. */
function faithful(
  tree: Tree,
  path: string,
  options: Plain,
  kernel: KernelVersion,
): FunctionDefinition | undefined {
  const gadget = alone(tree.gadget, options);
  const faults = validate(gadget, { kernel: formatKernelVersion(kernel) });
  if (hasErrors(faults, 'write')) return undefined;
  return isSameFolder(tree, toTree(gadget, kernel), path, kernel) ? gadget.functions[0] : undefined;
}

const optionsFrom = (facts: FunctionDriver, found: FoundFolder): Plain =>
  facts.fromFolder?.(found) ?? { ...found.values, ...facts.gather?.(found.folders) };

/** What attributes do not show as it was given, and what is known of the gadget tells: `lan%d` where it is `lan0` by now. */
function remembered(
  tree: Tree,
  path: string,
  facts: FunctionDriver,
  known: object,
  kernel: KernelVersion,
): Plain {
  const values: Record<string, unknown> = {};
  for (const attribute of facts.folder.attributes) {
    const entry = tree.entries.get(`${path}/${attribute.name}`);
    const value = statedValue(attribute, known);
    if (entry?.type !== 'attribute' || typeof attribute.from !== 'string' || value === undefined) continue;
    const { codec } = attribute;
    if (!isWritable(entry, kernel) && codec.same?.(codec.write(value), entry.text))
      values[attribute.from] = value;
  }
  return values;
}

/** What a raw function asks of the controller, as its driver reads the options that could be told. */
function requests(facts: FunctionDriver, options: Plain, kernel: KernelVersion): Plain {
  const definition = options as never;
  const told = {
    interfaces: facts.interfaces(definition, kernel),
    endpoints: facts.endpoints(definition, kernel),
  };
  const gadget = alone('g', { ...options, contents: [], ...told });
  return hasErrors(validate(gadget), 'write') ? {} : told;
}

/** Where the files of a function are mounted, if a definition can say it. Who owns them, the kernel does not tell. */
function mountOf({ mounts }: Tree, path: string): Plain {
  const point = mounts?.get(path)?.point;
  return point !== undefined && mountPoint().fault(point) === undefined ? { mountPoint: point } : {};
}

/**
 * A function of a live gadget as a definition: by its options if these make the same again, else raw, with what is in its folder.
 *
 * @param known - what is known to have been asked for, where configfs does not show all of it.
 */
export function toFunction(
  tree: Tree,
  path: string,
  kernel: KernelVersion,
  known?: FunctionDefinition,
): FoundFunction {
  const named = functionNamed(baseName(path));
  const facts = functionDrivers()[named.driver];
  const raw = (more: Plain = {}): FunctionDefinition => ({
    ...named,
    ...more,
    contents: rawContents(tree, path, kernel),
  });
  if (!facts) return { definition: raw() };
  if (facts.servedByProgram) {
    const definition = known && faithful(tree, path, known as unknown as Plain, kernel);
    return definition
      ? { definition }
      : { definition: raw(mountOf(tree, path)), reason: 'what its program declares is not in configfs' };
  }
  const options = (isTerse: boolean): Plain => ({
    ...named,
    ...optionsFrom(facts, foundFolder(tree, path, kernel, isTerse)),
    ...(known && remembered(tree, path, facts, known, kernel)),
  });
  const definition =
    faithful(tree, path, options(true), kernel) ?? faithful(tree, path, options(false), kernel);
  if (definition) return { definition };
  return {
    definition: raw(requests(facts, options(false), kernel)),
    reason: 'its options do not say all that is in its folder',
  };
}

/** Tells of a function that it is not told by its options. */
export function rawIssue(index: number, { definition, reason }: FoundFunction): Issue[] {
  if (reason === undefined) return [];
  const name = functionName(definition);
  return [
    issue(
      'FUNCTION_RAW',
      `functions[${index}]`,
      `"${name}" is told with the contents of its folder: ${reason}.`,
      '',
    ),
  ];
}
