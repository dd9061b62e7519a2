import { issue, type Issue } from '../errors.js';
import { functionName } from '../functions/function-name.js';
import { defineGadget, usualOsDescriptors } from '../gadget/define.js';
import type { GadgetDefinition } from '../gadget/definition.js';
import { defaultControllerProfile } from '../udc/controllers.js';
import { findControllerProfile } from '../udc/find-controller.js';
import type { ControllerProfile } from '../udc/profile.js';
import { englishUnitedStates } from '../usb/language.js';
import { linkPikvm, type Budget } from './pikvm-budget.js';
import { pikvmFunctions, type PikvmFunction } from './pikvm-functions.js';
import type { PikvmSettings } from './pikvm-settings.js';

/** The gadget of a file, and where its parts stand there. */
export interface PikvmGadget {
  /** The gadget. */
  readonly definition: GadgetDefinition;
  /** What is to be said about it, with paths of the file. */
  readonly issues: readonly Issue[];
  /** The path in the file of a path in the definition. */
  pathInFile(path: string): string;
}

/** Where parts of the definition come from; the longest beginning of a path counts. */
const places: Readonly<Record<string, string>> = {
  '': 'otg',
  vendorId: 'otg.vendor_id',
  productId: 'otg.product_id',
  usbVersion: 'otg.usb_version',
  deviceVersion: 'otg.device_version',
  [`strings.${englishUnitedStates}.manufacturer`]: 'otg.manufacturer',
  [`strings.${englishUnitedStates}.product`]: 'otg.product',
  [`strings.${englishUnitedStates}.serialNumber`]: 'otg.serial',
  'configurations[0].strings': 'otg.config',
  'configurations[0].maxPowerMilliamps': 'otg.max_power',
  'configurations[0].remoteWakeup': 'otg.remote_wakeup',
  'configurations[0].functions': 'otg.devices',
  functions: 'otg.devices',
  osDescriptors: 'otg.devices.ethernet.driver',
  udc: 'otg.udc',
  owner: 'otg.user',
};

/** Versions by which Windows tells that it must look at the device anew, by the driver of the network card. */
const deviceVersions: Readonly<Record<string, number>> = { rndis: 0x0101, ncm: 0x0102 };
const firstDeviceVersion = 0x0100;

/** The driver of the network card if it is one that Windows asks OS descriptors of. */
function describedDriver(settings: PikvmSettings): string | undefined {
  const driver = settings.text('otg.devices.ethernet.driver');
  return settings.truth('otg.devices.ethernet.enabled') && driver in deviceVersions ? driver : undefined;
}

function strings(settings: PikvmSettings): object {
  const serialNumber = settings.get('otg.serial');
  return {
    manufacturer: settings.text('otg.manufacturer'),
    product: settings.text('otg.product'),
    ...(serialNumber !== undefined && { serialNumber }),
  };
}

function configuration(settings: PikvmSettings, functions: readonly string[]): object {
  const text = settings.get('otg.config');
  return {
    name: 'c',
    number: 1,
    ...(text !== undefined && { strings: { [englishUnitedStates]: text } }),
    maxPowerMilliamps: settings.number('otg.max_power'),
    ...(settings.truth('otg.remote_wakeup') && { remoteWakeup: true }),
    functions,
  };
}

function define(
  settings: PikvmSettings,
  functions: readonly PikvmFunction[],
  linked: readonly string[],
): GadgetDefinition {
  const version = settings.number('otg.device_version');
  const driver = describedDriver(settings);
  const udc = settings.text('otg.udc');
  return defineGadget({
    name: 'kvmd',
    vendorId: settings.number('otg.vendor_id'),
    productId: settings.number('otg.product_id'),
    usbVersion: settings.number('otg.usb_version'),
    deviceVersion: version < 0 ? (deviceVersions[driver ?? ''] ?? firstDeviceVersion) : version,
    strings: { [englishUnitedStates]: strings(settings) },
    ...(driver && { osDescriptors: { ...usualOsDescriptors, configuration: 'c.1' } }),
    functions: functions.map(({ definition }) => definition),
    configurations: [configuration(settings, linked)],
    ...(udc && { udc }),
    owner: { user: settings.text('otg.user'), optional: !settings.isGiven('otg.user') },
  });
}

function allPlaces(functions: readonly PikvmFunction[]): readonly (readonly [part: string, path: string])[] {
  const ofFunctions = functions.flatMap((each, index) => {
    const name = `functions[${index}]`;
    const parts = Object.entries(each.places).map(([part, path]) => [`${name}.${part}`, path] as const);
    return [[name, each.device] as const, [functionName(each.definition), each.device] as const, ...parts];
  });
  return [...Object.entries(places), ...ofFunctions].sort(([left], [right]) => right.length - left.length);
}

const isWithin = (path: string, part: string): boolean =>
  part === '' || (path.startsWith(part) && [undefined, '.', '['].includes(path[part.length]));

/** The device of a function without which nothing would come of it. */
function audioFaults(settings: PikvmSettings): Issue[] {
  const device = 'otg.devices.audio';
  const directions = [`${device}.speakers.enabled`, `${device}.mic.enabled`];
  if (!settings.truth(`${device}.enabled`) || directions.some((path) => settings.truth(path))) return [];
  return [
    issue(
      'VALUE_RANGE',
      device,
      'A sound card with neither speakers nor microphone does not bind.',
      `Set one of them to true: ${directions.join(', ')}.`,
    ),
  ];
}

/** The gadget that PiKVM makes for a file. */
export function pikvmGadget(
  settings: PikvmSettings,
  budget: Budget,
  controller?: ControllerProfile,
): PikvmGadget {
  const functions = pikvmFunctions(settings);
  // PiKVM is on a Raspberry Pi.
  const profile = controller ?? findControllerProfile(settings.text('otg.udc')) ?? defaultControllerProfile;
  const { linked, issues } = linkPikvm(functions, settings.number('otg.endpoints'), budget, profile);
  const known = allPlaces(functions);
  return {
    definition: define(settings, functions, linked),
    issues: [...audioFaults(settings), ...issues].map((each) => ({
      ...each,
      path: settings.spelled(each.path),
    })),
    pathInFile: (path) => settings.spelled(known.find(([part]) => isWithin(path, part))?.[1] ?? 'otg'),
  };
}
