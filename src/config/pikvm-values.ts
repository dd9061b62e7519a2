import { segmentFault } from '../functions/function-name.js';
import type { IssueCode } from '../issue-codes.js';
import { interfaceName, subnet } from '../network/network-shape.js';
import type { ValueShape } from '../options/shape.js';
import { macAddressFault } from '../usb/mac-address.js';

/** A kind of value in PiKVM's file. Scalars come as the text that stands there, null as null. */
export interface PikvmValue<Value = unknown> {
  /** What may stand there. */
  readonly shape: ValueShape;
  /** The value of what the shape accepts. */
  read(given: unknown): Value;
}

/** A scalar. PiKVM strips every text. */
function scalar<Value>(
  expected: string,
  hint: string,
  fault: (text: string) => IssueCode | undefined,
  read: (text: string) => Value,
): PikvmValue<Value> {
  return {
    shape: {
      kind: 'value',
      expected,
      hint,
      fault: (value) => (typeof value === 'string' ? fault(value.trim()) : 'OPTION_TYPE'),
      schema: {},
    },
    read: (given) => read((given as string).trim()),
  };
}

const asItStands = (text: string): string => text;

const matches =
  (pattern: RegExp) =>
  (text: string): IssueCode | undefined =>
    pattern.test(text) ? undefined : 'VALUE_FORMAT';

const inRange = (value: number, least: number, most: number): IssueCode | undefined =>
  value >= least && value <= most ? undefined : 'VALUE_RANGE';

/** `0x` for hexadecimal. A leading zero would be octal to PiKVM and decimal to YAML 1.2, so it is refused. */
const wholeNumber = /^[-+]?(0x[0-9a-f]+|0|[1-9]\d*)$/i;

const hexadecimal = (value: number): string => `0x${value.toString(16).toUpperCase()}`;

function toNumber(text: string): number {
  const digits = text.replace(/^[-+]/, '');
  return text.startsWith('-') ? -Number(digits) : Number(digits);
}

/** A whole number. */
export function whole(least: number, most: number = Number.MAX_SAFE_INTEGER): PikvmValue<number> {
  const end = most > 0xffffff ? ' on' : ` to ${most > 1000 ? hexadecimal(most) : most}`;
  return scalar(
    `a whole number from ${least}${end}`,
    'Hexadecimal digits have 0x before them, decimal ones no zero, as in 0x1d6b or 250.',
    (text) => (wholeNumber.test(text) ? inRange(toNumber(text), least, most) : 'VALUE_FORMAT'),
    toNumber,
  );
}

/** A number of seconds. */
export function seconds(least: number): PikvmValue<number> {
  return scalar(
    `seconds, at least ${least}`,
    '',
    (text) => (/^\d+(\.\d+)?$/.test(text) ? inRange(Number(text), least, Infinity) : 'VALUE_FORMAT'),
    Number,
  );
}

/** PiKVM takes six words in any case; YAML 1.1's `on` and `off` are not among them. */
export const truth: PikvmValue<boolean> = scalar(
  'true or false',
  'PiKVM also takes yes, no, 1 and 0.',
  matches(/^(true|yes|1|false|no|0)$/i),
  (text) => /^(true|yes|1)$/i.test(text),
);

/** Any text. What YAML 1.1 would take for a number, such as 1.00, is kept as it is written. */
export const anyText: PikvmValue<string> = scalar('a text', '', () => undefined, asItStands);

/** One of a few words, in any case. */
export function word(...words: readonly string[]): PikvmValue<string> {
  const { shape, read } = scalar(
    `one of ${words.join(', ')}`,
    '',
    (text) => (words.includes(text.toLowerCase()) ? undefined : 'VALUE_FORMAT'),
    (text) => text.toLowerCase(),
  );
  return { shape: { ...shape, words }, read };
}

/** The name of a user. */
export const userName: PikvmValue<string> = scalar(
  'the name of a user',
  'Small letters, digits, underscores and hyphens.',
  matches(/^[a-z_][a-z0-9_-]{0,31}$/),
  asItStands,
);

/** The name of a controller in `/sys/class/udc`. */
export const controllerName: PikvmValue<string> = scalar(
  'the name of a controller in /sys/class/udc',
  'See the names with: ls /sys/class/udc',
  segmentFault,
  asItStands,
);

/** A path from the root. */
export const absolutePath: PikvmValue<string> = scalar(
  'an absolute path',
  'Give the whole path, starting with a slash.',
  matches(/^\/[^\0\n]*$/),
  asItStands,
);

/** A MAC address. Such as `42:11:22:33:44:55` is a number to YAML 1.1; here it is what it looks like. */
export const macAddress: PikvmValue<string> = scalar(
  'a MAC address such as 02:00:00:00:00:01, neither zero nor multicast',
  'Six pairs of hexadecimal digits with colons; the second digit of the first pair must be even.',
  (text) => (macAddressFault(text) ? 'MAC_INVALID' : undefined),
  (text) => text.toLowerCase(),
);

/** An IPv4 network. */
export const network: PikvmValue<string> = scalar(
  subnet.expected,
  subnet.hint,
  (text) => subnet.fault(text),
  asItStands,
);

/** The name of a network interface. */
export const networkInterface: PikvmValue<string> = scalar(
  interfaceName.expected,
  interfaceName.hint,
  (text) => interfaceName.fault(text),
  asItStands,
);

/** The same, or null, which stands for none. */
export function orNull<Value>(value: PikvmValue<Value>): PikvmValue<Value | undefined> {
  return {
    shape: {
      ...value.shape,
      expected: `${value.shape.expected}, or null`,
      fault: (given) => (given === null ? undefined : value.shape.fault(given)),
    },
    read: (given) => (given === null ? undefined : value.read(given)),
  };
}

/** The same, or nothing: an empty text or null. */
export function orEmpty(value: PikvmValue<string>): PikvmValue<string> {
  const isEmpty = (given: unknown): boolean => given === null || given === '';
  return {
    shape: { ...value.shape, fault: (given) => (isEmpty(given) ? undefined : value.shape.fault(given)) },
    read: (given) => (isEmpty(given) ? '' : value.read(given)),
  };
}

/** A list, or one text with commas or spaces between the items. */
export function listOf<Value>(
  expected: string,
  item: PikvmValue<Value>,
  least = 0,
): PikvmValue<readonly Value[]> {
  const items = (given: unknown): readonly unknown[] | undefined =>
    Array.isArray(given)
      ? given
      : typeof given === 'string'
        ? given.split(/[,\s]+/).filter(Boolean)
        : undefined;
  return {
    shape: {
      kind: 'value',
      expected,
      hint: item.shape.hint,
      fault(given) {
        const found = items(given);
        if (!found) return 'OPTION_TYPE';
        return found.length < least
          ? 'VALUE_RANGE'
          : found.map((each) => item.shape.fault(each)).find(Boolean);
      },
      schema: {},
    },
    read: (given) => (items(given) ?? []).map((each) => item.read(each)),
  };
}
