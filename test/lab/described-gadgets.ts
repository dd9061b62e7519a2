import { defineGadget, endpointsOf, type ControllerProfile, type GadgetDefinition } from 'usb-gadget';
import { descriptorsOf } from 'usb-gadget/descriptors';
import type { Draws } from './random.js';

type Options = Readonly<Record<string, unknown>>;

const hostAddress = '02:00:0a:0b:00:02';
const windows = { use: true, vendorCode: 0xcd, sign: 'MSFT100', configuration: 'c.1' };

/** A gadget under the ids that the checks look for. */
export const described = (functions: readonly Options[], more: Options = {}): GadgetDefinition =>
  defineGadget({ name: 'read', vendorId: 0x1d6b, productId: 0x0104, functions, ...more });

const disk: Options = { driver: 'mass_storage', luns: [{}] };
const keyboard: Options = { driver: 'hid', preset: 'keyboard' };
const mouse: Options = { driver: 'hid', preset: 'relative-mouse', noOutEndpoint: false };

/** Every function whose descriptors are known, with what its attributes change of them; obex stays off the bus, whoever opens its port. */
const functions: Readonly<Record<string, Options>> = {
  keyboard,
  mouse,
  disk,
  ecm: { driver: 'ecm', hostAddress },
  geth: { driver: 'geth' },
  eem: { driver: 'eem' },
  ncm: { driver: 'ncm', hostAddress },
  rndis: { driver: 'rndis', interfaceClass: { class: 0xef, subClass: 4, protocol: 1 } },
  acm: { driver: 'acm' },
  gser: { driver: 'gser' },
  Loopback: { driver: 'Loopback', attributes: {} },
  SourceSink: { driver: 'SourceSink', attributes: { isoc_mult: 1 } },
  printer: { driver: 'printer', attributes: { pnp_string: 'MFG:Us;' } },
  midi: { driver: 'midi', attributes: { in_ports: 2, out_ports: 3 } },
  phonet: { driver: 'phonet', attributes: {} },
};

/** A function that a program serves; it answers on the first two endpoints. */
const served: Options = {
  driver: 'ffs',
  name: 'served',
  readySeconds: 30,
  interfaces: [
    {
      text: 'Echo',
      endpoints: [
        { direction: 'in', transfer: 'bulk' },
        { direction: 'out', transfer: 'bulk' },
      ],
    },
    { class: 0xff, subclass: 1, protocol: 2, endpoints: [] },
    {
      text: 'Bell é',
      endpoints: [{ direction: 'in', transfer: 'interrupt', packetBytes: 100, interval: 6 }],
    },
  ],
};

const strings = { '0x409': { manufacturer: 'Ministry', product: 'Käse €', serialNumber: '0001' } };
const manyStrings = {
  '0x407': { manufacturer: 'Amt', product: '🎹' },
  '0x409': { product: 'Keys' },
};

const all = (...names: readonly string[]): readonly Options[] => names.map((name) => functions[name]!);

/** Gadgets by what they show: every function is in one of them. */
export const knownGadgets: Readonly<Record<string, GadgetDefinition>> = {
  'notifications beside reports': described(all('mouse', 'ecm', 'disk', 'acm'), {
    strings: manyStrings,
    deviceClass: 0xef,
    deviceSubClass: 2,
    deviceProtocol: 1,
    deviceVersion: 0x0123,
  }),
  "Windows' ids and properties": described(
    [
      keyboard,
      {
        ...functions['ncm'],
        extendedProperties: [
          { name: 'Icons', type: 'text-with-variables', value: '%SystemRoot%\\karte-für-alle.dll,-5' },
          { name: 'Label', type: 'binary', value: '00ff0a00' },
        ],
      },
      { ...functions['rndis'], extendedProperties: [{ name: 'Count', type: 'big-endian-number', value: 7 }] },
    ],
    { strings, osDescriptors: windows },
  ),
  'two languages, and one of the functions before them': described(
    all('Loopback', 'eem', 'geth', 'midi', 'printer', 'gser'),
    { strings: manyStrings },
  ),
  'two of a kind, of all that share what they tell': described([
    ...all('gser', 'Loopback', 'geth', 'ncm', 'gser', 'Loopback'),
    { driver: 'ncm', hostAddress: '02:00:00:00:00:07' },
  ]),
  'few strings': described([...all('phonet', 'SourceSink', 'keyboard'), served]),
  "Windows' ids of interfaces that a program serves": described([served, ...all('rndis')], {
    strings: { '0x407': { product: 'Dienst' } },
    osDescriptors: windows,
  }),
  'two configurations, the second first': described(
    all('disk', 'acm', 'ncm').map((each) => ({ ...each, name: 'x' })),
    {
      strings,
      osDescriptors: { ...windows, configuration: 'c.2' },
      configurations: [
        {
          number: 1,
          maxPowerMilliamps: 501,
          strings: { '0x409': 'One' },
          functions: ['mass_storage.x', 'acm.x'],
        },
        { number: 2, maxPowerMilliamps: 0, selfPowered: true, functions: ['acm.x', 'ncm.x'] },
      ],
    },
  ),
};

/** Gadgets that kernels from 6.3 on take. */
export const webUsbGadgets: Readonly<Record<string, GadgetDefinition>> = {
  WebUSB: described([keyboard], {
    webUsb: { use: true, vendorCode: 1, landingPage: 'https://example.org/a' },
  }),
  'WebUSB without a page, beside Windows': described([functions['rndis']!], {
    strings,
    osDescriptors: windows,
    webUsb: { use: true, version: 0x0110, vendorCode: 2 },
  }),
};

/** At SuperSpeed phonet alone has no configuration. */
const isConfigured = (gadget: GadgetDefinition, controller: ControllerProfile, kernel: string): boolean =>
  descriptorsOf(gadget, controller, kernel).speeds.at(-1)!.configurations.length > 0;

/** Draws a gadget of one to five functions that a controller takes. */
export function drawGadget(draws: Draws, controller: ControllerProfile, kernel: string): GadgetDefinition {
  const names = Object.keys(functions);
  for (;;) {
    const drawn = Array.from({ length: 1 + draws.below(5) }, () => functions[draws.oneOf(names)!]!);
    const hids = drawn.filter(({ driver }) => driver === 'hid').length;
    const gadget = described(drawn, {
      ...(draws.chance(0.7) && { strings: draws.chance(0.5) ? strings : manyStrings }),
      ...(draws.chance(0.5) && { osDescriptors: windows }),
      ...(draws.chance(0.5) && {
        configurations: [{ maxPowerMilliamps: draws.below(1000), remoteWakeup: draws.chance(0.5) }],
      }),
    });
    if (hids < 4 && endpointsOf(gadget, controller, kernel).binds && isConfigured(gadget, controller, kernel))
      return gadget;
  }
}
