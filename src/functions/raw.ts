import type { FolderKind } from '../attributes/attribute.js';
import { parseKernelVersion } from '../attributes/kernel-version.js';
import { hexText } from '../attributes/byte-codecs.js';
import { issue, type Issue } from '../errors.js';
import { once } from '../options/once.js';
import {
  list,
  object,
  oneOf,
  text,
  truth,
  wholeNumber,
  type ObjectShape,
  type ValueShape,
} from '../options/shape.js';
import type { Plain } from '../options/plain.js';
import { utf8Length } from '../usb/bytes.js';
import { directions, transferTypes, type EndpointRequest } from '../usb/endpoint.js';
import { functionOptions, type FunctionDriver } from './function-driver.js';
import { mountPoint } from './function-fs.js';
import { segmentFault } from './function-name.js';

/** One thing in the folder of a raw function: an attribute with its text or bytes, a folder, or a link to another folder of the function. */
export type RawEntry =
  | {
      /** Path within the function's folder. */
      readonly path: string;
      /** The text to write, in place of `hex`. Default: no file is written. */
      readonly text: string;
      /** The first kernel that takes it, as in `6.3`; older ones are spared it. Default: every kernel does. */
      readonly since?: string;
    }
  | {
      /** Path within the function's folder. */
      readonly path: string;
      /** The bytes to write, as hex text, in place of `text`. Default: no file is written. */
      readonly hex: string;
      /** The first kernel that takes it, as in `6.3`; older ones are spared it. Default: every kernel does. */
      readonly since?: string;
    }
  | {
      /** Path within the function's folder. */
      readonly path: string;
      /** Makes a folder. Default: none is made. */
      readonly folder: true;
    }
  | {
      /** Path within the function's folder. */
      readonly path: string;
      /** Makes a link to this path within the function's folder. Default: no link is made. */
      readonly link: string;
    };

/** Any function of the kernel, written as it is told, in the order in which it is told. */
export interface RawFunctionDefinition {
  /** The kernel's name of the driver, as in `uac2`. */
  readonly driver: string;
  /** The instance: the folder is `DRIVER.NAME`, at most 39 characters. Default: the first of `usb0`, `usb1` and so on that is free. */
  readonly name: string;
  /** What to make and write in its folder, in this order. Default: nothing. */
  readonly contents: readonly RawEntry[];
  /** How many interfaces it has, 1 to 16. Default: as known for the driver's defaults, else 1. */
  readonly interfaces?: number;
  /** The endpoints that it asks for. Default: as known for the driver's defaults. */
  readonly endpoints?: readonly EndpointRequest[];
  /** Of `ffs` alone: where its files are to be, an absolute path. Default: they are not mounted. */
  readonly mountPoint?: string;
}

/** Whether a definition is of a raw function. */
export function isRaw(definition: { readonly driver: string }): definition is RawFunctionDefinition {
  return 'contents' in definition;
}

const relativePath: ValueShape = text(
  'a path within the folder of the function',
  'No slash at the start or end, no "..".',
  (value) => value.split('/').map(segmentFault).find(Boolean),
);

const anyText: ValueShape = text('a text of at most 4095 bytes', '', (value) =>
  utf8Length(value) > 4095 ? 'STRING_TOO_LONG' : undefined,
);

const anyValue: ValueShape = {
  kind: 'value',
  expected: 'a text, a whole number, or true or false',
  hint: 'Bytes go into contents, as hex.',
  fault: (value) =>
    typeof value === 'string'
      ? anyText.fault(value)
      : typeof value === 'boolean' || Number.isInteger(value)
        ? undefined
        : 'OPTION_TYPE',
  schema: { type: ['string', 'integer', 'boolean'] },
};

const kernelSeries: ValueShape = text(
  'a kernel version such as 6.3',
  'Write it in quotes: "6.10" is not 6.1.',
  (value) => (parseKernelVersion(value) === undefined ? 'VALUE_FORMAT' : undefined),
);

const onlyTrue: ValueShape = {
  ...truth,
  expected: 'true',
  fault: (value) => (value === true ? undefined : 'OPTION_TYPE'),
  schema: { const: true },
};

const entryShape = (): ObjectShape =>
  object({
    path: { shape: relativePath, required: "Path within the function's folder." },
    text: { shape: anyText },
    hex: { shape: hexText(1, 4095) },
    folder: { shape: onlyTrue },
    link: { shape: relativePath },
    since: { shape: kernelSeries },
  });

const endpointShape = (): ObjectShape =>
  object({
    direction: { shape: oneOf(directions), required: 'As the host sees it.' },
    transfer: { shape: oneOf(transferTypes), required: 'Transfer type.' },
    matchSize: {
      shape: wholeNumber(0, 1024),
      required: 'Bytes that the endpoint must carry; 0 fits all.',
    },
    packetSize: { shape: wholeNumber(0, 1024), required: 'Bytes of one packet at high speed.' },
    multiplier: { shape: wholeNumber(1, 3) },
    optional: { shape: truth },
    before: { shape: kernelSeries },
  });

/** The name of a driver: a module alias `usbfunc:NAME`. */
const driverName: ValueShape = text(
  'the name of a kernel function such as uac2',
  'Letters, digits and underscores.',
  (value) => (/^[A-Za-z0-9_]+$/.test(value) ? undefined : 'NAME_INVALID'),
);

/** A folder of which nothing is known but the folders that come with it. */
export function opaqueFolder({ role, since, folders = {} }: FolderKind): FolderKind {
  const within = Object.entries(folders).map(([name, kind]) => [name, opaqueFolder(kind)] as const);
  return {
    attributes: [],
    opaque: true,
    folders: Object.fromEntries(within),
    ...(role && { role }),
    ...(since && { since }),
  };
}

/** What holds whether or not the driver is known: each entry is one thing, and only ffs has files. */
export function checkRaw(
  { driver, contents, mountPoint: point }: RawFunctionDefinition,
  path: string,
  issues: Issue[],
): void {
  if (point !== undefined && driver !== 'ffs')
    issues.push(
      issue(
        'OPTION_UNKNOWN',
        `${path}.mountPoint`,
        `${driver} has no files to mount.`,
        'Only ffs has a mountPoint.',
      ),
    );
  contents.forEach((entry, index) => {
    if (contents.findIndex((each) => each.path === entry.path) < index)
      issues.push(
        issue(
          'NAME_DUPLICATE',
          `${path}.contents[${index}].path`,
          `"${entry.path}" stands before already, and is made or written once.`,
          'Keep the last of them.',
        ),
      );
    const given = ['text', 'hex', 'folder', 'link'].filter((key) => key in entry);
    if (given.length !== 1)
      issues.push(
        issue(
          'OPTION_TYPE',
          `${path}.contents[${index}]`,
          `"${path}.contents[${index}]" expected one of text, hex, folder and link, got ${given.join(' and ') || 'none'}.`,
          'Give exactly one.',
        ),
      );
  });
}

/** The facts of a raw function, as far as there are any. */
export const raw: () => FunctionDriver<RawFunctionDefinition> = once(() => ({
  driver: '',
  module: '',
  folder: opaqueFolder({ attributes: [], role: 'function' }),
  options: functionOptions([], {
    driver: { shape: driverName, required: "The kernel's name of the driver." },
    attributes: {
      shape: { kind: 'map', keys: relativePath, of: anyValue },
    },
    contents: { shape: list(entryShape()) },
    interfaces: { shape: wholeNumber(1, 16) },
    endpoints: { shape: list(endpointShape(), 30) },
    mountPoint: { shape: mountPoint() },
  }),
  interfaces: ({ interfaces = 1 }) => interfaces,
  endpoints: ({ endpoints = [] }) => endpoints,
  bindErrno: 'ENODEV',
  shorthands: ['attributes'],
  define({ attributes = {}, contents = [], ...given }) {
    if (!Array.isArray(contents)) return { ...given, contents };
    const written = Object.entries(attributes as Plain).map(([path, value]) => ({
      path,
      text: typeof value === 'boolean' ? (value ? '1' : '0') : String(value),
    }));
    return { ...given, contents: [...written, ...(contents as RawEntry[])] };
  },
  check(definition, path, issues) {
    if (!definition.endpoints)
      issues.push(
        issue(
          'ENDPOINTS_UNKNOWN',
          `${path}.endpoints`,
          `The endpoints of ${definition.driver} are not known; none are counted.`,
          'Give its endpoints.',
        ),
      );
    checkRaw(definition, path, issues);
  },
}));
