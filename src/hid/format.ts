import { hexDigits } from '../usb/bytes.js';
import { decodeReportDescriptor, type DecodedItem } from './decode.js';
import { collections, fieldFlags, usagePages, usages } from './usages.js';

const hexColumn = 16;

function spaced(name: string): string {
  const words = name.replace(/[A-Z]/g, ' $&');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function nameOf(table: Readonly<Record<string, number>>, value: number): string {
  const name = Object.keys(table).find((each) => table[each] === value);
  return name ? spaced(name) : `0x${hexDigits(value, 2)}`;
}

function flagNames(value: number): string {
  const { constant, variable, relative, ...others } = fieldFlags;
  const choices = [
    value & constant ? 'Constant' : 'Data',
    value & variable ? 'Variable' : 'Array',
    value & relative ? 'Relative' : 'Absolute',
  ];
  const set = Object.entries(others).filter(([, bit]) => value & bit);
  return [...choices, ...set.map(([name]) => spaced(name))].join(', ');
}

type Words = (item: DecodedItem, usagePage: number) => string;

const flags: Words = ({ value }) => flagNames(value);

/** A usage of four bytes brings its own page (HID 1.11, 6.2.2.8). */
const usage: Words = ({ value, size }, usagePage) =>
  nameOf((size === 4 ? undefined : usages[usagePage]) ?? {}, value);

/** How values are told that are more than numbers. */
const words: Readonly<Partial<Record<DecodedItem['name'], Words>>> = {
  input: flags,
  output: flags,
  feature: flags,
  collection: ({ value }) => nameOf(collections, value),
  usagePage: ({ value }) => nameOf(usagePages, value),
  usage,
  usageMinimum: usage,
  usageMaximum: usage,
};

function itemText(item: DecodedItem, usagePage: number): string {
  const value = words[item.name]?.(item, usagePage) ?? (item.size ? item.value : '');
  return value === '' ? spaced(item.name) : `${spaced(item.name)} (${value})`;
}

/**
 * Prints a report descriptor in hex text for reading: one item a line, its bytes, its name indented by collection, its value in words.
 *
 * @example
 * ```text
 * 05 01           Usage Page (Generic Desktop)
 * 09 06           Usage (Keyboard)
 * a1 01           Collection (Application)
 * 05 07             Usage Page (Keyboard)
 * ```
 */
export function formatReportDescriptor(descriptor: string): string {
  const { items, truncatedAt } = decodeReportDescriptor(descriptor);
  let depth = 0;
  let usagePage = 0;
  const line = (from: number, to: number | undefined, text: string): string => {
    const hex = descriptor.slice(2 * from, to && 2 * to).replace(/..(?=.)/g, '$& ');
    return `${hex.padEnd(hexColumn)}${'  '.repeat(depth)}${text}`;
  };
  const lines = items.map((item, index) => {
    if (item.name === 'usagePage') usagePage = item.value;
    if (item.name === 'endCollection') depth = Math.max(0, depth - 1);
    const text = line(item.offset, items[index + 1]?.offset ?? truncatedAt, itemText(item, usagePage));
    if (item.name === 'collection') depth++;
    return text;
  });
  if (truncatedAt !== undefined) lines.push(line(truncatedAt, undefined, 'Cut Off'));
  return lines.join('\n');
}
