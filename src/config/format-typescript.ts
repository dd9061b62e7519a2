import type { FunctionDefinition } from '../functions/drivers.js';
import type { ConfigurationDefinition, GadgetDefinition } from '../gadget/definition.js';
import type { NetworkDefinition } from '../network/network-definition.js';
import { hexDigits } from '../usb/bytes.js';
import { withPreset } from './with-preset.js';

/** The class of each driver; those whose class stands for one driver leave it out. */
const classes: Readonly<Record<string, { readonly name: string; readonly oneDriver?: boolean }>> = {
  hid: { name: 'HidFunction', oneDriver: true },
  mass_storage: { name: 'MassStorageFunction', oneDriver: true },
  ecm: { name: 'EthernetFunction' },
  geth: { name: 'EthernetFunction' },
  eem: { name: 'EthernetFunction' },
  ncm: { name: 'EthernetFunction' },
  rndis: { name: 'EthernetFunction' },
  rndis5: { name: 'EthernetFunction' },
  ffs: { name: 'FunctionFsFunction', oneDriver: true },
  acm: { name: 'SerialFunction' },
  gser: { name: 'SerialFunction' },
  obex: { name: 'SerialFunction' },
  uvc: { name: 'VideoFunction', oneDriver: true },
  uac1: { name: 'AudioFunction' },
  uac2: { name: 'AudioFunction' },
  Loopback: { name: 'LoopbackFunction', oneDriver: true },
  SourceSink: { name: 'SourceSinkFunction', oneDriver: true },
  midi: { name: 'MidiFunction' },
  midi2: { name: 'MidiFunction' },
  phonet: { name: 'PhonetFunction', oneDriver: true },
  printer: { name: 'PrinterFunction', oneDriver: true },
  tcm: { name: 'TargetFunction', oneDriver: true },
};

const raw = { name: 'RawFunction', oneDriver: false };

const classOf = (each: FunctionDefinition): { readonly name: string; readonly oneDriver?: boolean } =>
  'contents' in each || 'attributes' in each ? raw : (classes[each.driver] ?? raw);

/** Numbers that people know by their hexadecimal digits. */
const hexadecimal: ReadonlySet<string> = new Set([
  'vendorId',
  'productId',
  'usbVersion',
  'deviceVersion',
  'vendorCode',
]);

const indented = (text: string): string => text.replace(/\n/g, '\n  ');

const block = (open: string, lines: readonly string[], close: string): string =>
  lines.length
    ? indented([open, ...lines.map((line) => `${line},`)].join('\n')) + `\n${close}`
    : open + close;

const quoted = (text: string): string =>
  /['\\\n\r\u2028\u2029]/.test(text) ? JSON.stringify(text) : `'${text}'`;

function literal(value: unknown, key = ''): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' && hexadecimal.has(key)) return `0x${hexDigits(value, 4)}`;
  if (Array.isArray(value))
    return block(
      '[',
      value.map((each) => literal(each)),
      ']',
    );
  if (typeof value === 'object' && value !== null) return objectLiteral(value);
  return String(value);
}

function objectLiteral(value: object, spelled: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries(value).map(([key, each]) => {
    const name = /^[a-z]\w*$/i.test(key) ? key : quoted(key);
    return `${name}: ${spelled[key] ?? literal(each, key)}`;
  });
  return block('{', lines, '}');
}

function newFunction(each: FunctionDefinition): string {
  const { name, oneDriver } = classOf(each);
  const { driver, ...rest } = each;
  return `new ${name}(${objectLiteral(oneDriver ? rest : { driver, ...rest })})`;
}

/** Names for networks: `network`, or `network1` and so on. */
const networkLines = (networks: readonly NetworkDefinition[]): string[] =>
  networks.map(
    (each, index) =>
      `export const network${networks.length > 1 ? index + 1 : ''} = new OtgNet(${objectLiteral(each)});`,
  );

/**
 * Writes a gadget, with its networks, as the TypeScript that makes it. What the definition leaves out, its classes complete: options that
 * are no definition yet, such as a preset in place of a report descriptor, are written as they stand.
 *
 * @param networks - the networks over its network cards.
 */
export function formatTypescript(
  definition: Omit<GadgetDefinition, 'configurations'> & Partial<Pick<GadgetDefinition, 'configurations'>>,
  networks: readonly NetworkDefinition[] = [],
): string {
  const { configurations } = definition;
  const functions = definition.functions.map(withPreset);
  const configuration = (each: ConfigurationDefinition): string =>
    `new Configuration(${objectLiteral(each)})`;
  const gadget = objectLiteral(definition, {
    functions: block('[', functions.map(newFunction), ']'),
    ...(configurations && { configurations: block('[', configurations.map(configuration), ']') }),
  });
  const names = [
    'Gadget',
    ...(configurations ? ['Configuration'] : []),
    ...functions.map((each) => classOf(each).name),
  ];
  return [
    `import { ${[...new Set(names)].sort().join(', ')} } from 'usb-gadget';`,
    ...(networks.length ? ["import { OtgNet } from 'usb-gadget/network';"] : []),
    '',
    `export const gadget = new Gadget(${gadget});`,
    ...networkLines(networks),
    '',
  ].join('\n');
}
