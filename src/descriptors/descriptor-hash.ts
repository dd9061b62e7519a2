import { seededDigits } from '../usb/seeded-hash.js';
import { noProperties } from './extended-properties.js';
import type { GadgetDescriptors } from './descriptors-of.js';

/**
 * Sixteen hexadecimal digits that are the same as long as hosts read the same: interfaces, endpoints, report descriptors,
 * Microsoft's ids and the like at every speed. The ids and the version of the device and the texts of its strings are left out:
 * they say which device it is, and not how it works.
 */
export function descriptorHash({ speeds, store, microsoft, reports }: GadgetDescriptors): string {
  const bytes = [
    ...speeds.flatMap(({ speed, device, configurations }) => [
      speed,
      ...device.fields.filter(({ name }) => name.startsWith('bDevice')).map(({ value }) => String(value)),
      ...configurations.map(({ hex }) => hex),
    ]),
    store?.hex ?? '',
    microsoft ? microsoft.string + (microsoft.compatibleIds ?? '') : '',
    ...(microsoft?.properties.filter((each) => each !== noProperties) ?? []),
    ...reports.map((each) => `${each.configuration} ${each.interface} ${each.hex}`),
  ].join('\n');
  return seededDigits(bytes, 'descriptors');
}

/** Versions from 00.01 to 99.99. */
const versions = 9_999;

/**
 * A `bcdDevice` made of what hosts read, so that a change of the functions is a new device for Windows, which remembers a device and
 * its drivers by the two ids and the version. One change in ten thousand goes unnoticed.
 *
 * @example
 * ```ts
 * const deviceVersion = descriptorVersion(descriptorsOf(gadget, controller, '6.12'));
 * const versioned = gadget.with({ deviceVersion });
 * ```
 */
export function descriptorVersion(descriptors: GadgetDescriptors): number {
  const number = 1 + Number(BigInt(`0x${descriptorHash(descriptors)}`) % BigInt(versions));
  return Number.parseInt(String(number), 16);
}
