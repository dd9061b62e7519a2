import { copiedAtLink } from '../attributes/attribute.js';
import { bytes } from '../attributes/byte-codecs.js';
import { since } from '../attributes/kernel-version.js';
import { boolean } from '../attributes/boolean-codecs.js';
import { u16, u8, unsigned } from '../attributes/number-codecs.js';
import { shownOnly } from '../attributes/text-codecs.js';
import { issue } from '../errors.js';
import { readingIssues } from '../hid/lint.js';
import {
  findHidPreset,
  hidPreset,
  hidPresetNames,
  presetInstance,
  type HidPresetName,
} from '../hid/presets.js';
import { longestReport, readReportDescriptor, type DescriptorReading } from '../hid/read.js';
import { once } from '../options/once.js';
import { oneOf, truth } from '../options/shape.js';
import { functionOptions, interrupt, type FunctionDriver } from './function-driver.js';

/** A keyboard, a mouse or any other human interface device, as plain data. */
export interface HidFunctionDefinition {
  /** Always `hid`. */
  readonly driver: 'hid';
  /** The instance: the folder is `hid.NAME`, at most 39 characters. Default: that of the preset, else the first of `usb0`, `usb1` and so on that is free. */
  readonly name: string;
  /** `bInterfaceSubClass`, 0 to 255: 1 if the device obeys the boot protocol (HID 1.11, 4.2). Default: that of the preset, else 0. */
  readonly subclass?: number;
  /** `bInterfaceProtocol`, 0 to 255: 1 for a boot keyboard, 2 for a boot mouse (HID 1.11, 4.3). Default: that of the preset, else 0. */
  readonly protocol?: number;
  /** No interrupt OUT endpoint: output reports, such as a keyboard's lights, come over endpoint zero. First kernel 5.15 and stable ones. Default: true with a preset, else false. */
  readonly noOutEndpoint?: boolean;
  /** Bytes of the longest report, with its id, 0 to 65535. Default: computed from the report descriptor. */
  readonly reportLength: number;
  /** The report descriptor as lower-case hex, 1 to 4095 bytes (HID 1.11, 6.2.2). */
  readonly reportDescriptor: string;
  /** `bInterval`, 0 to 255: at high speed the host asks every 2 to the power of one less microframes. First kernel 6.17. Default 4. */
  readonly interval?: number;
  /** A written report wakes a suspended host. Vendor kernels only (PiKVM, JetKVM); left out where the kernel lacks it. Default false. */
  readonly wakeupOnWrite?: boolean;
}

/** The limit of useful report lengths at high speed (USB 2.0, 5.7.3). */
const longestPacket = 1024;

const attributes = once(() =>
  copiedAtLink([
    {
      name: 'no_out_endpoint',
      codec: { ...boolean, store: unsigned({ typeMost: 0xff, range: [0, 1] }).store },
      from: 'noOutEndpoint',
      initial: '0\n',
    },
    { name: 'protocol', codec: u8, from: 'protocol', initial: '0\n' },
    { name: 'subclass', codec: u8, from: 'subclass', initial: '0\n' },
    { name: 'report_length', codec: u16, from: 'reportLength', initial: '0\n' },
    { name: 'report_desc', codec: bytes(1, 4095), from: 'reportDescriptor', initial: '', binary: true },
    {
      name: 'interval',
      codec: unsigned({ typeMost: 0xffffffff, range: [0, 0xff] }),
      from: 'interval',
      initial: '4\n',
      since: since(6, 17),
    },
    { name: 'wakeup_on_write', codec: boolean, from: 'wakeupOnWrite', initial: '0\n', vendor: true },
    {
      name: 'dev',
      codec: shownOnly,
      initial: ({ index }) => `243:${index}\n`,
      access: 'read-only',
      kind: 'derived',
    },
  ]),
);

/** One length serves both endpoints (f_hid.c); output reports over endpoint zero bring a length of their own. */
function neededLength(reading: DescriptorReading, noOutEndpoint: unknown): number {
  const input = longestReport(reading, 'input');
  return noOutEndpoint === true && input > 0 ? input : Math.max(input, longestReport(reading, 'output'));
}

/** drivers/usb/gadget/function/f_hid.c */
export const hid: () => FunctionDriver<HidFunctionDefinition> = once(() => ({
  driver: 'hid',
  module: 'usb_f_hid',
  folder: { attributes: attributes(), role: 'function' },
  pool: { name: 'hid', limit: 4, errno: 'ENODEV' },
  options: functionOptions(attributes(), {
    preset: { shape: oneOf(hidPresetNames) },
    horizontalWheel: { shape: truth },
  }),
  interfaces: () => 1,
  // A definition that lacks the length has no other fault for that.
  endpoints: ({ reportLength: size = 0, noOutEndpoint }: Partial<HidFunctionDefinition>) =>
    // The size is compared with 0 on the first bind after the module is loaded, later with that of the hid function
    // bound before: the descriptors are static in f_hid.c. No controller of the table has so small a limit that it matters.
    noOutEndpoint ? [interrupt('in', size, 0)] : [interrupt('in', size, 0), interrupt('out', size, 0)],
  device: { kind: 'hid', attribute: 'dev' },
  bindErrno: 'ENODEV',
  // Each configuration would make the same device node anew.
  secondConfiguration: 'EEXIST',
  shorthands: ['preset', 'horizontalWheel'],
  instance: ({ preset }) =>
    hidPresetNames.includes(preset as HidPresetName) ? presetInstance(preset as HidPresetName) : undefined,
  define({ preset, horizontalWheel, ...given }) {
    if (preset !== undefined)
      return {
        noOutEndpoint: true,
        ...hidPreset(preset as HidPresetName, horizontalWheel !== false),
        ...given,
      };
    const { reportDescriptor } = given;
    if (typeof reportDescriptor !== 'string') return given;
    const { reportLength = neededLength(readReportDescriptor(reportDescriptor), given['noOutEndpoint']) } =
      given;
    return { ...given, reportLength, reportDescriptor: reportDescriptor.toLowerCase() };
  },
  check(definition, path, issues) {
    const given: Partial<HidFunctionDefinition> = definition;
    const { reportDescriptor, reportLength: length, noOutEndpoint } = given;
    if (reportDescriptor === undefined || length === undefined) {
      const missing = `${path}.${reportDescriptor === undefined ? 'reportDescriptor' : 'reportLength'}`;
      const hint = `Give a preset (${hidPresetNames.join(', ')}) or a report descriptor.`;
      issues.push(issue('OPTION_REQUIRED', missing, `"${missing}" is missing.`, hint));
      return;
    }
    let needed = findHidPreset(reportDescriptor)?.reportLength;
    if (needed === undefined) {
      const reading = readReportDescriptor(reportDescriptor);
      const found = readingIssues(reading, `${path}.reportDescriptor`);
      issues.push(...found);
      if (found.some((each) => each.severity === 'error')) return;
      needed = neededLength(reading, noOutEndpoint);
    }
    if (length < needed || length > longestPacket)
      issues.push(
        issue(
          'HID_REPORT_LENGTH',
          `${path}.reportLength`,
          `"reportLength" expected ${needed} to ${longestPacket} bytes for this descriptor, got ${length}.`,
          'Leave it out: it is computed from the descriptor.',
        ),
      );
  },
}));
