import { defineFunctions, type FunctionDefinition } from '../functions/drivers.js';
import { audioOptions } from './pikvm-audio.js';
import { cameraOptions } from './pikvm-camera.js';
import type { PikvmSettings } from './pikvm-settings.js';

/** What stands in the file about a function. */
interface Declared {
  /** The section of the file that it comes from. */
  readonly device: string;
  /** What it is, to be completed. */
  readonly options: object;
  /** The endpoints that PiKVM counts for it, of both directions together. */
  readonly cost: number;
  /** Whether it is to be linked. */
  readonly start: boolean;
  /** Where else parts of its definition come from. */
  readonly places: Readonly<Record<string, string>>;
}

/** One of PiKVM's functions. */
export interface PikvmFunction extends Declared {
  /** What it is. */
  readonly definition: FunctionDefinition;
}

const declare = (
  settings: PikvmSettings,
  device: string,
  cost: number,
  options: object,
  places: Readonly<Record<string, string>> = {},
): Declared => ({ device, cost, start: settings.truth(`${device}.start`), options, places });

const mouse = (absolute: boolean): string => (absolute ? 'absolute-mouse' : 'relative-mouse');

function humanInterfaces(settings: PikvmSettings): readonly Declared[] {
  if (settings.text('kvmd.hid.type') !== 'otg') return [];
  const absolute = settings.truth('kvmd.hid.mouse.absolute');
  const wakes = settings.truth('otg.remote_wakeup') && { wakeupOnWrite: true };
  const hid = (device: string, index: number, preset: string, horizontalWheel = false): Declared =>
    declare(settings, `otg.devices.hid.${device}`, 1, {
      driver: 'hid',
      name: `usb${index}`,
      preset,
      horizontalWheel,
      ...wakes,
    });
  return [
    hid('keyboard', 0, 'keyboard'),
    hid('mouse', 1, mouse(absolute), settings.truth('kvmd.hid.mouse.horizontal_wheel')),
    // The second mouse is what the first is not.
    ...(settings.text('kvmd.hid.mouse_alt.device')
      ? [hid('mouse_alt', 2, mouse(!absolute), settings.truth('kvmd.hid.mouse_alt.horizontal_wheel'))]
      : []),
  ];
}

function inquiryString(settings: PikvmSettings, path: string): object {
  const vendor = settings.get(`${path}.vendor`) ?? settings.text('otg.manufacturer');
  return { vendor, product: settings.text(`${path}.product`), revision: settings.text(`${path}.revision`) };
}

/** Where the parts of a drive come from, below `default`. */
const drivePlaces: Readonly<Record<string, string>> = {
  'luns[0].file': 'file',
  'luns[0].cdrom': 'cdrom',
  'luns[0].readOnly': 'rw',
  'luns[0].removable': 'removable',
  'luns[0].nofua': 'fua',
  'luns[0].inquiryString': 'inquiry_string.flash',
  'luns[0].inquiryStringCdrom': 'inquiry_string.cdrom',
  stall: 'stall',
};

function drive(settings: PikvmSettings, device: string, index: number): Declared {
  const path = `${device}.default`;
  // Without a word about it, the medium is left to whoever puts one in.
  const file = settings.isGiven(`${path}.file`) && { file: settings.text(`${path}.file`) };
  const lun = {
    ...file,
    cdrom: settings.truth(`${path}.cdrom`),
    readOnly: !settings.truth(`${path}.rw`),
    removable: settings.truth(`${path}.removable`),
    nofua: !settings.truth(`${path}.fua`),
    inquiryString: inquiryString(settings, `${path}.inquiry_string.flash`),
    inquiryStringCdrom: inquiryString(settings, `${path}.inquiry_string.cdrom`),
  };
  const places = Object.fromEntries(
    Object.entries(drivePlaces).map(([part, key]) => [part, `${path}.${key}`]),
  );
  const stall = settings.truth(`${path}.stall`);
  return declare(
    settings,
    device,
    2,
    { driver: 'mass_storage', name: `usb${index}`, stall, luns: [lun] },
    places,
  );
}

function drives(settings: PikvmSettings): readonly Declared[] {
  if (settings.text('kvmd.msd.type') !== 'otg') return [];
  const extra = settings.truth('otg.devices.drives.enabled')
    ? settings.number('otg.devices.drives.count')
    : 0;
  return [
    drive(settings, 'otg.devices.msd', 0),
    ...Array.from({ length: extra }, (_, index) => drive(settings, 'otg.devices.drives', index + 1)),
  ];
}

function ethernet(settings: PikvmSettings): readonly Declared[] {
  const device = 'otg.devices.ethernet';
  const hostAddress = settings.text(`${device}.host_mac`);
  const deviceAddress = settings.text(`${device}.kvm_mac`);
  const options = {
    driver: settings.text(`${device}.driver`),
    name: 'usb0',
    ...(hostAddress && { hostAddress }),
    ...(deviceAddress && { deviceAddress }),
  };
  const places = {
    driver: `${device}.driver`,
    hostAddress: `${device}.host_mac`,
    deviceAddress: `${device}.kvm_mac`,
  };
  return [declare(settings, device, 3, options, places)];
}

function audio(settings: PikvmSettings): readonly Declared[] {
  const device = 'otg.devices.audio';
  const speakers = settings.truth(`${device}.speakers.enabled`);
  const microphone = settings.truth(`${device}.mic.enabled`);
  return [
    declare(settings, device, 1 + Number(speakers) + Number(microphone), audioOptions(speakers, microphone)),
  ];
}

function camera(settings: PikvmSettings): readonly Declared[] {
  const device = 'otg.devices.camera';
  const controls = `${device}.controls`;
  const options = cameraOptions(
    settings.number(`${controls}.ct_mask`),
    settings.number(`${controls}.pu_mask`),
  );
  return [declare(settings, device, 2, options)];
}

type Makes = (settings: PikvmSettings) => readonly Declared[];

const ifEnabled =
  (device: string, makes: Makes): Makes =>
  (settings) =>
    settings.truth(`${device}.enabled`) ? makes(settings) : [];

/** In the order in which PiKVM makes and links them. */
const makers: readonly Makes[] = [
  humanInterfaces,
  drives,
  ifEnabled('otg.devices.ethernet', ethernet),
  ifEnabled('otg.devices.serial', (settings) => [
    declare(settings, 'otg.devices.serial', 3, { driver: 'acm', name: 'usb0' }),
  ]),
  ifEnabled('otg.devices.audio', audio),
  ifEnabled('otg.devices.camera', camera),
];

/** Every function that PiKVM makes for a file. */
export function pikvmFunctions(settings: PikvmSettings): readonly PikvmFunction[] {
  const declared = makers.flatMap((makes) => makes(settings));
  const definitions = defineFunctions(declared.map(({ options }) => options));
  return declared.map((each, index) => ({ ...each, definition: definitions[index]! }));
}
