import { findAttribute, type Attribute, type FolderKind, type Made } from '../attributes/attribute.js';
import { asItIs } from '../attributes/text-codecs.js';
import { isRefusal, refuse } from '../attributes/errno.js';
import type { KernelVersion } from '../attributes/kernel-version.js';
import { utf8Length } from '../usb/bytes.js';
import { isLanguage, mostLanguages } from '../usb/language.js';
import { parseUnsigned } from '../attributes/number-codecs.js';
import { functionDrivers, rawDrivers } from '../functions/drivers.js';
import { functionNamed, longestName } from '../functions/function-name.js';
import { raw } from '../functions/raw.js';
import {
  configurationAttributes,
  configurationStringAttributes,
  customStringAttributes,
  customStringsSince,
  gadgetAttributes,
  gadgetStringAttributes,
  osDescriptorAttributes,
  webUsbAttributes,
  webUsbSince,
} from '../gadget/gadget-attributes.js';

/** A folder whose children are languages: the names are numbers, and a number is there once under any spelling. The host takes the first. */
function languages(kind: FolderKind): FolderKind {
  const language: FolderKind = { ...kind, isOrdered: true };
  return {
    attributes: [],
    makes(name, siblings) {
      const identifier = parseUnsigned(name, 0xffff);
      if (isRefusal(identifier)) return identifier;
      if (!isLanguage(identifier)) return refuse('EINVAL');
      if (siblings.some((each) => parseUnsigned(each, 0xffff) === identifier)) return refuse('EEXIST');
      return siblings.length >= mostLanguages ? refuse('EOVERFLOW') : language;
    },
  };
}

/** `strings/LANGUAGE/NAME`. */
export const customString: FolderKind = { attributes: customStringAttributes, isOrdered: true };

/** A language of the gadget, which takes further strings (drivers/usb/gadget/configfs.c, gadget_language_string_make). */
const gadgetLanguage: FolderKind = {
  attributes: gadgetStringAttributes,
  makes: (_name, _siblings, kernel) => (kernel >= customStringsSince ? customString : refuse('EPERM')),
};

/** `configs/NAME.NUMBER` (drivers/usb/gadget/configfs.c, config_desc_make). */
const configuration: FolderKind = {
  role: 'configuration',
  isOrdered: true,
  attributes: configurationAttributes,
  folders: { strings: languages({ attributes: configurationStringAttributes }) },
  links: true,
};

const configurationNumber = (name: string): ReturnType<typeof parseUnsigned> =>
  parseUnsigned(name.slice(name.indexOf('.') + 1), 0xff);

function makeConfiguration(name: string, siblings: readonly string[]): Made {
  if (utf8Length(name) > longestName) return refuse('ENAMETOOLONG');
  if (name.indexOf('.') < 1) return refuse('EINVAL');
  const number = configurationNumber(name);
  if (isRefusal(number)) return number;
  if (number === 0) return refuse('EINVAL');
  return siblings.some((each) => configurationNumber(each) === number) ? refuse('EBUSY') : configuration;
}

/** FunctionFS: its interfaces and endpoints are what a program says. */
const functionFs = 'ffs';

/** `functions/DRIVER.NAME` (drivers/usb/gadget/configfs.c, function_make). */
function makeFunction(name: string, _siblings: readonly string[], kernel: KernelVersion): Made {
  if (utf8Length(name) > longestName) return refuse('ENAMETOOLONG');
  if (!name.includes('.')) return refuse('EINVAL');
  const { driver } = functionNamed(name);
  const facts = functionDrivers()[driver];
  if (facts) return (facts.since ?? 0) > kernel ? refuse('ENOENT') : facts.folder;
  return rawDrivers()[driver]?.folder ?? (driver === functionFs ? raw().folder : refuse('ENOENT'));
}

/** `usb_gadget/NAME`. Its default groups stand in the order in which the kernel makes them. */
export const gadgetFolder: FolderKind = {
  attributes: gadgetAttributes,
  folders: {
    functions: { attributes: [], makes: makeFunction },
    configs: { attributes: [], makes: makeConfiguration },
    strings: languages(gadgetLanguage),
    os_desc: { attributes: osDescriptorAttributes, links: true },
    webusb: { attributes: webUsbAttributes, since: webUsbSince },
  },
};

/** `usb_gadget`. */
export const usbGadgetFolder: FolderKind = { attributes: [], makes: () => gadgetFolder };

/** An attribute that no table knows: left alone, compared as text, and put back only where it can be written. */
export function unknownAttribute(name: string): Attribute {
  return { name, codec: asItIs, initial: '', kind: 'derived', takesEffect: 'bind', vendor: true };
}

/** Whether no table knows an attribute. */
export function isUnknownAttribute({ vendor, from, kind }: Attribute): boolean {
  return vendor === true && from === undefined && kind === 'derived';
}

/** The attribute `name` of a folder; one of its own for folders of which nothing is known. */
export function attributeIn(kind: FolderKind, name: string): Attribute {
  return findAttribute(kind, name) ?? unknownAttribute(name);
}
