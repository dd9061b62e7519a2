import { kernelVersion, newestKernel } from '../attributes/kernel-version.js';
import type { GadgetDefinition, Speed } from '../gadget/definition.js';
import { definitionOf, type GadgetSource } from '../gadget/gadget-source.js';
import type { ControllerProfile, ControllerSpeed } from '../udc/profile.js';
import { binaryObjectStore, type BinaryObjectStore } from './binary-object-store.js';
import { bindGadget, type BoundGadget } from './bound-gadget.js';
import {
  configurationDescriptors,
  configurationsAt,
  type ConfigurationDescriptors,
} from './configuration-descriptors.js';
import { describe, littleEndian, type Descriptor } from './descriptor.js';
import { deviceDescriptor, deviceQualifier } from './device-descriptors.js';
import { interfaceReports, type InterfaceReport } from './interface-reports.js';
import { layouts } from './layouts.js';
import { microsoftDescriptors, type MicrosoftDescriptors } from './microsoft-descriptors.js';
import type { GadgetString } from './string-table.js';
import { webUsbUrl } from './web-usb-url.js';

/** What the host reads at one speed. */
export interface SpeedDescriptors {
  /** The speed. */
  readonly speed: ControllerSpeed;
  /** The device descriptor. */
  readonly device: Descriptor;
  /** What it would be at the other one of full and high speed. Absent at SuperSpeed, and for a controller of full speed. */
  readonly qualifier?: Descriptor;
  /** The configurations, in the order of the host's index. */
  readonly configurations: readonly ConfigurationDescriptors[];
  /** The configurations of the other speed. Empty where there is no qualifier. */
  readonly otherSpeed: readonly ConfigurationDescriptors[];
}

/** Everything that a host reads of a gadget before it uses it: plain JSON. */
export interface GadgetDescriptors {
  /** What depends on the speed, the slowest first. */
  readonly speeds: readonly SpeedDescriptors[];
  /** String 0: the languages. Absent if there is no string. */
  readonly languages?: Descriptor;
  /** The strings, by language and index. */
  readonly strings: readonly GadgetString[];
  /** The binary device object store. Absent where the kernel has none. */
  readonly store?: BinaryObjectStore;
  /** Microsoft OS descriptors, if they are in use. */
  readonly microsoft?: MicrosoftDescriptors;
  /** The page that browsers offer to open. */
  readonly webUsbUrl?: Descriptor;
  /** The report descriptors of HID functions. */
  readonly reports: readonly InterfaceReport[];
}

const speeds: readonly ControllerSpeed[] = ['full', 'high', 'super'];

/** The fastest speed that a definition asks for, as controllers have it; low speed has no descriptors of its own. */
const asked: Readonly<Record<Speed, ControllerSpeed>> = {
  'super-speed-plus': 'super',
  'super-speed': 'super',
  'high-speed': 'high',
  'full-speed': 'full',
  'low-speed': 'full',
};

/** The speeds that a host may find a gadget at, the slowest first. */
export function possibleSpeeds(
  { maxSpeed = 'super-speed-plus' }: Pick<GadgetDefinition, 'maxSpeed'>,
  { speed = 'high' }: ControllerProfile,
): readonly ControllerSpeed[] {
  const last = Math.min(speeds.indexOf(asked[maxSpeed]), speeds.indexOf(speed));
  return speeds.slice(0, last + 1);
}

function atSpeed(bound: BoundGadget, speed: ControllerSpeed): SpeedDescriptors {
  // gadget_is_dualspeed asks what the controller can do, not what it may (include/linux/usb/gadget.h).
  const both = bound.controller.speed !== 'full' && speed !== 'super';
  const other = speed === 'high' ? 'full' : 'high';
  return {
    speed,
    device: deviceDescriptor(bound, speed),
    ...(both && { qualifier: deviceQualifier(bound, speed) }),
    configurations: configurationsAt(bound, speed).map((each) => configurationDescriptors(each, speed)),
    otherSpeed: both
      ? configurationsAt(bound, other).map((each) =>
          configurationDescriptors(each, other, layouts.otherSpeed),
        )
      : [],
  };
}

/**
 * What a host will read of a valid gadget, worked out offline: every descriptor byte for byte as the kernel sends it.
 *
 * @param kernel - as in `6.12`. Default: the newest known.
 * @throws {@link GadgetError} if the kernel would not bind the gadget, or the descriptors of a function are not known.
 *
 * @example
 * ```ts
 * const { speeds, strings } = descriptorsOf(gadget, findControllerProfile('dwc2-bcm2835')!);
 * console.log(speeds.at(-1)?.device.hex);
 * ```
 */
export function descriptorsOf(
  gadget: GadgetSource,
  controller: ControllerProfile,
  kernel: string = newestKernel,
): GadgetDescriptors {
  const definition = definitionOf(gadget);
  const bound = bindGadget(definition, controller, kernelVersion(kernel));
  const { languages, strings } = bound.strings;
  const store = binaryObjectStore(bound);
  const microsoft = microsoftDescriptors(bound);
  const url = webUsbUrl(bound);
  return {
    speeds: possibleSpeeds(definition, controller).map((speed) => atSpeed(bound, speed)),
    ...(languages.length > 0 && {
      languages: describe(layouts.string, {
        bString: languages.map((each) => littleEndian(each, 2)).join(''),
      }),
    }),
    strings,
    ...(store && { store }),
    ...(microsoft && { microsoft }),
    ...(url && { webUsbUrl: url }),
    reports: interfaceReports(bound),
  };
}
