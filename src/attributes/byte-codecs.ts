import { text, type ValueShape } from '../options/shape.js';
import { utf8ToHex } from '../usb/bytes.js';
import type { Codec } from './codec.js';

const isHex = (value: string): boolean => value.length % 2 === 0 && /^[0-9a-f]*$/i.test(value);

/** What bytes may be: hex text of a limited length. */
export function hexText(least: number, most: number, hint = ''): ValueShape {
  return text(
    `${least} to ${most} bytes as hex text`,
    hint,
    (value) =>
      !isHex(value)
        ? 'VALUE_FORMAT'
        : value.length < 2 * least || value.length > 2 * most
          ? 'VALUE_RANGE'
          : undefined,
    { pattern: `^([0-9A-Fa-f]{2}){${least},${most}}$` },
  );
}

/** Bytes that are kept as they are; configfs brings at most 4095 of one write (fs/configfs/file.c, SIMPLE_ATTR_SIZE). */
export function bytes(least: number, most: number, hint = ''): Codec<string> {
  return {
    shape: hexText(least, most, hint),
    write: (value) => value.toLowerCase(),
    store: (written) => written.slice(0, 2 * 4095),
    read: (shown) => shown,
  };
}

/** Eight bytes of a compatible id, always written whole: a shorter write leaves the old tail (drivers/usb/gadget/configfs.c, ext_prop and compat_id stores). */
export const compatibleId: Codec<string> = {
  shape: text(
    'at most 8 capital letters, digits or underscores, such as WINNCM',
    'See "OS Feature Descriptors" of Microsoft for the ids that Windows knows.',
    (value) => (/^[A-Z0-9_]{0,8}$/.test(value) ? undefined : 'VALUE_FORMAT'),
    { pattern: '^[A-Z0-9_]{0,8}$' },
  ),
  write: (value) => utf8ToHex(value).padEnd(16, '0'),
  store(written, before) {
    const used = written.slice(0, 16);
    const kept = used.endsWith('0a') ? used.slice(0, -2) : used;
    return kept + before.slice(kept.length);
  },
  read: (shown) => {
    let id = '';
    for (let at = 0; at < shown.length && shown.slice(at, at + 2) !== '00'; at += 2)
      id += String.fromCharCode(Number.parseInt(shown.slice(at, at + 2), 16));
    return id;
  },
};
