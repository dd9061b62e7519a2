import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GadgetDefinition } from 'usb-gadget';
import type { ConfigurationDescriptors, GadgetDescriptors, SpeedDescriptors } from 'usb-gadget/descriptors';
import type { HostDevice } from './host.js';
import type { HostProgram } from './host-program.js';

/** One thing that a host asks a device for, and what it must answer; undefined: the kernel makes it up. */
export interface Expectation {
  readonly what: string;
  readonly request: string;
  readonly answer: string | undefined;
}

/** What the kernel answers by a stall. */
const refused = 'EPIPE';

const hex = (value: number): string => value.toString(16);

const request = (kind: number, code: number, value: number, index = 0): string =>
  [kind, code, value, index, 0xfff].map(hex).join(' ');

const descriptor = (type: number, index = 0, language = 0): string =>
  request(0x80, 6, (type << 8) | index, language);

function ofConfigurations(
  what: string,
  type: number,
  configurations: readonly ConfigurationDescriptors[],
): Expectation[] {
  const answers = [...configurations.map((each) => each.hex), refused];
  return answers.map((answer, index) => ({
    what: `${what} ${index}`,
    request: descriptor(type, index),
    answer,
  }));
}

const ofStrings = ({ languages, strings }: GadgetDescriptors): Expectation[] => [
  { what: 'languages', request: descriptor(3), answer: languages?.hex ?? refused },
  ...strings.map(({ index, language, descriptor: own }) => ({
    what: `string ${index} in ${language}`,
    request: descriptor(3, index, language),
    answer: own?.hex,
  })),
  ...Array.from({ length: 40 }, (_, index) => index + 1)
    .filter((index) => !strings.some((each) => each.index === index && each.language === 0x0409))
    .map((index) => ({
      what: `string ${index}`,
      request: descriptor(3, index, 0x0409),
      answer: refused,
    })),
];

/** Kernels before 6.1 take the interface from the high byte, where nobody writes it (composite.c). */
const propertiesOf = (number: number, kernel: string): number =>
  kernel.startsWith('5.') ? number << 8 : number;

function ofMicrosoft({ microsoft }: GadgetDescriptors, kernel: string): Expectation[] {
  const string = {
    what: "Microsoft's string",
    request: descriptor(3, 0xee),
    answer: microsoft?.string ?? refused,
  };
  if (!microsoft) return [string];
  const { vendorCode, compatibleIds = refused, properties } = microsoft;
  return [
    string,
    { what: 'compatible ids', request: request(0xc0, vendorCode, 0, 4), answer: compatibleIds },
    ...properties.map((answer, number) => ({
      what: `properties of interface ${number}`,
      request: request(0xc1, vendorCode, propertiesOf(number, kernel), 5),
      answer: answer || refused,
    })),
  ];
}

/** Everything that a host may ask for, with what we say it reads. */
export function expectations(
  all: GadgetDescriptors,
  { device, qualifier, configurations, otherSpeed }: SpeedDescriptors,
  { webUsb }: GadgetDefinition,
  kernel: string,
): Expectation[] {
  // An interface answers in the configuration that the host has chosen.
  const reports = configurations.length === 1 ? all.reports : [];
  return [
    { what: 'device', request: descriptor(1), answer: device.hex },
    { what: 'qualifier', request: descriptor(6), answer: qualifier?.hex ?? refused },
    ...ofConfigurations('configuration', 2, configurations),
    ...ofConfigurations('other speed', 7, otherSpeed),
    { what: 'store', request: descriptor(15), answer: all.store?.hex ?? refused },
    ...ofStrings(all),
    ...ofMicrosoft(all, kernel),
    ...(all.webUsbUrl
      ? [
          {
            what: 'page',
            request: request(0xc0, webUsb?.vendorCode ?? 0, 1, 2),
            answer: all.webUsbUrl.hex,
          },
        ]
      : []),
    ...reports.flatMap(({ interface: number, hex: answer }) => [
      { what: `driver of ${number}`, request: `detach ${number}`, answer: undefined },
      { what: `report of ${number}`, request: request(0x81, 6, 0x2200, number), answer },
    ]),
  ];
}

/** What the device answers to each request, in order. */
export async function askDevice(
  host: HostProgram,
  { path, number }: HostDevice,
  requests: readonly string[],
): Promise<readonly string[]> {
  const bus = readFileSync(join(path, 'busnum'), 'utf8').trim().padStart(3, '0');
  await host.must(`open /dev/bus/usb/${bus}/${String(number).padStart(3, '0')}`);
  return host.answers(requests);
}
