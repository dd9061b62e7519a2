import type { ItemName, ItemSize } from '../hid/item-tags.js';
import { wholeNumber } from './checked.js';
import type { CollectionName, FieldWord, UsageName, UsagePageName } from './descriptor-words.js';

/** One item of a report descriptor whose value is a number, or words. */
export interface WordedItem {
  /** Which item. */
  readonly item: ItemName;
  /** Its value; default none, which is 0. */
  readonly value?: number | string | readonly string[];
  /** Bytes of the value. Default: as few as hold it. */
  readonly size?: ItemSize;
}

/** An item, or several that belong together. */
export type DescriptorPart = WordedItem | readonly DescriptorPart[];

/** Makes an item of a number. */
export type NumberItem = (value: number, size?: ItemSize) => WordedItem;

/** Makes an item of the words for what a field is. */
export type FieldItem = (...words: readonly FieldWord[]) => WordedItem;

/** Makes an item of a usage: its name on the usage page before it, or its number. */
export type UsageItem = (usage: UsageName | number, size?: ItemSize) => WordedItem;

/**
 * Any item, by its name: for those that have no function of their own here, and for values in words that are not known beforehand.
 *
 * @example
 * ```ts
 * item('delimiter', 1);
 * ```
 */
export function item(name: ItemName, value?: WordedItem['value'], size?: ItemSize): WordedItem {
  return { item: name, ...(value !== undefined && { value }), ...(size !== undefined && { size }) };
}

const numberItem =
  (name: ItemName): NumberItem =>
  (value, size) =>
    item(name, value, size);

const fieldItem =
  (name: ItemName): FieldItem =>
  (...words) =>
    item(name, words);

const usageItem =
  (name: ItemName): UsageItem =>
  (value, size) =>
    item(name, value, size);

/** Input: a field of a report to the host. */
export const input: FieldItem = fieldItem('input');
/** Output: a field of a report from the host. */
export const output: FieldItem = fieldItem('output');
/** Feature: a field that the host asks for, and sets. */
export const feature: FieldItem = fieldItem('feature');

/** Usage: what the next field, or one of the next fields, or the next collection is for. */
export const usage: UsageItem = usageItem('usage');
/** Usage Minimum: the first of a range of usages. */
export const usageMinimum: UsageItem = usageItem('usageMinimum');
/** Usage Maximum: the last of a range of usages. */
export const usageMaximum: UsageItem = usageItem('usageMaximum');

/** Logical Minimum: the least value of the fields that follow. */
export const logicalMinimum: NumberItem = numberItem('logicalMinimum');
/** Logical Maximum: the greatest value of the fields that follow. */
export const logicalMaximum: NumberItem = numberItem('logicalMaximum');
/** Physical Minimum: what the least value stands for. */
export const physicalMinimum: NumberItem = numberItem('physicalMinimum');
/** Physical Maximum: what the greatest value stands for. */
export const physicalMaximum: NumberItem = numberItem('physicalMaximum');
/** Unit, as its code (HID 1.11, 6.2.2.7): 0x11 for centimeters, 0x14 for degrees. */
export const unit: NumberItem = numberItem('unit');
/** Report Size: bits of each field that follows. */
export const reportSize: NumberItem = numberItem('reportSize');
/** Report Count: how many fields follow. */
export const reportCount: NumberItem = numberItem('reportCount');
/** Report ID: the first byte of the reports that the next fields belong to, 1 to 255. */
export const reportId: NumberItem = numberItem('reportId');

/**
 * Unit Exponent: the power of ten of the unit, -8 to 7, which goes as a nibble (HID 1.11, 6.2.2.7).
 *
 * @throws {@link GadgetError} VALUE_RANGE for one that no nibble holds.
 */
export function unitExponent(exponent: number): WordedItem {
  return item('unitExponent', wholeNumber(exponent, 'unitExponent', -8, 7) & 0xf);
}

/** Usage Page: what the numbers of the usages that follow belong to. */
export function usagePage(page: UsagePageName | number, size?: ItemSize): WordedItem {
  return item('usagePage', page, size);
}

/** Push: keeps the global items for the next Pop. */
export function push(): WordedItem {
  return item('push');
}

/** Pop: takes the global items back that the last Push kept. */
export function pop(): WordedItem {
  return item('pop');
}

/** A Collection with what is in it, and its End Collection. */
export function collection(
  type: CollectionName | number,
  parts: readonly DescriptorPart[],
): readonly DescriptorPart[] {
  return [item('collection', type), parts, item('endCollection')];
}
