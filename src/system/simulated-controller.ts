import { findControllerProfile } from '../udc/find-controller.js';
import type { ControllerProfile } from '../udc/profile.js';
import type { SimulatedFolder } from './simulated-folder.js';

/** A controller of a simulated machine. */
export interface SimulatedControllerOptions {
  /** Its name in /sys/class/udc. */
  readonly name: string;
  /** What it is like, or the name of a profile that is known. */
  readonly profile: ControllerProfile | string;
}

/**
 * What a simulated host does. `configured`: it configures every device and fetches every report at once. `asleep`: it fetches none. `away`: it
 * has no device, because the cable is out or it does not want it; as on a real controller, `state` does not tell.
 */
export type SimulatedHost = 'configured' | 'asleep' | 'away';

/** A controller: what it is like, and which gadget has it. */
export interface SimulatedController {
  readonly name: string;
  readonly profile: ControllerProfile;
  gadget: SimulatedFolder | undefined;
  /** How many links each configuration of the gadget had at the bind. */
  bound: ReadonlyMap<SimulatedFolder, number>;
  state: 'not attached' | 'configured';
  speed: string;
  /**
   * It stays off the bus: a function that keeps its gadget off is bound, or was in a bind that failed; only an unbind takes that
   * back (drivers/usb/gadget/configfs.c, configfs_composite_unbind).
   */
  isDeaf: boolean;
  /** What the host on the other end does. */
  host: SimulatedHost;
  /** How often the kernel has told of a change of its state (udc/core.c, usb_gadget_state_work). */
  news: number;
}

/** The controller of the Raspberry Pi 4. */
export const defaultControllerName = 'fe980000.usb';

/** Makes a controller from its name in /sys/class/udc, such as `dummy_udc.0`, or from a name and a profile. */
export function simulatedController(options: string | SimulatedControllerOptions): SimulatedController {
  const { name, profile: given } =
    typeof options === 'string' ? { name: options, profile: options } : options;
  const profile = typeof given === 'string' ? findControllerProfile(given) : given;
  if (!profile)
    throw new RangeError(`No profile is known for the controller "${name}": give { name, profile }.`);
  return {
    name,
    profile,
    gadget: undefined,
    bound: new Map(),
    state: 'not attached',
    speed: 'UNKNOWN',
    isDeaf: false,
    host: 'configured',
    news: 0,
  };
}

/** The files of /sys/class/udc/NAME (Documentation/ABI/stable/sysfs-class-udc). */
export function controllerFiles({
  gadget,
  state,
  speed,
  profile,
}: SimulatedController): Readonly<Record<string, string>> {
  const fastest = { full: 'full-speed', high: 'high-speed', super: 'super-speed' }[profile.speed ?? 'high'];
  return {
    current_speed: speed + '\n',
    function: gadget ? gadget.name + '\n' : '',
    maximum_speed: fastest + '\n',
    state: state + '\n',
  };
}
