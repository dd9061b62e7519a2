import type { Attribute, FolderKind } from '../attributes/attribute.js';
import type { Codec } from '../attributes/codec.js';
import { boolean } from '../attributes/boolean-codecs.js';
import { asItIs, shortText, shownOnly, withoutLineFeed } from '../attributes/text-codecs.js';
import { since } from '../attributes/kernel-version.js';
import { once } from '../options/once.js';
import { object, text, type ObjectShape } from '../options/shape.js';
import { cutUtf8, fromUtf8, toUtf8, utf8Length } from '../usb/bytes.js';
import { attributeOptions } from './function-driver.js';

/**
 * What a drive answers to INQUIRY (SPC-4, 6.4.2). Each part is padded with spaces and cut to its length in bytes, those of UTF-8 where it
 * has others than the letters of ASCII, which are all that the standard knows.
 */
export interface InquiryString {
  /** The maker, at most 8 characters; further ones, up to 255, are cut off. Default `Linux`, from the kernel, if all parts are absent. */
  readonly vendor?: string;
  /** The product, at most 16 characters; further ones, up to 255, are cut off. Default: blank. */
  readonly product?: string;
  /** Its version, at most 4 characters; further ones, up to 255, are cut off. Default: blank. */
  readonly revision?: string;
}

/** One drive of a mass storage function. */
export interface LunDefinition {
  /** The image or block device in it, an absolute path. Absent: whatever is in the drive stays there. Empty: no medium. */
  readonly file?: string;
  /** A CD-ROM drive: blocks of 2048 bytes, always read-only. Default false. */
  readonly cdrom?: boolean;
  /** The host cannot write. Default false. */
  readonly readOnly?: boolean;
  /** The medium can be changed. Default true. */
  readonly removable?: boolean;
  /** Ignore the host's wish that a write be on the medium before it is answered (Force Unit Access). Default false. */
  readonly nofua?: boolean;
  /** What the drive calls itself. Default: what the kernel says. */
  readonly inquiryString?: InquiryString;
  /** What the drive calls itself while it is a CD-ROM drive. Vendor kernels only (PiKVM); left out where the kernel lacks it. Default: what the kernel says. */
  readonly inquiryStringCdrom?: InquiryString;
}

const inquiryParts = { vendor: 8, product: 16, revision: 4 } as const;

function padded(text: string, size: number): string {
  let kept = text;
  while (utf8Length(kept) > size) kept = Array.from(kept).slice(0, -1).join('');
  return kept + ' '.repeat(size - utf8Length(kept));
}

function formatInquiry(parts: InquiryString | undefined): string | undefined {
  if (!parts) return undefined;
  return Object.entries(inquiryParts)
    .map(([part, size]) => padded(parts[part as keyof InquiryString] ?? '', size))
    .join('');
}

/** The parts of what a drive answers; those that are blank are left out. */
function parseInquiry(answer: string): InquiryString {
  const parts: Record<string, string> = {};
  const bytes = toUtf8(answer);
  let at = 0;
  for (const [part, size] of Object.entries(inquiryParts)) {
    const text = fromUtf8(bytes.subarray(at, (at += size))).trimEnd();
    if (text) parts[part] = text;
  }
  return parts;
}

const inquiryShape = once((): ObjectShape =>
  object(Object.fromEntries(Object.keys(inquiryParts).map((part) => [part, { shape: shortText(255) }]))),
);

/** INQUIRY_STRING_LEN less its NUL (drivers/usb/gadget/function/storage_common.h). */
const inquiryLength = 28;

/** Cut or padded with spaces; a line feed alone empties it (storage_common.c, fsg_store_inquiry_string). */
const inquiry: Codec<string> = {
  ...shownOnly,
  read: (shown) => shown,
  store(written) {
    if (written.startsWith('\n')) return '\n';
    const kept = cutUtf8(withoutLineFeed(cutUtf8(written, inquiryLength + 1)), inquiryLength);
    return padded(kept, inquiryLength) + '\n';
  },
};

/** The medium: the kernel opens the file at once, in the writer's name. The simulated kernel adds what depends on files. */
const medium: Codec<string> = {
  shape: text(
    'an absolute path, or an empty text for no medium',
    'Give the whole path, starting with a slash.',
    (value) =>
      value === '' || (value.startsWith('/') && value.length < 4095 && !/[\0\n]/.test(value))
        ? undefined
        : 'VALUE_FORMAT',
  ),
  write: (value) => value || '\n',
  store: (written) => {
    const path = withoutLineFeed(written);
    return path && path + '\n';
  },
  read: withoutLineFeed,
};

/** In the only order that works: `cdrom` and `ro` are refused while a file is open, and `cdrom` sets `ro`. */
const attributes = once((): readonly Attribute[] => [
  { name: 'cdrom', codec: boolean, from: 'cdrom', initial: '0\n', takesEffect: 'now', frozenBy: 'medium' },
  {
    name: 'ro',
    codec: boolean,
    from: ({ cdrom, readOnly }: LunDefinition) => (cdrom ? true : readOnly),
    into: 'readOnly',
    initial: '0\n',
    // Shown as 1 as well while the file is on a read-only file system, so that it is no sign of a change.
    kind: 'derived',
    follows: 'cdrom',
    takesEffect: 'now',
    frozenBy: 'medium',
  },
  { name: 'removable', codec: boolean, from: 'removable', initial: '1\n', takesEffect: 'now' },
  { name: 'nofua', codec: boolean, from: 'nofua', initial: '0\n', takesEffect: 'now' },
  {
    name: 'inquiry_string',
    codec: inquiry,
    from: (lun: LunDefinition) => formatInquiry(lun.inquiryString),
    into: (answer: string) => ({ inquiryString: parseInquiry(answer) }),
    initial: '\n',
    takesEffect: 'now',
  },
  {
    name: 'inquiry_string_cdrom',
    codec: inquiry,
    from: (lun: LunDefinition) => formatInquiry(lun.inquiryStringCdrom),
    into: (answer: string) => ({ inquiryStringCdrom: parseInquiry(answer) }),
    initial: '\n',
    takesEffect: 'now',
    vendor: true,
  },
  { name: 'file', codec: medium, from: 'file', initial: '', kind: 'run-time', takesEffect: 'now' },
  {
    name: 'forced_eject',
    codec: asItIs,
    initial: '',
    access: 'write-only',
    kind: 'derived',
    takesEffect: 'now',
    since: since(6, 0),
  },
]);

/** The folder `lun.N`. */
export const lunFolder: () => FolderKind = once(() => ({ attributes: attributes() }));

/** The options of one drive. */
export const lunShape = (): ObjectShape =>
  object({
    ...attributeOptions(attributes()),
    readOnly: { shape: boolean.shape },
    inquiryString: { shape: inquiryShape() },
    inquiryStringCdrom: { shape: inquiryShape() },
  });
