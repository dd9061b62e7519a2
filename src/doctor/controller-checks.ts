import { holdingModule } from '../live/controllers/choose-controller.js';
import { listControllers, type ControllerState } from '../live/controllers/controllers.js';
import { unless, wordOf } from '../live/machine/system-errors.js';
import { textOf } from '../live/machine/text-file.js';
import type { System } from '../system/system.js';
import { controllersFolder } from '../udc/find-controller.js';
import { toolCommand } from '../plan/shell-words.js';
import { fault, good, note, warning, type Found } from './finding.js';
import type { Patient } from './patient.js';
import { isRaspberryPi } from './raspberry-pi-checks.js';

const wordIn = async (system: System, path: string): Promise<string> =>
  // Texts of a device tree end with a zero byte.
  (await textOf(system, path)).replaceAll('\0', '').trim();

async function noController({ system }: Patient): Promise<Found> {
  const cure = (await isRaspberryPi(system))
    ? 'Put "dtoverlay=dwc2" into config.txt and reboot.'
    : 'Load the driver of its controller, and see that it is not for the host alone (dr_mode in the device tree); without one, "modprobe dummy_hcd" makes one to try with.';
  return fault('There is no USB device controller.', cure);
}

async function holderOf(
  { name, holder }: ControllerState,
  { system, options, definition }: Patient,
): Promise<Found> {
  if (!holder) return good(`${name} is free.`);
  if (holder === definition?.name) return good(`${name} has ${holder}.`);
  const module = await holdingModule(system, name, holder, options);
  return module === undefined
    ? warning(
        `${name} is held by the gadget ${holder}.`,
        `${toolCommand('down', holder)}, or name another controller.`,
      )
    : fault(
        `${name} is held by the module ${module}.`,
        `modprobe -r ${module}, and take it out of /etc/modules and cmdline.txt.`,
      );
}

function stateOf({ name, state, maximumSpeed, currentSpeed }: ControllerState): string {
  const now = currentSpeed && currentSpeed !== 'UNKNOWN' ? `, now ${currentSpeed}` : '';
  return `${name}: ${state || 'no state'}${now}; at most ${maximumSpeed || 'an unknown speed'}.`;
}

/** Which controllers there are, how they are doing, and who has them. */
export async function controllersCheck(patient: Patient): Promise<Found[]> {
  const controllers = await listControllers(patient.system);
  if (!controllers.length) return [await noController(patient)];
  const found: Found[] = [];
  for (const each of controllers) found.push(good(stateOf(each)), await holderOf(each, patient));
  return found;
}

const roles: Readonly<Record<string, (controller: string) => Found>> = {
  host: (controller) =>
    fault(
      `${controller} is for the host alone (dr_mode = "host").`,
      'Set dr_mode to "peripheral" or "otg" in the device tree: on a Raspberry Pi dtoverlay=dwc2,dr_mode=peripheral.',
    ),
  peripheral: (controller) => good(`${controller} is a device (dr_mode = "peripheral").`),
  otg: (controller) =>
    note(
      `${controller} is host or device, by the plug (dr_mode = "otg").`,
      'If the host never sees the gadget: dr_mode=peripheral makes it a device whatever is plugged in.',
    ),
};

async function switchedRoles(system: System): Promise<Found[]> {
  const folder = '/sys/class/usb_role';
  const switches = (await unless(['ENOENT'], system.list(folder))) ?? [];
  const found: Found[] = [];
  for (const { name } of switches) {
    const role = wordOf(await unless(['ENOENT', 'EACCES'], system.read(`${folder}/${name}/role`)));
    found.push(
      role === 'host'
        ? warning(`The switch ${name} stands on host.`, `echo device > ${folder}/${name}/role`)
        : good(`The switch ${name} stands on ${role || 'nothing'}.`),
    );
  }
  return found;
}

/** Whether each controller is to be a device. */
export async function rolesCheck({ system }: Patient): Promise<Found[]> {
  const found: Found[] = [];
  for (const { name } of await listControllers(system)) {
    const mode = await wordIn(system, `${controllersFolder}/${name}/device/of_node/dr_mode`);
    if (mode) found.push(roles[mode]?.(name) ?? note(`${name} has dr_mode = "${mode}".`));
  }
  return [...found, ...(await switchedRoles(system))];
}
