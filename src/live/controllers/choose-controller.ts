import { GadgetError, issue, type Issue } from '../../errors.js';
import { toolCommand } from '../../plan/shell-words.js';
import type { System } from '../../system/system.js';
import { controllerNames, holderOf } from './controllers.js';
import { gadgetsFolder, type ConfigfsOptions } from '../machine/locations.js';
import { textOf } from '../machine/text-file.js';

/** Modules whose gadget has another name than they themselves (drivers/usb/gadget/legacy). */
const modules: ReadonlyMap<string, string> = new Map([
  ['zero', 'g_zero'],
  ['dbgp', 'g_dbgp'],
  ['printer', 'g_printer'],
  ['MIDI Gadget', 'g_midi'],
  ['USB Gadget filesystem', 'gadgetfs'],
  ['USB Raw Gadget', 'raw_gadget'],
]);

/** The module whose gadget holds a controller; undefined if it is one of configfs, whatever its name: another may have the same. */
export async function holdingModule(
  system: System,
  controller: string,
  holder: string,
  options: ConfigfsOptions,
): Promise<string | undefined> {
  const bound = (await textOf(system, `${gadgetsFolder(options)}/${holder}/UDC`)).trim();
  return bound === controller ? undefined : (modules.get(holder) ?? holder);
}

/** That another holds a controller. */
export async function busyIssue(
  system: System,
  controller: string,
  holder: string,
  options: ConfigfsOptions,
): Promise<Issue> {
  const module = await holdingModule(system, controller, holder, options);
  return issue(
    'CONTROLLER_BUSY',
    'udc',
    `"${controller}" is held by "${holder}".`,
    module === undefined
      ? `Take that gadget down first: ${toolCommand('down', holder)}`
      : `Remove the module: modprobe -r ${module}.`,
  );
}

function missing(wanted: string, names: readonly string[]): Issue {
  const there = names.length ? `This machine has ${names.join(', ')}.` : 'This machine has none.';
  const hint = names.length
    ? `Name one of these${names.length > 1 ? '' : ', or leave the controller out'}.`
    : 'On a Raspberry Pi, "dtoverlay=dwc2,dr_mode=peripheral" in config.txt and a reboot bring it; on a machine without one, "modprobe dummy_hcd" makes one.';
  return issue(
    'CONTROLLER_MISSING',
    'udc',
    `There is no ${wanted ? `controller "${wanted}"` : 'USB device controller'}. ${there}`,
    hint,
  );
}

/** The only controller of the machine. */
async function onlyController(system: System): Promise<string> {
  const names = await controllerNames(system);
  if (names.length < 2) return names[0] ?? '';
  throw new GadgetError([
    issue(
      'CONTROLLER_AMBIGUOUS',
      'udc',
      `There are ${names.length} controllers: ${names.join(', ')}.`,
      'Name the one to bind to: udc, or --udc.',
    ),
  ]);
}

/**
 * The controller for a gadget: the named one, else the only one.
 *
 * @param wanted - its name; empty: any.
 * @param gadget - the gadget, which may hold it already.
 * @throws {@link GadgetError} with CONTROLLER_MISSING, CONTROLLER_AMBIGUOUS or CONTROLLER_BUSY.
 */
export async function chooseController(
  system: System,
  wanted: string,
  gadget: string,
  options: ConfigfsOptions,
): Promise<string> {
  const chosen = wanted || (await onlyController(system));
  const holder = chosen ? await holderOf(system, chosen) : undefined;
  if (holder === undefined) throw new GadgetError([missing(wanted, await controllerNames(system))]);
  if (holder && holder !== gadget) throw new GadgetError([await busyIssue(system, chosen, holder, options)]);
  return chosen;
}
