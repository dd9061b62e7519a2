import { hexDigits } from '../usb/bytes.js';
import type { DescriptorLayout } from './layouts.js';

/** One field of a descriptor. */
export interface DescriptorField {
  /** What the standard calls it. */
  readonly name: string;
  /** Its value as a number, or hex text where it is bytes. */
  readonly value: number | string;
  /** Bytes that it takes. */
  readonly size: number;
}

/** One descriptor as the host reads it: plain JSON. */
export interface Descriptor {
  /** What the standard calls it. */
  readonly name: string;
  /** All of its bytes as lower-case hex. */
  readonly hex: string;
  /** Its fields in order, `bLength` first. */
  readonly fields: readonly DescriptorField[];
}

/** A number as hex text of so many bytes, the least significant first. */
export function littleEndian(value: number, size: number): string {
  let hex = '';
  for (let rest = value, byte = 0; byte < size; byte++, rest = Math.floor(rest / 256))
    hex += hexDigits(rest & 0xff, 2);
  return hex;
}

function sizeOf(name: string): number {
  if (name.startsWith('dw')) return 4;
  return /^(w|bcd|id)[A-Z]/.test(name) ? 2 : 1;
}

/**
 * Makes a descriptor. Fields without a value are 0, `bLength` and `bDescriptorType` are worked out.
 *
 * @param values - by the name of the field; a text is bytes as hex, of any length.
 */
export function describe(
  { name, type, fields: told }: DescriptorLayout,
  values: Readonly<Record<string, number | string>> = {},
): Descriptor {
  const fields = told.split(' ').map((field): DescriptorField => {
    const [, key = '', told, constant] = /^(\w+)(?::(\d+))?(?:=(\w+))?$/.exec(field) ?? [];
    const value = values[key] ?? Number(constant ?? 0);
    const size = typeof value === 'string' ? value.length / 2 : Number(told ?? sizeOf(key));
    return { name: key, value, size };
  });
  const length = fields.reduce((sum, { size }) => sum + size, 2);
  const all = [
    { name: 'bLength', value: length, size: 1 },
    { name: 'bDescriptorType', value: type, size: 1 },
    ...fields,
  ];
  const hex = all
    .map(({ value, size }) => (typeof value === 'string' ? value : littleEndian(value, size)))
    .join('');
  return { name, hex, fields: all };
}

/** Bytes of a descriptor, or of several. */
export function lengthOf(descriptors: readonly Descriptor[]): number {
  return descriptors.reduce((sum, { hex }) => sum + hex.length / 2, 0);
}
