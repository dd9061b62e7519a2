/** Numbers that people know by their hexadecimal digits. */
const hexadecimal: ReadonlySet<unknown> = new Set([
  'vendorId',
  'productId',
  'usbVersion',
  'deviceVersion',
  'vendorCode',
  'version',
]);

/** What was typed for a number; what is none stays as it is, for the check to say so. */
export function readNumber(text: string): unknown {
  const typed = text.trim();
  if (typed === '') return undefined;
  return /^(0x[0-9a-f]+|-?\d+)$/i.test(typed) ? Number(typed) : typed;
}

/** A value as one would type it. */
export function showValue(value: unknown, key: string | number | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && hexadecimal.has(key))
    return `0x${value.toString(16).padStart(key === 'vendorCode' ? 2 : 4, '0')}`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** How several values are typed. */
interface Several {
  readonly numbers: boolean;
  readonly onLines: boolean;
  readonly orOne: boolean;
}

/** What was typed for several values. */
export function readSeveral(text: string, { numbers, onLines, orOne }: Several): unknown {
  const items = text
    .split(onLines ? '\n' : ',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => (numbers ? readNumber(each) : each));
  if (!items.length) return undefined;
  return orOne && items.length === 1 ? items[0] : items;
}

/** Several values as one would type them. */
export function showSeveral(value: unknown, { onLines }: Several): string {
  return Array.isArray(value)
    ? value.map((each) => showValue(each, undefined)).join(onLines ? '\n' : ', ')
    : showValue(value, undefined);
}

/** One of several: `luns` as `lun`. */
export const oneOf = (several: string): string => several.replace(/ies$/, 'y').replace(/s$/, '');

/** An option's key in words: `hostAddress` as `host address`. */
export const inWords = (key: string): string => key.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
