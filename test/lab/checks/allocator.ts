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
import { hideIsochronous, judge, loadEveryDriver } from '../judged-gadget.js';
import { KernelLog, logByBus, type LogByBus } from '../kernel-log.js';
import { observe, predict, type Answer } from '../prediction.js';
import { makeControllers, removeControllers, type ProfileController } from '../profile-controllers.js';
import type { CheckGroup, Report } from '../report.js';

/** Random gadgets of each controller. */
const compositesOfProfile = Number(process.env['USB_GADGET_LAB_COMPOSITES'] ?? 20);
/** What they are drawn from. */
const seed = Number(process.env['USB_GADGET_LAB_SEED'] ?? 1);

/** Kernels for which the lab builds controllers of any profile. */
const kernels: readonly string[] = ['6.1', '6.12'];

/** Controllers whose list follows from one number: few, an odd one, and the most. */
const families = ['dwc3:4', 'dwc3:7', 'dwc3:32', 'ci_hdrc:2', 'ci_hdrc:16'];

/** Controllers that no one has made. */
const inventedControllers = 6;

function profiles(): ControllerProfile[] {
  const known = [...controllerProfiles, ...families.map((name) => findControllerProfile(name)!)];
  const random = fc.sample(controllerProfile, { numRuns: inventedControllers, seed });
  return [...known, ...random.map((each, index) => ({ ...each, name: `random-${index + 1}` }))];
}

/** Whether a function binds to this controller in the same way each time, and is there at its speed. */
const isRepeatable =
  (kernel: string, { endpoints, speed }: ControllerProfile) =>
  (driver: string): boolean => {
    // At super speed f_phonet.c has no descriptors, and f_uac1.c of 6.12 has broken ones.
    if (driver === 'phonet' || driver === 'uac1') return speed !== 'super';
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
  logOf: LogByBus,
  tally: Tally,
): Promise<string | undefined> {
  const configurations = gadget.configurations.map(({ functions }) => functions);
  try {
    logOf(controller.buses);
    const judgement = await judge(gadget, controller, kernel);
    const seen = observe(gadget, judgement, logOf(controller.buses));
    const said = predict(gadget, controller.profile, kernel, seen.endpoints !== undefined || !seen.binds);
    count(tally, seen);
    return isDeepStrictEqual(said, seen) ? undefined : JSON.stringify({ configurations, said, seen });
  } catch (error) {
    return `${JSON.stringify(configurations)}: ${String(error)} ${logOf(controller.buses).join(' | ')}`;
  }
}

function gadgetsFor({ profile }: ProfileController, index: number, report: Report): GadgetDefinition[] {
  return drawComposites(compositesOfProfile, seed + index, {
    profile,
    kernel: report.release,
    name: `judged${index}`,
    isWanted: isRepeatable(report.kernel, profile),
  });
}

async function judgeAll(
  controller: ProfileController,
  gadgets: readonly GadgetDefinition[],
  report: Report,
  pools: InstancePools,
  logOf: LogByBus,
): Promise<Tally> {
  const tally: Tally = { gadgets: 0, bound: 0, endpoints: 0, skipping: 0, differences: [] };
  for (const gadget of gadgets) {
    const difference = await pools.holding(demandOf(gadget.functions), () =>
      differenceOf(gadget, controller, report.release, logOf, tally),
    );
    if (difference !== undefined) tally.differences.push(difference);
  }
  return tally;
}

function summary(tallies: readonly Tally[], seconds: number): string {
  const sum = (of: (tally: Tally) => number): number => tallies.reduce((all, each) => all + of(each), 0);
  return (
    `allocator: seed ${seed}: ${sum((each) => each.gadgets)} gadgets on ${tallies.length} controllers, ` +
    `${sum((each) => each.bound)} bind, the host reads ${sum((each) => each.endpoints)} endpoints, ` +
    `leaves some out of ${sum((each) => each.skipping)}; ` +
    `${sum((each) => each.differences.length)} other than said, ${seconds.toFixed(0)} s`
  );
}

/**
 * What the allocator says is what the kernel does, on the kernel's dummy controller with the endpoints of every profile.
 *
 * The rules of chipidea and net2280 are those drivers' own functions. Not covered: the number that net2280 prefers from the
 * second bind on; the rule of cdns3; that atmel_usba lowers an endpoint's limit to what it was first claimed for; and what a
 * driver refuses when the host enables an endpoint, such as dwc2 without a FIFO.
 */
export const allocator: CheckGroup = {
  name: 'allocator',
  checks: async (report) => {
    if (!kernels.includes(report.kernel)) return;
    const began = Date.now();
    loadEveryDriver(report.release);
    hideIsochronous(report.release);
    const controllers = await makeControllers(profiles());
    // All drawn before the first is bound: no other gadget is to wait for that.
    const gadgets = controllers.map((controller, index) => gadgetsFor(controller, index, report));
    const log = new KernelLog();
    const pools = new InstancePools(instanceLimits);
    const logOf = logByBus(log);
    try {
      const tallies = await Promise.all(
        controllers.map((controller, index) => judgeAll(controller, gadgets[index]!, report, pools, logOf)),
      );
      for (const [index, { profile }] of controllers.entries()) {
        const { gadgets: judged, bound, differences } = tallies[index]!;
        await report.check(`allocator: ${profile.name}: of ${judged} gadgets ${bound} bind, as said`, () =>
          assert.deepEqual(differences, []),
        );
      }
      console.log(summary(tallies, (Date.now() - began) / 1000));
    } finally {
      log.close();
      removeControllers();
    }
  },
};
