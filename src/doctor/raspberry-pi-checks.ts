import { textOf } from '../live/machine/text-file.js';
import type { System } from '../system/system.js';
import { fault, good, note, warning, type Found } from './finding.js';
import type { Patient } from './patient.js';

/** Whether the machine is a Raspberry Pi. */
export async function isRaspberryPi(system: System): Promise<boolean> {
  return (await textOf(system, '/proc/device-tree/model')).startsWith('Raspberry Pi');
}

/** Where the firmware reads its settings, the newer place first (raspberrypi.com, "config.txt"). */
export const settingsFiles: readonly string[] = ['/boot/firmware/config.txt', '/boot/config.txt'];

interface Settings {
  readonly file: string;
  readonly lines: readonly string[];
}

/** The newest place that says anything: the older one may hold a comment alone, of where it is now. */
async function settingsOf(system: System): Promise<Settings | undefined> {
  for (const file of settingsFiles) {
    const text = await textOf(system, file);
    const lines = text.split('\n').map((line) => line.replace(/#.*/, '').trim());
    if (lines.some(Boolean)) return { file, lines };
  }
  return undefined;
}

/** Whether the firmware of a Raspberry Pi gives the controller to the driver of devices. */
export async function overlaysCheck({ system }: Patient): Promise<Found[]> {
  if (!(await isRaspberryPi(system))) return [];
  const settings = await settingsOf(system);
  if (!settings)
    return [
      note(
        'config.txt cannot be read.',
        'See that the boot partition is mounted, at /boot/firmware or /boot.',
      ),
    ];
  const { file, lines } = settings;
  const overlay = lines.find((line) => /^dtoverlay=dwc2\b/.test(line));
  const found: Found[] = [];
  if (lines.includes('otg_mode=1'))
    found.push(
      warning(
        `${file} has "otg_mode=1": the port then belongs to a controller for hosts.`,
        'Take that line out and reboot.',
      ),
    );
  if (!overlay)
    found.push(fault(`${file} has no "dtoverlay=dwc2".`, 'Add the line to its section [all], and reboot.'));
  else if (overlay.includes('dr_mode=host'))
    found.push(fault(`${file} has "${overlay}".`, 'Write dr_mode=peripheral or dr_mode=otg, and reboot.'));
  else found.push(good(`${file} has "${overlay}".`));
  return found;
}

const throttledFile = '/sys/devices/platform/soc/soc:firmware/get_throttled';

/** Bits of the answer (raspberrypi.com, "vcgencmd get_throttled"). */
const lowNow = 1 << 0;
const lowBefore = 1 << 16;

/** Whether the supply of a Raspberry Pi gives enough: a host at the port may be all that feeds it. */
export async function powerCheck({ system }: Patient): Promise<Found[]> {
  if (!(await isRaspberryPi(system))) return [];
  const text = (await textOf(system, throttledFile)).trim();
  if (!/^[0-9a-f]+$/i.test(text)) return [];
  const bits = parseInt(text, 16);
  if (bits & lowNow)
    return [
      fault(
        'The voltage is too low just now.',
        'Use a better supply or cable; a port of a host often gives too little.',
      ),
    ];
  return bits & lowBefore
    ? [warning('The voltage has been too low since the start.', 'Use a better supply or cable.')]
    : [good('The voltage has been high enough since the start.')];
}
