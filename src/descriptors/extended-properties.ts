import { findAttribute } from '../attributes/attribute.js';
import { isRefusal } from '../attributes/errno.js';
import { propertyFolder, propertyTypeOf, servedTypes } from '../functions/extended-property.js';
import { fromHex, fromUtf8, utf8ToHex } from '../usb/bytes.js';
import { littleEndian } from './descriptor.js';
import { numberOf, type FunctionContents } from './function-descriptors.js';

/** USB_COMP_EP0_OS_DESC_BUFSIZ (include/linux/usb/composite.h). */
const mostBytes = 4096;

/** UTF-16 as hex, with zeros up to so many bytes: the kernel counts two for each byte of UTF-8. */
function utf16(text: string, bytes: number): string {
  let hex = '';
  for (let index = 0; index < text.length; index++) hex += littleEndian(text.charCodeAt(index), 2);
  return hex.padEnd(2 * bytes, '0');
}

/** What the driver keeps of the bytes that are written (drivers/usb/gadget/configfs.c, ext_prop_data_store). */
function keptData(attributes: FunctionContents, folder: string): string {
  const kept = findAttribute(propertyFolder(), 'data')!.codec.store(
    attributes.bytes(`${folder}/data`) ?? '',
    '',
  );
  return isRefusal(kept) ? '' : kept;
}

/** `bcdVersion` 1.00 and `wIndex` 5 stand between the two. */
const header = (length: number, count: number): string =>
  `${littleEndian(length, 4)}00010500${littleEndian(count, 2)}`;

/** What is told of an interface that has none. */
export const noProperties: string = header(10, 0);

/** One property; undefined if the kernel cannot tell it. */
function property(attributes: FunctionContents, folder: string): string | undefined {
  const number = numberOf(attributes, `${folder}/type`, 0);
  const type = propertyTypeOf(number);
  if (type === undefined || !servedTypes.includes(type)) return undefined;
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const nameBytes = utf8ToHex(name).length + 2;
  const kept = keptData(attributes, folder);
  // A text is told with its bytes doubled and a unit more.
  const size = type === 'binary' ? kept.length / 2 : kept.length + 2;
  const data = type === 'binary' ? kept : utf16(fromUtf8(fromHex(kept)).split('\0', 1)[0]!, size);
  return (
    littleEndian(14 + nameBytes + size, 4) +
    littleEndian(number, 4) +
    littleEndian(nameBytes, 2) +
    utf16(name, nameBytes) +
    littleEndian(size, 4) +
    data
  );
}

/**
 * What the host reads of the extended properties of an interface (Extended properties OS feature descriptor specification 1.0;
 * drivers/usb/gadget/composite.c, fill_ext_prop). Empty if the kernel refuses to tell, as it does for types that it does not know.
 *
 * @param folder - the folder of the interface, which holds them.
 */
export function extendedProperties(attributes: FunctionContents, folder: string): string {
  const properties = attributes.folders(folder).map((each) => property(attributes, each));
  const length = properties.reduce((sum, each = '') => sum + each.length / 2, 10);
  let told = header(Math.min(length, mostBytes), properties.length);
  for (const each of properties) {
    if (each === undefined) return '';
    if ((told.length + each.length) / 2 >= mostBytes) break;
    told += each;
  }
  return told;
}
