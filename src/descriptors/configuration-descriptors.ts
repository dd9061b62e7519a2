import { configurationName } from '../gadget/definition.js';
import { powerBits } from '../gadget/gadget-attributes.js';
import type { ControllerSpeed } from '../udc/profile.js';
import type { BoundConfiguration, BoundGadget } from './bound-gadget.js';
import { describe, lengthOf, type Descriptor } from './descriptor.js';
import { layouts } from './layouts.js';

/** A configuration as the host reads it at one speed. */
export interface ConfigurationDescriptors {
  /** Its name, as in `c.1`. */
  readonly name: string;
  /** All of its bytes as lower-case hex, `wTotalLength` of them. */
  readonly hex: string;
  /** Its descriptors in order, its own first. */
  readonly descriptors: readonly Descriptor[];
}

/** CONFIG_USB_GADGET_VBUS_DRAW: what the kernel takes where nothing is told. */
const usualMilliamps = 2;

/** drivers/usb/gadget/composite.c, encode_bMaxPower */
function maxPower(
  { maxPowerMilliamps: told = usualMilliamps, selfPowered = false }: BoundConfiguration['definition'],
  speed: ControllerSpeed,
): number {
  const milliamps = told || selfPowered ? told : usualMilliamps;
  return speed === 'super'
    ? Math.floor(Math.min(milliamps, 900) / 8)
    : Math.floor(Math.min(milliamps, 500) / 2);
}

/** Whether a configuration is there at a speed: one function with descriptors for it is enough (composite.c, usb_add_function). */
const isThere = ({ functions }: BoundConfiguration, speed: ControllerSpeed): boolean =>
  speed !== 'super' || functions.some(({ facts, kernel }) => !facts.noSuperSpeed?.(kernel));

/**
 * The configurations of a speed, in the order of the host's index: the one that Microsoft OS descriptors stand for comes first
 * (composite.c, config_desc).
 */
export function configurationsAt(
  { definition, configurations }: BoundGadget,
  speed: ControllerSpeed,
): readonly BoundConfiguration[] {
  const first = definition.osDescriptors?.configuration;
  const isFirst = (each: BoundConfiguration): number =>
    first !== undefined && configurationName(each.definition) === first ? 0 : 1;
  return configurations
    .filter((each) => isThere(each, speed))
    .sort((one, other) => isFirst(one) - isFirst(other));
}

/** What the host reads of a configuration at one speed; as the other speed's it differs in its type alone. */
export function configurationDescriptors(
  { definition, string, interfaces, functions }: BoundConfiguration,
  speed: ControllerSpeed,
  layout: typeof layouts.configuration | typeof layouts.otherSpeed = layouts.configuration,
): ConfigurationDescriptors {
  const parts = functions.flatMap(({ facts, ...bound }) =>
    facts.descriptors({
      ...bound,
      speed: speed === 'super' && facts.noSuperSpeed?.(bound.kernel) ? 'high' : speed,
    }),
  );
  const own = describe(layout, {
    wTotalLength: 9 + lengthOf(parts),
    bNumInterfaces: interfaces,
    bConfigurationValue: definition.number,
    iConfiguration: string,
    bmAttributes: powerBits(definition),
    bMaxPower: maxPower(definition, speed),
  });
  const descriptors = [own, ...parts];
  return {
    name: configurationName(definition),
    hex: descriptors.map(({ hex }) => hex).join(''),
    descriptors,
  };
}
