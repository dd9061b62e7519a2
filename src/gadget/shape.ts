import { besideAttributes } from '../functions/beside-attributes.js';
import { attributeOptions } from '../functions/function-driver.js';
import { functionDrivers } from '../functions/drivers.js';
import { longestName, segmentFault } from '../functions/function-name.js';
import { raw } from '../functions/raw.js';
import { eachOnce, once } from '../options/once.js';
import {
  list,
  object,
  oneOf,
  text,
  truth,
  wholeNumber,
  type ObjectShape,
  type Option,
  type Shape,
  type ValueShape,
} from '../options/shape.js';
import { shortText } from '../attributes/text-codecs.js';
import { isLanguage } from '../usb/language.js';
import {
  configurationAttributes,
  customStringAttributes,
  gadgetAttributes,
  gadgetStringAttributes,
  osDescriptorAttributes,
  webUsbAttributes,
} from './gadget-attributes.js';
import { hostNames } from './hosts/host-names.js';

const folderName = (most: number): ValueShape =>
  text(
    `a name of at most ${most} characters without slashes and control characters`,
    'Use letters, digits, underscores and hyphens.',
    (value) => segmentFault(value) ?? (value.length > most ? 'NAME_INVALID' : undefined),
    { minLength: 1, maxLength: most },
  );

const language: ValueShape = text(
  'a language such as 0x409 (English, United States)',
  'Texts stand below their language, as in { 0x409: … }; "Language Identifiers" of the USB implementers has the others.',
  (value) => (isLanguage(Number(value)) ? undefined : 'LANGUAGE_INVALID'),
);

const byLanguage = (of: Shape): Option => ({ shape: { kind: 'map', keys: language, of } });

/** The part before the dot; the kernel splits at the first one. */
const configurationLabel: ValueShape = text(
  `a name of at most ${longestName - 2} characters without dots and slashes`,
  'Leave it out: it is c.',
  (value) =>
    segmentFault(value) ??
    (value.includes('.') || value.length > longestName - 2 ? 'NAME_INVALID' : undefined),
);

const customStringName: ValueShape = besideAttributes(
  gadgetStringAttributes,
  text(
    'a name without slashes and control characters, none of manufacturer, product and serialnumber',
    'Use letters, digits and underscores.',
    segmentFault,
  ),
);

const gadgetStrings = (): ObjectShape =>
  object({
    ...attributeOptions(gadgetStringAttributes),
    custom: {
      shape: {
        kind: 'map',
        keys: customStringName,
        of: customStringAttributes.find(({ from }) => from === 'text')!.codec.shape,
      },
    },
  });

const reference: ValueShape = text('the name of a function such as hid.usb0', '', (value) =>
  value.includes('.') ? undefined : 'VALUE_FORMAT',
);

const linkName: ValueShape = text(
  'a name without slashes and control characters',
  'Leave it out: it is that of what the link leads to.',
  (value) => segmentFault(value),
  { minLength: 1, maxLength: 255 },
);

const configuration = (): ObjectShape =>
  object({
    name: { shape: configurationLabel },
    number: { shape: wholeNumber(1, 255) },
    strings: byLanguage(shortText(126)),
    ...attributeOptions(configurationAttributes),
    selfPowered: { shape: truth },
    remoteWakeup: { shape: truth },
    functions: { shape: list(reference) },
    links: {
      shape: { kind: 'map', keys: reference, of: linkName },
    },
  });

/** What a function may be: told by its driver; with `contents` or `attributes` it is a raw one. */
function functionShape(): Shape {
  const drivers = functionDrivers();
  const cases = Object.fromEntries(
    Object.keys(drivers).map((driver) => [driver, () => drivers[driver]!.options]),
  );
  return {
    kind: 'variant',
    key: 'driver',
    cases: eachOnce({ ...cases, rndis5: cases['rndis']! }),
    other: { markers: ['contents', 'attributes'], shape: raw().options },
  };
}

/** What a gadget may be: the keys of its definition and of its options. */
export const gadgetShape: () => ObjectShape = once(() =>
  object({
    name: { shape: folderName(255), required: 'The name of its folder in usb_gadget.' },
    ...attributeOptions(gadgetAttributes),
    vendorId: {
      ...attributeOptions(gadgetAttributes)['vendorId']!,
      required: 'idVendor: who made the device.',
    },
    productId: {
      ...attributeOptions(gadgetAttributes)['productId']!,
      required: 'idProduct: which device of that maker.',
    },
    strings: byLanguage(gadgetStrings()),
    osDescriptors: {
      shape: object({
        ...attributeOptions(osDescriptorAttributes),
        configuration: { shape: shortText(longestName) },
        link: { shape: besideAttributes(osDescriptorAttributes, linkName) },
      }),
    },
    webUsb: { shape: object(attributeOptions(webUsbAttributes)) },
    hosts: { shape: list(oneOf(hostNames)) },
    functions: { shape: list(functionShape()), required: 'The functions, in the order of their making.' },
    configurations: { shape: list(configuration()) },
    udc: { shape: folderName(255) },
    owner: {
      shape: object({
        user: { shape: folderName(32), required: 'The name of a user of the machine.' },
        optional: { shape: truth },
      }),
    },
  }),
);
