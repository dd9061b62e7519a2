import { checkedConfigfs } from './checked-configfs.js';
import { checkedKernel } from './checked-kernel.js';
import { GadgetError, issue } from '../errors.js';
import type { GadgetDefinition } from '../gadget/definition.js';
import { gadgetsFolder, type ConfigfsOptions } from '../live/machine/locations.js';
import { unless } from '../live/machine/system-errors.js';
import type { WorkOptions } from '../live/apply/apply.js';
import type { Progress } from '../live/apply/progress.js';
import { formatOperation } from '../plan/format-text.js';
import { NodeSystem } from '../system/node-system.js';
import type { NetworkDefinition } from '../network/network-definition.js';
import { SimulatedKernel } from '../system/simulated-kernel.js';
import type { System } from '../system/system.js';
import { defaultControllerProfile } from '../udc/controllers.js';
import type { Options } from './options.js';
import type { Target } from './target.js';
import type { Terminal } from './terminal.js';

/** Milliseconds that `--wait` waits for a controller or a host. */
export const longestWait = 60_000;

const mebibyte = 1 << 20;

/** What the kernel calls the controller there. */
const raspberryPi4 = 'fe980000.usb';

/** The images, the user and the uplinks that a file names: a simulated machine has them. */
function belongings({ definition, networks = [] }: Needs): {
  files: Record<string, number>;
  users: Record<string, number>;
  interfaces: string[];
} {
  const luns = definition.functions.flatMap((each) => ('luns' in each ? each.luns : []));
  const images = luns.flatMap(({ file }) => (file ? [file] : []));
  const { owner } = definition;
  return {
    files: Object.fromEntries(images.map((image) => [image, mebibyte])),
    users: owner && !owner.optional ? { [owner.user]: 1000 } : {},
    interfaces: [...new Set(['eth0', ...networks.flatMap((each) => ('uplink' in each ? each.uplink : []))])],
  };
}

/** What a simulated machine is to have. */
export interface Needs {
  /** The gadget, for the images and the user that it names. */
  readonly definition: GadgetDefinition;
  /** Its networks, for their uplinks. */
  readonly networks?: readonly NetworkDefinition[];
  /** The controller. */
  readonly target: Target;
}

/** The machine to work on: this one, or with `--simulate` one in memory. */
export function openMachine({ simulate }: Options, needs?: Needs): System {
  if (simulate === undefined) return new NodeSystem();
  const { controller: profile, udc } = needs?.target ?? { controller: defaultControllerProfile };
  const name = udc ?? (profile === defaultControllerProfile ? raspberryPi4 : profile.name);
  return new SimulatedKernel({
    ...(typeof simulate === 'string' && { kernel: checkedKernel(simulate) }),
    controllers: [{ name, profile }],
    ...(needs && belongings(needs)),
  });
}

/**
 * The machine, for a command that looks at gadgets that are there.
 *
 * @throws {@link GadgetError} with CONFIGFS_MISSING where there can be none.
 */
export async function openGadgets(options: Options): Promise<System> {
  const system = openMachine(options);
  const folder = gadgetsFolder(locations(options));
  if (await unless(['ENOENT', 'ENOTDIR'], system.stat(folder))) return system;
  throw new GadgetError([
    issue(
      'CONFIGFS_MISSING',
      '',
      `There is no "${folder}", so there are no gadgets.`,
      '`usb-gadget up` loads the modules and mounts configfs; `usb-gadget doctor` tells what the machine lacks.',
    ),
  ]);
}

/** Where to look for gadgets: a simulated machine has configfs in one place only. */
export function locations({ configfs, simulate }: Options): ConfigfsOptions {
  return configfs === undefined || simulate !== undefined ? {} : { configfs: checkedConfigfs(configfs) };
}

function progressLine({ phase, index, total, operation, state }: Progress): string {
  const place = `${String(index + 1).padStart(String(total).length)}/${total}`;
  return `${place} ${phase === 'undo' ? 'undo ' : ''}${formatOperation(operation)}${state === 'done' ? '' : `   (${state})`}\n`;
}

/**
 * Works on a machine so that Ctrl-C stops it between two operations, and what was done is undone; the work itself sees to that. A second
 * Ctrl-C kills. That the terminal hangs up does not stop it: an unbind hangs up one on the gadget's own serial line (u_serial.c, gserial_disconnect),
 * and the work would end right there.
 *
 * @param atFirst - what it does, for the person at the keyboard, until it tells.
 */
export async function interruptibly<Result>(
  options: Options,
  terminal: Terminal,
  work: (options: WorkOptions) => Promise<Result>,
  atFirst: string = options.wait ? 'waiting for a controller' : 'working',
): Promise<Result> {
  const controller = new AbortController();
  let doing = atFirst;
  const onProgress = (progress: Progress): void => {
    doing = formatOperation(progress.operation);
    if (terminal.verbose && progress.state !== 'started') terminal.tell(progressLine(progress));
  };
  const stop = (): void => controller.abort();
  const goOn = (): void => undefined;
  process.once('SIGINT', stop).once('SIGTERM', stop).on('SIGHUP', goOn);
  try {
    return await terminal.during(
      () => doing,
      () => work({ ...locations(options), signal: controller.signal, onProgress }),
    );
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop).off('SIGHUP', goOn);
  }
}
