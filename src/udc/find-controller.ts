import { chipideaProfile, controllerProfiles, dwc3Profile } from './controllers.js';
import type { ControllerProfile } from './profile.js';

/** Where the kernel lists USB device controllers (Documentation/ABI/stable/sysfs-class-udc). */
export const controllersFolder = '/sys/class/udc';

/** Controllers whose list follows from one number of the hardware, written `dwc3:16`. */
const families: readonly {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly profile: (count: number) => ControllerProfile;
}[] = [
  { name: 'ci_hdrc', least: 2, most: 16, profile: chipideaProfile },
  { name: 'dwc3', least: 4, most: 32, profile: dwc3Profile },
];

/** What controllers are called in /sys/class/udc of a running machine. */
const kernelNames: readonly (readonly [pattern: RegExp, profile: string])[] = [
  [/^dummy_udc\.\d+$/, 'dummy_hcd'],
  [/^usbip-vudc\.\d+$/, 'usbip-vudc'],
  // BCM2835, BCM2836 and BCM2837, BCM2711, BCM2712
  [/^(20980000|3f980000|fe980000|1000480000)\.usb$/, 'dwc2-bcm2835'],
  [/^49000000\.usb-otg$/, 'dwc2-stm32mp15'],
  [/^musb-hdrc\.\d+$/, 'musb-am335x'],
  // The name does not tell the chip; what fits the four endpoints of the H3 also fits the five of the others.
  [/^musb-hdrc\.\d+\.auto$/, 'musb-sunxi-h3'],
  [/^ci_hdrc\.\d+$/, 'ci_hdrc'],
];

const named = (name: string | undefined): ControllerProfile | undefined =>
  controllerProfiles.find((each) => each.name === name);

/**
 * The profile of a controller.
 *
 * @param name - the profile's name (`dummy_hcd`), a family with its number (`dwc3:16`, `ci_hdrc:8`), or the name of a
 *   controller on a running machine (`dummy_udc.0`, `fe980000.usb`).
 * @returns undefined for a controller that is not known.
 */
export function findControllerProfile(name: string): ControllerProfile | undefined {
  const known = named(name);
  if (known) return known;
  const [family, digits = ''] = name.split(':');
  const count = /^\d{1,2}$/.test(digits) ? Number(digits) : 0;
  const found = families.find((each) => each.name === family && count >= each.least && count <= each.most);
  if (found) return found.profile(count);
  return named(kernelNames.find(([pattern]) => pattern.test(name))?.[1]);
}
