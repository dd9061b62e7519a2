import { isPlain } from '../options/plain.js';
import { text, type ValueShape } from '../options/shape.js';
import { utf8Length } from '../usb/bytes.js';

/** The most characters of a folder's name in `functions` and `configs` (drivers/usb/gadget/configfs.c, MAX_NAME_LEN 40 with its NUL). */
export const longestName = 39;

/** Slashes and control characters. */
// eslint-disable-next-line no-control-regex -- they are what it looks for
const unfit = /[/\u0000-\u001f\u007f]/;

/** Why a text cannot be one segment of a path, or undefined. */
export function segmentFault(name: string): 'NAME_INVALID' | undefined {
  return name === '' || name === '.' || name === '..' || utf8Length(name) > 255 || unfit.test(name)
    ? 'NAME_INVALID'
    : undefined;
}

const named = (fault: (value: string) => 'NAME_INVALID' | undefined, minLength: number): ValueShape =>
  text(
    'a name without slashes and control characters',
    'Use letters, digits and underscores, as in usb0.',
    fault,
    { minLength, maxLength: longestName },
  );

/** The name of a folder within a function. */
export const innerName: ValueShape = named(segmentFault, 1);

/** The instance part of a function's name; the kernel takes an empty one, too. */
export const functionInstance: ValueShape = named(
  (value) => (value === '' ? undefined : segmentFault(value)),
  0,
);

/** The name of a function's folder: `hid.usb0`. */
export function functionName(definition: { readonly driver: string; readonly name: string }): string {
  return `${definition.driver}.${definition.name}`;
}

/** The driver and the instance in the name of a function's folder; a name without a dot is all driver. */
export function functionNamed(folder: string): { readonly driver: string; readonly name: string } {
  const [driver = '', ...name] = folder.split('.');
  return { driver, name: name.join('.') };
}

/** The name of a function's folder, if what may be a definition tells one. */
export function toldFunctionName(definition: unknown): string | undefined {
  if (!isPlain(definition)) return undefined;
  const { driver, name } = definition;
  return typeof driver === 'string' && typeof name === 'string' ? functionName({ driver, name }) : undefined;
}
