import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import type { ControllerProfile } from 'usb-gadget';
import { waitFor } from './wait.js';

/** A controller of the running kernel that has the endpoints of a profile, and the buses of its host. */
export interface ProfileController {
  readonly profile: ControllerProfile;
  /** Its name in /sys/class/udc. */
  readonly udc: string;
  /** The numbers of its host's buses; of super speed there are two. */
  readonly buses: readonly string[];
}

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

const busesOf = (controller: string): string[] =>
  readdirSync(controller)
    .map((name) => /^usb(\d+)$/.exec(name)?.[1])
    .filter((bus) => bus !== undefined);

/** Makes a controller for each profile, of which the module takes 32. The host reads all descriptors of what it finds there, and does not configure it. */
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
      const buses = busesOf(`/sys/devices/platform/profile_hcd.${index}`);
      for (const bus of buses) {
        writeFileSync(`/sys/bus/usb/devices/usb${bus}/authorized_default`, '0');
        writeFileSync(`/sys/bus/usb/devices/usb${bus}/power/control`, 'on');
      }
      return { profile, udc, buses };
    }),
  );
}

/** Takes the controllers away again; nothing may be bound to them. */
export function removeControllers(): void {
  const { status, stderr } = spawnSync('rmmod', ['profile_udc'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`rmmod profile_udc: ${stderr}`);
}
