// Runs the groups of checks of a part in the guest, all or those named: node job.js PART [GROUP...]
import { removeEveryGadget } from './configfs-tree.js';
import { audioVideo } from './checks/audio-video.js';
import { bindRefusals } from './checks/bind-refusals.js';
import { descriptorsAt } from './checks/descriptors.js';
import { attributes } from './checks/attributes.js';
import { allocator } from './checks/allocator.js';
import { commands } from './checks/commands.js';
import { confirm } from './checks/confirm.js';
import { devices } from './checks/devices.js';
import { differential } from './checks/differential.js';
import { doctor } from './checks/doctor.js';
import { otherDocuments, readme } from './checks/documents.js';
import { examples, slowExamples } from './checks/examples.js';
import { ethernet } from './checks/ethernet.js';
import { fleet } from './checks/fleet.js';
import { functionFs } from './checks/function-fs.js';
import { hid } from './checks/hid.js';
import { inspect } from './checks/inspect.js';
import { everyFault, fewFaults } from './checks/faults.js';
import { firmware } from './checks/firmware.js';
import { functions } from './checks/functions.js';
import { media } from './checks/media.js';
import { networkBridge } from './checks/network-bridge.js';
import { networkClient } from './checks/network-client.js';
import { networkIsolated } from './checks/network-isolated.js';
import { networkLive } from './checks/network-live.js';
import { networkManagers } from './checks/network-managers.js';
import { networkNat } from './checks/network-nat.js';
import { networkStart } from './checks/network-start.js';
import { page } from './checks/page.js';
import { pikvm } from './checks/pikvm.js';
import { remove } from './checks/remove.js';
import { runTime } from './checks/run-time.js';
import { smoke } from './checks/smoke.js';
import { units } from './checks/units.js';
import { undo } from './checks/undo.js';
import { verdict } from './checks/verdict.js';
import { webusb } from './checks/webusb.js';
import { Report, type CheckGroup } from './report.js';

/** What one boot runs: each part has one of its own. */
const parts: Readonly<Record<string, readonly CheckGroup[]>> = {
  gadgets: [
    smoke,
    devices,
    doctor,
    pikvm,
    page,
    ethernet,
    media,
    verdict,
    allocator,
    undo,
    webusb,
    differential,
  ],
  attributes: [attributes],
  examples: [examples],
  'more-examples': [fleet, slowExamples],
  documents: [readme],
  'more-documents': [otherDocuments],
  tool: [commands, confirm],
  live: [runTime, inspect],
  repair: [remove, bindRefusals, fewFaults],
  faults: [everyFault],
  functions: [hid, functions, functionFs, audioVideo],
  firmware: [firmware],
  'full-speed': [descriptorsAt('full')],
  'high-speed': [descriptorsAt('high')],
  'super-speed': [descriptorsAt('super')],
  networks: [networkStart, networkLive, networkIsolated, networkNat, networkBridge, networkClient],
  units: [units],
  managers: networkManagers,
};

const [part = '', ...wanted] = process.argv.slice(2);
const groups = parts[part];
if (!groups) throw new Error(`there is no part "${part}", there are: ${Object.keys(parts).join(', ')}`);
const report = new Report(process.env['LAB_KERNEL'] ?? 'this machine');
for (const { name, checks } of groups) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  try {
    await checks(report);
  } catch (error) {
    await report.check(`${name}: runs to its end`, () => Promise.reject(error as Error));
  }
  await report.check(`${name}: leaves a configfs that can be emptied`, removeEveryGadget);
}
report.close(wanted.length > 0);
