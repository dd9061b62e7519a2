import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import type { ControllerProfile } from 'usb-gadget';
import { waitFor } from './wait.js';

/** A controller of the running kernel that has the endpoints of a profile, and the buses of its host. */
export interface ProfileController {
  readonly profile: ControllerProfile;
  /** Its name in /sys/class/udc. */
  readonly udc: string;
  /** Folders of the root hubs in sysfs; a controller of super speed has two. */
  readonly rootHubs: readonly string[];
}

/** How many the module makes (controller/profile.h). */
export const mostControllers = 32;

const letters = { in: 'i', out: 'o', bulk: 'b', interrupt: 'n', isochronous: 's' } as const;

/** A profile as the module reads it (controller/profile.h). */
function controllerText(profile: ControllerProfile): string {
  const { speed = 'high', alternateSettings = true, matchEndpoint = 'first-fit', endpoints } = profile;
  const rows = endpoints.map(
    ({ name, directions, transfers = ['bulk', 'interrupt', 'isochronous'] as const, maxPacketSize = 1024 }) =>
      [
        name,
        directions.map((each) => letters[each]).join(''),
        transfers.map((each) => letters[each]).join(''),
        maxPacketSize,
      ].join(':'),
  );
  return [`${speed}:${alternateSettings ? 'yes' : 'no'}:${matchEndpoint}`, ...rows].join(';');
}

function rootHubs(controller: string): string[] {
  return readdirSync(controller)
    .filter((name) => /^usb\d+$/.test(name))
    .map((name) => join(controller, name));
}

/** Makes a controller for each profile. The host reads all descriptors of what it finds there, and does not configure it. */
export async function makeControllers(
  profiles: readonly ControllerProfile[],
): Promise<readonly ProfileController[]> {
  const module = `/lib/modules/${release()}/profile_udc.ko`;
  const { status, stderr } = spawnSync(
    'insmod',
    [module, `controllers=${profiles.map(controllerText).join(',')}`],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`insmod ${module}: ${stderr}`);
  return Promise.all(
    profiles.map(async (profile, index) => {
      const udc = `profile_udc.${index}`;
      await waitFor(udc, () => existsSync(`/sys/class/udc/${udc}`) || undefined);
      const hubs = rootHubs(`/sys/devices/platform/profile_hcd.${index}`);
      for (const hub of hubs) {
        writeFileSync(join(hub, 'authorized_default'), '0');
        writeFileSync(join(hub, 'power/control'), 'on');
      }
      return { profile, udc, rootHubs: hubs };
    }),
  );
}

/** Takes the controllers away again; nothing may be bound to them. */
export function removeControllers(): void {
  const { status, stderr } = spawnSync('rmmod', ['profile_udc'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`rmmod profile_udc: ${stderr}`);
}
