// Runs the groups of checks in the guest, all or those named: node job.js [GROUP...]
import { existsSync } from 'node:fs';
import { removeEveryGadget } from './configfs-tree.js';
import { devices } from './checks/devices.js';
import { differential } from './checks/differential.js';
import { ethernet } from './checks/ethernet.js';
import { media } from './checks/media.js';
import { networkBridge } from './checks/network-bridge.js';
import { networkClient } from './checks/network-client.js';
import { networkIsolated } from './checks/network-isolated.js';
import { networkLive } from './checks/network-live.js';
import { networkNat } from './checks/network-nat.js';
import { networkStart } from './checks/network-start.js';
import { page } from './checks/page.js';
import { pikvm } from './checks/pikvm.js';
import { smoke } from './checks/smoke.js';
import { units } from './checks/units.js';
import { undo } from './checks/undo.js';
import { verdict } from './checks/verdict.js';
import { webusb } from './checks/webusb.js';
import { Report, type CheckGroup } from './report.js';

/** What needs systemd runs where systemd does, and everything else where nothing comes between. */
const groups: readonly CheckGroup[] = existsSync('/run/systemd/system')
  ? [units]
  : [
      smoke,
      devices,
      pikvm,
      page,
      ethernet,
      networkStart,
      networkLive,
      networkIsolated,
      networkNat,
      networkBridge,
      networkClient,
      media,
      verdict,
      undo,
      webusb,
      differential,
    ];

const wanted = process.argv.slice(2);
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
report.close();
