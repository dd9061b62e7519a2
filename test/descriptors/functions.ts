import {
  defineGadget,
  findControllerProfile,
  type ControllerProfile,
  type GadgetDefinition,
} from 'usb-gadget';
import { descriptorsOf, type SpeedDescriptors } from 'usb-gadget/descriptors';

type Options = Readonly<Record<string, unknown>>;

/** A controller of the fastest speed that takes all of these. */
export const controller: ControllerProfile = { ...findControllerProfile('usbip-vudc')!, speed: 'super' };

const hostAddress = '02:00:00:00:00:01';

/** One function of each driver whose descriptors are known. */
export const everyFunction: Readonly<Record<string, Options>> = {
  hid: { driver: 'hid', preset: 'keyboard', noOutEndpoint: false },
  mass_storage: { driver: 'mass_storage', luns: [{}] },
  ecm: { driver: 'ecm', hostAddress },
  geth: { driver: 'geth' },
  eem: { driver: 'eem' },
  ncm: { driver: 'ncm', hostAddress },
  rndis: { driver: 'rndis' },
  acm: { driver: 'acm' },
  gser: { driver: 'gser' },
  obex: { driver: 'obex' },
  phonet: { driver: 'phonet', attributes: {} },
  Loopback: { driver: 'Loopback', attributes: {} },
  SourceSink: { driver: 'SourceSink', attributes: {} },
  printer: { driver: 'printer', attributes: {} },
  midi: { driver: 'midi', attributes: { in_ports: 1, out_ports: 2 } },
  midi2: { driver: 'midi2' },
  uac1: { driver: 'uac1', speakers: {}, microphone: { channels: 1 } },
  uac2: { driver: 'uac2', speakers: {}, microphone: { channels: 1 } },
  uvc: {
    driver: 'uvc',
    formats: [
      { format: 'mjpeg', frames: [{ width: 1280, height: 720, framesPerSecond: [30, 15] }] },
      { format: 'yuy2', frames: [{ width: 320, height: 240, framesPerSecond: 15 }], colorMatching: {} },
    ],
  },
  ffs: {
    driver: 'ffs',
    name: 'echo',
    interfaces: [
      {
        text: 'Echo',
        endpoints: [
          { direction: 'in', transfer: 'bulk' },
          { direction: 'out', transfer: 'interrupt', packetBytes: 100, interval: 5 },
        ],
      },
    ],
  },
  tcm: { driver: 'tcm' },
};

/** A gadget of these functions. */
export const gadgetOf = (functions: readonly Options[], more: Options = {}): GadgetDefinition =>
  defineGadget({ name: 'g1', vendorId: 0x1d6b, productId: 0x0104, functions, ...more });

/** What the host reads at the fastest speed. */
export function fastest(
  gadget: GadgetDefinition,
  profile: ControllerProfile = controller,
  kernel = '6.12',
): SpeedDescriptors {
  return descriptorsOf(gadget, profile, kernel).speeds.at(-1)!;
}

/** The value of a field of the first descriptor that has it. */
export function fieldOf(
  { device, configurations }: SpeedDescriptors,
  field: string,
): number | string | undefined {
  const all = [device, ...configurations.flatMap(({ descriptors }) => descriptors)];
  return all.flatMap(({ fields }) => fields).find(({ name }) => name === field)?.value;
}
