import { formatReportDescriptor } from '../hid/format.js';
import { hexDigits } from '../usb/bytes.js';
import type { Descriptor, DescriptorField } from './descriptor.js';
import type { GadgetDescriptors, SpeedDescriptors } from './descriptors-of.js';
import type { GadgetString } from './string-table.js';

/** Names of fields that people read in decimal; the rest are codes and bits, and read in hexadecimal. */
const decimal =
  /^(bNum|bIn[A-Z]|bLength|bMaxPacket|bMaxPower|bInterval|bInterface(Number|Count)|bAlternate|bFirst|bConfigurationValue|bControl|bSubordinate|bDataInterface|bMaxBurst|bJackID|baSource|w.*(Length|Size|Interval|Lat)|wNumber|i[A-Z])/;

function valueText({ name, value, size }: DescriptorField): string {
  if (typeof value === 'string') return value;
  return decimal.test(name) ? String(value) : `0x${hexDigits(value, size * 2)}`;
}

/** The text that an index stands for, in the first language that has it. */
function meaning({ name, value }: DescriptorField, strings: readonly GadgetString[]): string {
  if (!/^i[A-Z]/.test(name) || value === 0 || name === 'iLandingPage') return '';
  const found = strings.find(({ index }) => index === value);
  if (!found) return '  (nothing)';
  return `  ${found.text === undefined ? '(random)' : JSON.stringify(found.text)}`;
}

function descriptorLines({ name, hex, fields }: Descriptor, strings: readonly GadgetString[]): string[] {
  const told = fields.slice(2);
  const width = Math.max(...told.map((each) => each.name.length));
  return [
    `${name}: ${hex}`,
    ...told.map((each) =>
      `  ${each.name.padEnd(width)}  ${valueText(each)}${meaning(each, strings)}`.trimEnd(),
    ),
  ];
}

function speedLines(
  { speed, device, qualifier, configurations, otherSpeed }: SpeedDescriptors,
  strings: readonly GadgetString[],
): string[] {
  const lines = (descriptors: readonly Descriptor[]): string[] =>
    descriptors.flatMap((each) => descriptorLines(each, strings));
  return [
    `# At ${speed} speed`,
    '',
    ...lines([device, ...(qualifier ? [qualifier] : [])]),
    ...configurations.flatMap(({ name, hex, descriptors }) => [
      '',
      `## ${name}: ${hex.length / 2} bytes`,
      '',
      ...lines(descriptors),
    ]),
    ...otherSpeed.flatMap(({ name, hex }) => ['', `## ${name}, other speed`, '', hex]),
    '',
  ];
}

function stringLines({ languages, strings }: GadgetDescriptors): string[] {
  if (!languages) return [];
  return [
    '# Strings',
    '',
    `languages: ${languages.hex}`,
    ...strings.map(
      ({ index, language, text, descriptor }) =>
        `0x${hexDigits(language, 4)} ${String(index).padStart(3)}  ` +
        (text === undefined ? '(random)' : `${JSON.stringify(text)}: ${descriptor?.hex ?? ''}`),
    ),
    '',
  ];
}

function microsoftLines({ microsoft }: GadgetDescriptors): string[] {
  if (!microsoft) return [];
  const { string, compatibleIds, interfaces, properties } = microsoft;
  return [
    '# Microsoft OS descriptors',
    '',
    `string 0xee: ${string}`,
    ...(compatibleIds === undefined ? [] : [`compatible ids: ${compatibleIds}`]),
    ...interfaces.map(
      ({ interface: number, function: name, compatibleId, subCompatibleId }) =>
        `  interface ${number}, ${name}  ${[compatibleId, subCompatibleId].filter(Boolean).join(' ') || '(none)'}`,
    ),
    ...properties.map((each, number) => `properties of interface ${number}: ${each || '(refused)'}`),
    '',
  ];
}

/**
 * What a host reads as text for people: each descriptor with its bytes, and its fields below it.
 *
 * @param speeds - which of the speeds. Default: all.
 */
export function formatDescriptors(
  descriptors: GadgetDescriptors,
  speeds: readonly SpeedDescriptors[] = descriptors.speeds,
): string {
  const { strings, store, webUsbUrl, reports } = descriptors;
  const section = (title: string, parts: readonly Descriptor[]): string[] =>
    parts.length === 0
      ? []
      : [`# ${title}`, '', ...parts.flatMap((each) => descriptorLines(each, strings)), ''];
  return [
    ...speeds.flatMap((each) => speedLines(each, strings)),
    ...stringLines(descriptors),
    ...section('Binary device object store', store?.descriptors ?? []),
    ...microsoftLines(descriptors),
    ...section('WebUSB page', webUsbUrl ? [webUsbUrl] : []),
    ...reports.flatMap(({ configuration, function: name, interface: number, hex }) => [
      `# Report descriptor of interface ${number} of ${configuration}, ${name}`,
      '',
      hex,
      ...formatReportDescriptor(hex).trimEnd().split('\n'),
      '',
    ]),
  ].join('\n');
}
