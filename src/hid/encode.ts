import { GadgetError, issue } from '../errors.js';
import { toHex } from '../usb/bytes.js';
import { itemTag, type ItemName, type ItemSize } from './item-tags.js';

/**
 * One item of a report descriptor as data: its name, its value, and the bytes of the value where the shortest that holds it is not wanted.
 *
 * @example
 * ```ts
 * const wheel: ReportItem[] = [['usage', genericDesktop.wheel], ['logicalMinimum', -127], ['logicalMaximum', 127]];
 * ```
 */
export type ReportItem = readonly [name: ItemName, value?: number, size?: ItemSize];

function fits(value: number, size: ItemSize, signed: boolean): boolean {
  const span = 2 ** (8 * size);
  return signed ? value >= -span / 2 && value < span / 2 : value >= 0 && value < span;
}

function shortestSize(value: number, signed: boolean): ItemSize {
  return fits(value, 1, signed) ? 1 : fits(value, 2, signed) ? 2 : 4;
}

function encodeItem([name, value = 0, explicitSize]: ReportItem, path: string): number[] {
  const { prefix, signed = false, empty = false } = itemTag(name);
  const size = explicitSize ?? (empty ? 0 : shortestSize(value, signed));
  const holds = size === 0 ? value === 0 : Number.isInteger(value) && fits(value, size, signed);
  if (!holds) {
    const kind = signed ? 'a signed' : 'an unsigned';
    throw new GadgetError([
      issue(
        'VALUE_RANGE',
        path,
        `"${name}" expected ${kind} integer of ${size} bytes, got ${value}`,
        'Give a value that fits, or leave out the size.',
      ),
    ]);
  }
  const bytes = [prefix | (size === 4 ? 3 : size)];
  for (let index = 0; index < size; index++) bytes.push((value >> (8 * index)) & 0xff);
  return bytes;
}

/**
 * Writes a report descriptor as lower-case hex text, every value in as few bytes as hold it, at least one (HID 1.11, 6.2.2.2).
 *
 * @throws {@link GadgetError} VALUE_RANGE for a value that the item cannot hold.
 */
export function encodeReportDescriptor(items: readonly ReportItem[]): string {
  return toHex(Uint8Array.from(items.flatMap((item, index) => encodeItem(item, `items[${index}]`))));
}
