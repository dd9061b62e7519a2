import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import {
  controllerProfiles,
  findControllerProfile,
  type ControllerProfile,
  type GadgetDefinition,
} from 'usb-gadget';
import { controllerProfile } from '../../generators.js';
import { demandOf, drawComposites, instanceLimits } from '../composites.js';
import { InstancePools } from '../instance-pools.js';
import { hideIsochronous, judge } from '../judged-gadget.js';
import { KernelLog } from '../kernel-log.js';
import { observe, predict, type Answer } from '../prediction.js';
import {
  makeControllers,
  mostControllers,
  removeControllers,
  type ProfileController,
} from '../profile-controllers.js';
import type { CheckGroup, Report } from '../report.js';

const compositesOfProfile = Number(process.env['USB_GADGET_LAB_COMPOSITES'] ?? 20);
const seed = Number(process.env['USB_GADGET_LAB_SEED'] ?? 1);

/** Kernels for which the lab builds controllers of any profile. */
const kernels: readonly string[] = ['6.1', '6.12'];

/** Controllers whose list follows from one number: the least, an odd one, and the most. */
const families = ['dwc3:4', 'dwc3:7', 'dwc3:32', 'ci_hdrc:2', 'ci_hdrc:16'];

function profiles(): ControllerProfile[] {
  const known = [...controllerProfiles, ...families.map((name) => findControllerProfile(name)!)];
  const random = fc.sample(controllerProfile, { numRuns: mostControllers - known.length, seed });
  return [...known, ...random.map((each, index) => ({ ...each, name: `random-${index + 1}` }))];
}

/** Whether a function binds to this controller in the same way each time, and is there at its speed. */
const isRepeatable =
  (kernel: string, { endpoints, speed }: ControllerProfile) =>
  (driver: string): boolean => {
    // f_phonet.c has no descriptors of super speed: alone in a configuration, the host cannot read that.
    if (driver === 'phonet') return speed !== 'super';
    // f_midi.c before 6.12 asks for the size that the bind before it has left, 1024 or less.
    if (driver === 'midi' && kernel === '6.1')
      return endpoints.every(({ maxPacketSize = 1024 }) => maxPacketSize >= 1024);
    return true;
  };

/** What one controller was asked, and where the kernel disagreed. */
interface Tally {
  gadgets: number;
  bound: number;
  endpoints: number;
  skipping: number;
  readonly differences: string[];
}

function count(tally: Tally, { binds, endpoints = [], skipped = [] }: Answer): void {
  tally.gadgets++;
  if (binds) tally.bound++;
  tally.endpoints += endpoints.length;
  if (skipped.length > 0) tally.skipping++;
}

/** Judges one gadget; gives what differs as text, undefined if the kernel does as was said. */
async function differenceOf(
  gadget: GadgetDefinition,
  controller: ProfileController,
  kernel: string,
  logOf: (controller: ProfileController) => readonly string[],
  tally: Tally,
): Promise<string | undefined> {
  const configurations = gadget.configurations.map(({ functions }) => functions);
  try {
    logOf(controller);
    const judgement = await judge(gadget, controller, kernel);
    const seen = observe(gadget, judgement, logOf(controller));
    const said = predict(gadget, controller.profile, kernel, seen.endpoints !== undefined || !seen.binds);
    count(tally, seen);
    return isDeepStrictEqual(said, seen) ? undefined : JSON.stringify({ configurations, said, seen });
  } catch (error) {
    return `${JSON.stringify(configurations)}: ${String(error)} ${logOf(controller).join(' | ')}`;
  }
}

async function judgeAll(
  controller: ProfileController,
  index: number,
  report: Report,
  pools: InstancePools,
  logOf: (controller: ProfileController) => readonly string[],
): Promise<Tally> {
  const { profile } = controller;
  const tally: Tally = { gadgets: 0, bound: 0, endpoints: 0, skipping: 0, differences: [] };
  const gadgets = drawComposites(compositesOfProfile, seed + index, {
    profile,
    kernel: report.release,
    name: `judged${index}`,
    isWanted: isRepeatable(report.kernel, profile),
  });
  for (const gadget of gadgets) {
    const difference = await pools.holding(demandOf(gadget.functions), () =>
      differenceOf(gadget, controller, report.release, logOf, tally),
    );
    if (difference !== undefined) tally.differences.push(difference);
  }
  return tally;
}

/** Gives the messages of the kernel's log to the controllers whose devices they are about. */
function sortLog(log: KernelLog): (controller: ProfileController) => readonly string[] {
  const messages = new Map<string, string[]>();
  return ({ rootHubs }) => {
    for (const message of log.read()) {
      const bus = /^usb (\d+)-1: /.exec(message)?.[1];
      if (bus) messages.set(bus, [...(messages.get(bus) ?? []), message]);
    }
    return rootHubs.flatMap((hub) => {
      const bus = /\d+$/.exec(hub)![0];
      const found = messages.get(bus) ?? [];
      messages.delete(bus);
      return found;
    });
  };
}

/** What the allocator says is what the kernel does, on the kernel's dummy controller with the endpoints of every profile. */
export const allocator: CheckGroup = {
  name: 'allocator',
  checks: async (report) => {
    if (!kernels.includes(report.kernel)) return;
    const controllers = await makeControllers(profiles());
    hideIsochronous(report.release);
    const log = new KernelLog();
    const pools = new InstancePools(instanceLimits);
    const logOf = sortLog(log);
    try {
      const tallies = await Promise.all(
        controllers.map((controller, index) => judgeAll(controller, index, report, pools, logOf)),
      );
      for (const [index, { profile }] of controllers.entries()) {
        const { gadgets, bound, endpoints, skipping, differences } = tallies[index]!;
        await report.check(
          `allocator: ${profile.name} (${profile.endpoints.length}): ${gadgets} gadgets, ${bound} bind, ${endpoints} endpoints, ${skipping} with one address twice`,
          () => assert.deepEqual(differences, []),
        );
      }
    } finally {
      log.close();
      removeControllers();
    }
  },
};
