import { GadgetError, issue } from '../errors.js';
import { encodeReportDescriptor, type ReportItem } from '../hid/encode.js';
import type { ItemName } from '../hid/item-tags.js';
import { collections, fieldFlags, usagePages, usages } from '../hid/usages.js';
import type { DescriptorPart, WordedItem } from './descriptor-items.js';
import { numberOf, spaced } from './words.js';

type Table = Readonly<Record<string, number>>;

/** The words for a bit that is clear. */
const unsaid: Table = { data: 0, array: 0, absolute: 0 };

/** Where the words of an item's value are; the usages are those of the page at hand. */
const tables: Readonly<Partial<Record<ItemName, (usagePage: number) => Table>>> = {
  input: () => ({ ...unsaid, ...fieldFlags }),
  output: () => ({ ...unsaid, ...fieldFlags }),
  feature: () => ({ ...unsaid, ...fieldFlags }),
  collection: () => collections,
  usagePage: () => usagePages,
  usage: (page) => usages[page] ?? {},
  usageMinimum: (page) => usages[page] ?? {},
  usageMaximum: (page) => usages[page] ?? {},
};

function numberFor({ item }: WordedItem, words: string, usagePage: number, path: string): number {
  const table = tables[item]?.(usagePage) ?? {};
  const number = numberOf(table, words);
  if (number !== undefined) return number;
  const page = item.startsWith('usageM') || item === 'usage' ? ` of usage page ${usagePage}` : '';
  throw new GadgetError([
    issue(
      'VALUE_FORMAT',
      path,
      `"${words}" is not known as ${spaced(item)}${page}.`,
      `Give a number, or one of: ${Object.keys(table).map(spaced).join(', ') || 'none has a name here'}.`,
    ),
  ]);
}

function valueOf(worded: WordedItem, usagePage: number, path: string): number {
  const { value = 0 } = worded;
  if (typeof value === 'string') return numberFor(worded, value, usagePage, path);
  if (typeof value !== 'object') return value;
  return value.reduce((flags, word) => flags | numberFor(worded, word, usagePage, path), 0);
}

function flat(parts: readonly DescriptorPart[]): readonly WordedItem[] {
  return parts.flatMap((part) => ('item' in part ? [part] : flat(part)));
}

/**
 * A report descriptor written in the words of the standard, as lower-case hex text for `new HidFunction({ reportDescriptor })`.
 * `formatReportDescriptor` prints it in the same words.
 *
 * @example
 * ```ts
 * const dial = reportDescriptor([
 *   usagePage('generic desktop'),
 *   usage('multi axis controller'),
 *   collection('application', [
 *     usage('dial'),
 *     logicalMinimum(-127),
 *     logicalMaximum(127),
 *     reportSize(8),
 *     reportCount(1),
 *     input('variable', 'relative'),
 *   ]),
 * ]);
 * ```
 *
 * @throws {@link GadgetError} VALUE_FORMAT for words that are not known, VALUE_RANGE for a number that an item cannot hold; the path is
 * `items[N]`, counted through all collections with their ends.
 */
export function reportDescriptor(parts: readonly DescriptorPart[]): string {
  let page = 0;
  const pushed: number[] = [];
  const items = flat(parts).map((worded, index): ReportItem => {
    const value = valueOf(worded, page, `items[${index}]`);
    if (worded.item === 'usagePage') page = value;
    if (worded.item === 'push') pushed.push(page);
    if (worded.item === 'pop') page = pushed.pop() ?? page;
    return worded.size === undefined ? [worded.item, value] : [worded.item, value, worded.size];
  });
  return encodeReportDescriptor(items);
}
