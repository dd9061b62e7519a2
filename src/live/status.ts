import { functionFolders } from '../configfs/live-links.js';
import { baseName } from '../configfs/tree.js';
import type { System } from '../system/system.js';
import type { ClaimedEndpoint } from '../udc/allocate.js';
import { listControllers, type ControllerState } from './controllers/controllers.js';
import { bareDrive, drivesOf, type DriveState } from './media/drives.js';
import { functionDevices, type FunctionDevice } from './functions/function-devices.js';
import { configurationsOf, treeOf, type ConfigurationState } from './gadgets/gadgets.js';
import { interfacesFolder, type ConfigfsOptions } from './machine/locations.js';
import { predictedEndpoints } from './functions/predicted-endpoints.js';
import { readState, type SavedState } from './state/saved-state.js';
import { textOf } from './machine/text-file.js';
import { readTrial } from './state/trial-record.js';
import { trialOf, type Trial } from './trials/trial.js';

/** Endpoints that a function has in one configuration. */
export interface PredictedEndpoints {
  /** The configuration. */
  readonly configuration: string;
  /** What it has there, in the order of its requests. */
  readonly endpoints: readonly ClaimedEndpoint[];
}

/** One function of a live gadget. */
export interface FunctionStatus {
  /** Its name, as in `hid.usb0`. */
  readonly name: string;
  /** The configurations that it is linked into; none: the host does not see it. */
  readonly configurations: readonly string[];
  /** What it gives to this side; absent if nothing. */
  readonly device?: FunctionDevice;
  /** Whether its network interface has a carrier, which is a sign of a host; absent where there is none that is up. */
  readonly carrier?: boolean;
  /** Its drives; absent if it is no mass storage. */
  readonly drives?: readonly DriveState[];
  /** What it gets of the controller by all that is known; absent if that is not enough. */
  readonly endpoints?: readonly PredictedEndpoints[];
}

/**
 * What speaks for a host that has the gadget configured. The kernel does not tell: `state` stays at `configured` when the host has
 * been unplugged by software, has taken the configuration away, or has let the device fall asleep, and on kernels from 6.1 on after an unbind.
 */
export interface HostEvidence {
  /** Who holds the controller; another than the gadget if that is not bound. */
  readonly holder: string;
  /** What the controller says: `configured` may be old news, everything else is not. */
  readonly state: string;
  /** The speed of the connection, `UNKNOWN` without one; old news as well. */
  readonly speed: string;
  /** A network interface has a carrier, so a host has configured the gadget; undefined if none is up that could. */
  readonly carrier?: boolean;
  /**
   * `configured`: a carrier says so. `absent`: the gadget is not bound, or the controller itself says so. `unproven`: the controller says
   * `configured` or `suspended`, and nothing else does.
   */
  readonly verdict: 'configured' | 'absent' | 'unproven';
}

/** A live gadget, and what its functions give to this side. */
export interface GadgetStatus {
  /** Its name. */
  readonly name: string;
  /** `ours`: it was made by this library; `unfinished`: so it was, and that was interrupted; `foreign`: by something else. */
  readonly maker: 'ours' | 'unfinished' | 'foreign';
  /** The controller that it is bound to; empty if to none. */
  readonly udc: string;
  /** What is known of a host. */
  readonly host: HostEvidence;
  /** Its configurations, functions in the order of their interfaces. */
  readonly configurations: readonly ConfigurationState[];
  /** Every function that it has, linked or not, in the order of their making. */
  readonly functions: readonly FunctionStatus[];
  /** A change of it that waits to be confirmed, or that was undone; absent if there is none. */
  readonly trial?: Trial;
}

const makerOf = (saved: SavedState | undefined): GadgetStatus['maker'] =>
  !saved ? 'foreign' : saved.unfinished ? 'unfinished' : 'ours';

/** EINVAL of an interface that is down is no answer (net/core/net-sysfs.c). */
async function carrierOf(system: System, device: FunctionDevice | undefined): Promise<boolean | undefined> {
  if (device?.kind !== 'network' || !device.names[0]) return undefined;
  const text = (await textOf(system, `${interfacesFolder}/${device.names[0]}/carrier`)).trim();
  return text === '' ? undefined : text === '1';
}

function evidence(
  name: string,
  controller: ControllerState | undefined,
  carriers: readonly (boolean | undefined)[],
): HostEvidence {
  const { holder = '', state = '', currentSpeed: speed = '' } = controller ?? {};
  const known = carriers.filter((each) => each !== undefined);
  const carrier = known.length ? known.includes(true) : undefined;
  const mayBe = holder === name && ['configured', 'suspended'].includes(state);
  const verdict = holder === name && carrier ? 'configured' : mayBe ? 'unproven' : 'absent';
  return { holder, state, speed, ...(carrier !== undefined && { carrier }), verdict };
}

/**
 * Everything that can be seen of a live gadget, whoever made it.
 *
 * @throws {@link GadgetError} with GADGET_MISSING.
 *
 * @example
 * ```ts
 * const { functions } = await gadgetStatus(system, 'kvmd');
 * console.log(functions.map(({ name, device }) => `${name}: ${device?.names.join()}`));
 * ```
 */
export async function gadgetStatus(
  system: System,
  name: string,
  options: ConfigfsOptions = {},
): Promise<GadgetStatus> {
  const tree = await treeOf(system, name, options);
  const { udc } = tree;
  const saved = await readState(system, name);
  const configurations = configurationsOf(tree);
  const verdict = predictedEndpoints(tree, configurations, udc, await system.kernelRelease(), saved);
  const devices = await functionDevices(system, tree);
  const drives = drivesOf(tree).map(bareDrive);
  const functions: FunctionStatus[] = [];
  for (const each of functionFolders(tree).map(baseName)) {
    const device = devices.get(each);
    const carrier = await carrierOf(system, device);
    const its = drives.filter((drive) => drive.function === each);
    const endpoints = verdict?.configurations.flatMap(({ name: configuration, functions: claims }) =>
      claims
        .filter((claim) => claim.name === each)
        .map((claim) => ({ configuration, endpoints: claim.endpoints })),
    );
    functions.push({
      name: each,
      configurations: configurations.flatMap((one) => (one.functions.includes(each) ? [one.name] : [])),
      ...(device && { device }),
      ...(carrier !== undefined && { carrier }),
      ...(its.length && { drives: its }),
      ...(endpoints?.length && { endpoints }),
    });
  }
  const controller = (await listControllers(system)).find((each) => each.name === udc);
  const host = evidence(
    name,
    controller,
    functions.map(({ carrier }) => carrier),
  );
  const trial = await readTrial(system, name);
  return {
    name,
    maker: makerOf(saved),
    udc,
    host,
    configurations,
    functions,
    ...(trial && { trial: await trialOf(system, trial) }),
  };
}
