import { once } from '../options/once.js';
import { isHexText } from '../usb/bytes.js';
import { itemTag, itemTags, type ItemName } from './item-tags.js';

/** One item as found in a descriptor. */
export interface DecodedItem {
  /**
   * Its name; `long` for a long item (HID 1.11, 6.2.2.3), `reservedGlobal` for an unknown global item, and `reserved` for every other
   * that the standard does not define.
   */
  readonly name: ItemName | 'long' | 'reservedGlobal' | 'reserved';
  /** Place of its first byte in the descriptor. */
  readonly offset: number;
  /** Bytes of the value; of a long item, the bytes after its three-byte head. */
  readonly size: number;
  /** The value, negative where the item is signed; 0 without one and for long items. */
  readonly value: number;
}

/** A descriptor taken apart. */
export interface DecodedDescriptor {
  /** The items in order, up to the first that is cut off. */
  readonly items: readonly DecodedItem[];
  /** Where the item begins that the end of the descriptor cuts off; absent if none is. */
  readonly truncatedAt?: number;
}

const globalType = 1;
const longTag = 15;

interface Meaning {
  readonly name: DecodedItem['name'];
  readonly signed: boolean;
}

/** Linux takes every tag of 15 for a long item, whatever the other bits (drivers/hid/hid-core.c, fetch_item). */
const longItem: Meaning = { name: 'long', signed: false };

/** What each first byte means, by its six bits above the size. */
const meanings = once((): readonly Meaning[] =>
  Array.from({ length: longTag << 2 }, (_, index) => {
    const name = (Object.keys(itemTags) as ItemName[]).find((each) => itemTags[each].prefix === index << 2);
    if (name) return { name, signed: itemTag(name).signed ?? false };
    return { name: (index & 3) === globalType ? 'reservedGlobal' : 'reserved', signed: false };
  }),
);

function digitAt(hex: string, index: number): number {
  const code = hex.charCodeAt(index);
  return code <= 0x39 ? code - 0x30 : (code | 0x20) - 0x57;
}

function byteAt(hex: string, offset: number): number {
  return (digitAt(hex, 2 * offset) << 4) | digitAt(hex, 2 * offset + 1);
}

function valueAt(hex: string, offset: number, size: number, signed: boolean): number {
  let value = 0;
  for (let index = size - 1; index >= 0; index--) value = (value << 8) | byteAt(hex, offset + index);
  const unused = 32 - 8 * size;
  return signed && size ? (value << unused) >> unused : value >>> 0;
}

/** Takes a report descriptor in hex text apart into its items; text that is not hex has none. Never throws. */
export function decodeReportDescriptor(descriptor: string): DecodedDescriptor {
  const items: DecodedItem[] = [];
  const length = isHexText(descriptor) ? descriptor.length / 2 : 0;
  for (let offset = 0; offset < length;) {
    const first = byteAt(descriptor, offset);
    const { name, signed } = meanings()[first >> 2] ?? longItem;
    const long = name === 'long';
    const valueOffset = offset + (long ? 3 : 1);
    if (valueOffset > length) return { items, truncatedAt: offset };
    const size = long ? byteAt(descriptor, offset + 1) : (1 << (first & 3)) >> 1;
    if (valueOffset + size > length) return { items, truncatedAt: offset };
    items.push({ name, offset, size, value: long ? 0 : valueAt(descriptor, valueOffset, size, signed) });
    offset = valueOffset + size;
  }
  return { items };
}
