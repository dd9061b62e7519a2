import { text } from '../options/shape.js';
import { beforeStrayByte, cutUtf8, utf8ToHex } from '../usb/bytes.js';
import type { Codec } from './codec.js';
import { refuse } from './errno.js';
import { shortText, withoutLineFeed } from './text-codecs.js';

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

/** The signature that Windows looks for (Microsoft OS descriptors 1.0). */
export const microsoftSignature = 'MSFT100';

/** Bytes of a written signature that count (OS_STRING_QW_SIGN_LEN / 2, include/linux/usb/composite.h). */
const signatureBytes = 7;

/** Seven units leave no room for a NUL, and the kernel then shows what lies behind them in memory: `webusb/use`. */
const shownSignature = (shown: string): string => withoutLineFeed(shown).slice(0, signatureBytes);

/**
 * The signature of Microsoft OS descriptors: seven bytes of what is written become UTF-16 over what was there, whose tail stays
 * (drivers/usb/gadget/configfs.c, os_desc_qw_sign_store). So nothing empties it again. What is no
 * letter is refused, and the letters before it count.
 */
export const signature: Codec<string> = {
  shape: shortText(signatureBytes, `Windows looks for ${microsoftSignature}.`),
  write: (value) => value || '\n',
  store(written, before) {
    const used = withoutLineFeed(cutUtf8(written, signatureBytes));
    const letters = beforeStrayByte(used);
    const stored = letters + shownSignature(before).slice(letters.length) + '\n';
    return letters === used ? stored : refuse('EINVAL', stored);
  },
  same: (wanted, shown) => shownSignature(wanted) === shownSignature(shown),
  read: shownSignature,
};
