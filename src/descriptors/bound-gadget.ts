import type { KernelVersion } from '../attributes/kernel-version.js';
import { parseUnsigned } from '../attributes/number-codecs.js';
import { toTree } from '../configfs/to-tree.js';
import type { Tree } from '../configfs/tree.js';
import { GadgetError, issue } from '../errors.js';
import { driverOf, type FunctionDefinition } from '../functions/drivers.js';
import { functionName } from '../functions/function-name.js';
import { endpointRequests } from '../gadget/endpoints.js';
import {
  configurationName,
  type ConfigurationDefinition,
  type GadgetDefinition,
  type GadgetStrings,
} from '../gadget/definition.js';
import { endpointVerdict } from '../udc/verdict.js';
import { interfaceLimit } from '../udc/interface-limit.js';
import type { ControllerProfile } from '../udc/profile.js';
import { functionContents } from './function-contents.js';
import type { BoundFunction, FunctionDescriptors } from './function-descriptors.js';
import { StringTable } from './string-table.js';
import { functionDescriptors } from './tables.js';

/** A function of a configuration as it is bound, whatever the speed. */
export interface BoundPart extends Omit<BoundFunction, 'speed'> {
  /** Its name, as in `hid.usb0`. */
  readonly name: string;
  /** What the host reads of its driver's functions. */
  readonly facts: FunctionDescriptors;
}

/** A configuration as it is bound. */
export interface BoundConfiguration {
  /** What it was made from. */
  readonly definition: ConfigurationDefinition;
  /** `iConfiguration`. */
  readonly string: number;
  /** `bNumInterfaces`. */
  readonly interfaces: number;
  /** Its functions, in the order of their links. */
  readonly functions: readonly BoundPart[];
}

/** A gadget as it is bound to a controller. */
export interface BoundGadget {
  /** What it was made from. */
  readonly definition: GadgetDefinition;
  /** The controller. */
  readonly controller: ControllerProfile;
  /** The kernel. */
  readonly kernel: KernelVersion;
  /** `iManufacturer`, `iProduct` and `iSerialNumber`. */
  readonly identity: readonly number[];
  /** Its configurations, in the order of their making. */
  readonly configurations: readonly BoundConfiguration[];
  /** Its strings. */
  readonly strings: StringTable;
}

const languageOf = (name: string): number => {
  const language = parseUnsigned(name, 0xffff);
  return typeof language === 'number' ? language : 0;
};

function textsByLanguage<Value>(
  strings: Readonly<Record<string, Value>> | undefined,
  texts: (value: Value) => readonly string[],
): ReadonlyMap<number, readonly string[]> {
  return new Map(
    Object.entries(strings ?? {}).map(([language, value]) => [languageOf(language), texts(value)]),
  );
}

/** All three have an index as soon as there is a language; what is not set is an empty text (composite.c, copy_gadget_strings). */
const identityTexts = ({ manufacturer = '', product = '', serialNumber = '' }: GadgetStrings): string[] => [
  manufacturer,
  product,
  serialNumber,
];

/** The function of a driver that is linked last. */
const lastOf = ({ configurations }: GadgetDefinition, driver: string): string =>
  configurations
    .flatMap((each) => each.functions)
    .filter((name) => name.startsWith(`${driver}.`))
    .at(-1)!;

function refuseUnknownDrivers({ functions, configurations }: GadgetDefinition, tree: Tree): void {
  const linked = new Set(configurations.flatMap((each) => each.functions));
  const isKnown = (each: FunctionDefinition): boolean => {
    const facts = functionDescriptors().get(each.driver);
    return facts?.isKnown?.(functionContents(tree, functionName(each)), each) ?? facts !== undefined;
  };
  const unknown = functions.flatMap((each, index) =>
    linked.has(functionName(each)) && !isKnown(each)
      ? [
          issue(
            'DESCRIPTORS_UNKNOWN',
            `functions[${index}].driver`,
            `The descriptors of ${functionName(each)} are not known here, so neither is what the host reads.`,
            'Give a typed function in place of a raw one, or read them on the host, with `lsusb -v`.',
          ),
        ]
      : [],
  );
  if (unknown.length > 0) throw new GadgetError(unknown);
}

/**
 * Binds a gadget as the kernel does: interfaces, endpoints and string ids in the order in which its functions ask
 * (drivers/usb/gadget/configfs.c, configfs_composite_bind).
 *
 * @throws {@link GadgetError} if the kernel would not bind it, or has a function whose descriptors are not known.
 */
export function bindGadget(
  definition: GadgetDefinition,
  controller: ControllerProfile,
  kernel: KernelVersion,
): BoundGadget {
  const tree = toTree(definition, kernel);
  refuseUnknownDrivers(definition, tree);
  const requests = endpointRequests(definition, kernel);
  const verdict = endpointVerdict(controller, requests, interfaceLimit(kernel));
  if (!verdict.binds) throw new GadgetError(verdict.because.filter(({ stops }) => stops === 'bind'));
  const drivers = new Map(definition.functions.map((each) => [functionName(each), each]));
  const strings = new StringTable();
  const identity = strings.attach(textsByLanguage(definition.strings, identityTexts));

  const configurations = definition.configurations.map((configuration) => {
    const [string = 0] = strings.attach(textsByLanguage(configuration.strings, (text) => [text]));
    const claimed = verdict.configurations.find(({ name }) => name === configurationName(configuration));
    let interfaces = 0;
    const functions = (claimed?.functions ?? []).map(({ name, endpoints }): BoundPart => {
      const each = drivers.get(name)!;
      const facts = functionDescriptors().get(each.driver)!;
      const attributes = functionContents(tree, name);
      const firstInterface = interfaces;
      interfaces += driverOf(each).interfaces(each, kernel);
      const told = facts.sharesTexts?.(kernel)
        ? functionContents(tree, lastOf(definition, each.driver))
        : attributes;
      const ids = strings.attachFunction(each.driver, facts.strings(told, kernel, each), facts.stringIds);
      return { name, facts, definition: each, kernel, attributes, firstInterface, endpoints, strings: ids };
    });
    return { definition: configuration, string, interfaces, functions };
  });
  return { definition, controller, kernel, identity, configurations, strings };
}
