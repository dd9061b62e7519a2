import type { Attribute, FolderKind } from '../attributes/attribute.js';
import { hexText } from '../attributes/byte-codecs.js';
import type { Codec } from '../attributes/codec.js';
import { unsigned } from '../attributes/number-codecs.js';
import { shortText } from '../attributes/text-codecs.js';
import { words } from '../attributes/word-codecs.js';
import { issue, type Issue } from '../errors.js';
import { once } from '../options/once.js';
import {
  list,
  object,
  text,
  wholeNumber,
  type ObjectShape,
  type Shape,
  type ValueShape,
  type VariantShape,
} from '../options/shape.js';
import type { Plain } from '../options/plain.js';
import { hexDigits, fromHex, utf8ToHex } from '../usb/bytes.js';
import { besideAttributes } from './beside-attributes.js';
import { interfaceIds } from './ethernet-attributes.js';
import { segmentFault } from './function-name.js';

/** A value that Windows puts into its registry for an interface (Microsoft OS 1.0, Extended Properties). */
export type ExtendedProperty = {
  /** What it is called, as in `DeviceInterfaceGUID`. */
  readonly name: string;
} & (
  | {
      /** Text, text in which Windows replaces variables such as `%SystemRoot%`, or the path of a registry key. */
      readonly type: 'text' | 'text-with-variables' | 'link';
      /** The text, at most 4093 bytes. */
      readonly value: string;
    }
  | {
      /** Bytes. */
      readonly type: 'binary';
      /** The bytes as hex text. */
      readonly value: string;
    }
  | {
      /** A 32-bit number; the kernel keeps it and serves no property of the interface then. */
      readonly type: 'little-endian-number' | 'big-endian-number';
      /** 0 to 4294967295. */
      readonly value: number;
    }
  | {
      /** Several texts; the kernel keeps them and serves no property of the interface then. */
      readonly type: 'multi-text';
      /** The texts. */
      readonly value: readonly string[];
    }
);

/** In the order of their numbers, from 1 on (drivers/usb/gadget/u_os_desc.h, USB_EXT_PROP_UNICODE). */
const types = [
  'text',
  'text-with-variables',
  'binary',
  'little-endian-number',
  'big-endian-number',
  'link',
  'multi-text',
] as const satisfies readonly ExtendedProperty['type'][];

/** Those that the kernel answers; with any other it answers none of the interface (drivers/usb/gadget/composite.c, fill_ext_prop). */
export const servedTypes: readonly ExtendedProperty['type'][] = [
  'text',
  'text-with-variables',
  'binary',
  'link',
];

/** The type that a number stands for. */
export const propertyTypeOf = (number: number): ExtendedProperty['type'] | undefined => types[number - 1];

/** Bytes of one write, without the end that the kernel takes away and the one that ends a text. */
const longest = 4093;

const bytesOfNumber = (value: number, littleEndian: boolean): string => {
  const pairs = hexDigits(value, 8).match(/../g)!;
  return (littleEndian ? pairs.reverse() : pairs).join('');
};

/** UTF-16LE, each with a NUL, and one more at the end: what the registry keeps for such a value. */
function bytesOfTexts(texts: readonly string[]): string {
  let hex = '';
  for (const unit of `${texts.map((each) => `${each}\0`).join('')}\0`.split(''))
    hex += bytesOfNumber(unit.charCodeAt(0), true).slice(0, 4);
  return hex;
}

/**
 * The bytes of a property. Texts go to the kernel as UTF-8 and to Windows as UTF-16: the kernel reads one byte more than it
 * keeps, so that a text must bring its own NUL, and counts two bytes to Windows for each byte (configfs.c, ext_prop_data_store).
 */
export function propertyBytes(property: ExtendedProperty): string {
  switch (property.type) {
    case 'binary':
      return property.value.toLowerCase();
    case 'little-endian-number':
    case 'big-endian-number':
      return bytesOfNumber(property.value, property.type === 'little-endian-number');
    case 'multi-text':
      return bytesOfTexts(property.value);
    default:
      return `${utf8ToHex(property.value)}00`;
  }
}

const textsOf = (hex: string): string[] => {
  const units = hex.match(/.{4}/g) ?? [];
  const text = units.map((each) =>
    String.fromCharCode(Number.parseInt(each.slice(2) + each.slice(0, 2), 16)),
  );
  return text.join('').split('\0').slice(0, -2);
};

/** What the bytes of a live property say, by its type: {@link propertyBytes} the other way round. A text ends at its NUL. */
function propertyValue(type: unknown, hex: string): unknown {
  switch (type) {
    case 'binary':
      return hex;
    case 'little-endian-number':
      return Number.parseInt((hex.match(/../g) ?? []).reverse().join(''), 16);
    case 'big-endian-number':
      return Number.parseInt(hex, 16);
    case 'multi-text':
      return textsOf(hex);
    default:
      return new TextDecoder().decode(fromHex(hex)).split('\0', 1)[0];
  }
}

/** A live property as a definition has it. */
export function foundProperty(name: string, { type, data: hex }: Plain): Plain {
  return { name, type, value: propertyValue(type, String(hex)) };
}

const nul = '00';

/** The one line feed or NUL at the end of a write is dropped; of a text one byte more than is kept is shown, whatever it is. */
const data: Codec<string> = {
  shape: hexText(0, longest),
  write: (value) => value + nul,
  store: (written) => (/(0a|00)$/.test(written) ? written.slice(0, -2) : written),
  same: (wanted, shown) => wanted === shown || (wanted.endsWith(nul) && shown.slice(0, -2) === wanted),
  read: (shown) => shown,
};

const attributes = (): readonly Attribute[] => [
  {
    name: 'type',
    codec: words(types, unsigned({ typeMost: 0xff, range: [1, 7] }), 1),
    from: 'type',
    initial: '0\n',
    // A new type for old data gives it a wrong length (configfs.c, ext_prop_type_store).
    takesEffect: 'creation',
  },
  { name: 'data', codec: data, from: propertyBytes, into: 'data', initial: '', binary: true },
];

/** `os_desc/interface.NAME/PROPERTY`. */
export const propertyFolder: () => FolderKind = once(() => ({ attributes: attributes() }));

/** Its folder stands beside the compatible ids (drivers/usb/gadget/configfs.c, interf_grp_attrs). */
const propertyName = once((): ValueShape =>
  besideAttributes(
    interfaceIds(),
    text(
      'the name of a registry value such as DeviceInterfaceGUID',
      'Letters, digits, blanks and underscores; compatible ids are options of the function.',
      segmentFault,
    ),
  ),
);

const anyText = shortText(longest);

const withValue = (shape: Shape): ObjectShape =>
  object({
    name: { shape: propertyName(), required: 'What the registry value is called.' },
    value: { shape, required: 'What it holds.' },
  });

/** What an extended property may be. */
export const propertyShape = (): VariantShape => {
  const told = withValue(anyText);
  const number = withValue(wholeNumber(0, 0xffffffff));
  return {
    kind: 'variant',
    key: 'type',
    cases: {
      text: told,
      'text-with-variables': told,
      binary: withValue(hexText(0, longest)),
      'little-endian-number': number,
      'big-endian-number': number,
      link: told,
      'multi-text': withValue(list(anyText)),
    },
  };
};

/** Each name once, and only types that the kernel tells. */
export function checkProperties(
  properties: readonly ExtendedProperty[],
  path: string,
  issues: Issue[],
): void {
  for (const [index, { name, type }] of properties.entries()) {
    const at = `${path}[${index}]`;
    if (properties.findIndex((each) => each.name === name) < index)
      issues.push(
        issue(
          'NAME_DUPLICATE',
          `${at}.name`,
          `There is a property "${name}" already.`,
          'Keep one of the two.',
        ),
      );
    if (!servedTypes.includes(type))
      issues.push(
        issue(
          'PROPERTY_NOT_SERVED',
          `${at}.type`,
          `The kernel keeps a property of type ${type}, and then tells Windows no property of the interface.`,
          `Use ${servedTypes.join(', ')}; for an interface GUID a text named DeviceInterfaceGUID.`,
        ),
      );
  }
}
