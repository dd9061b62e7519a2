import { resolve } from 'node:path';
import {
  changeMedium,
  listMedia,
  planMediumChange,
  type ChangeMediumOptions,
  type WhichDrive,
} from '../../live/media/media.js';
import type { DriveState } from '../../live/media/drives.js';
import type { Command } from '../command.js';
import { tableText } from '../table-text.js';
import { gadgetName } from '../gadget-name.js';
import { interruptibly, locations, openGadgets } from '../machine.js';
import type { Options } from '../options.js';
import { printJson } from '../print-json.js';
import { printPlan } from '../print-plan.js';
import { tellIssues } from '../tell-issues.js';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usage-error.js';

const headings = ['DRIVE', 'KIND', 'ACCESS', 'MEDIUM'];

const row = (drive: DriveState): string[] => [
  `${drive.function}:${drive.lun}`,
  drive.cdrom ? 'CD-ROM' : 'disk',
  drive.readOnly ? 'read-only' : 'writable',
  drive.file || '-',
];

const table = (drives: readonly DriveState[], terminal: Terminal): string =>
  tableText(headings, drives.map(row), terminal);

/** `mass_storage.usb0:1`, `mass_storage.usb0` or `:1`. */
function whichDrive(parameter: string | undefined): WhichDrive {
  if (parameter === undefined) return {};
  const [, name, lun] = /^([^:]*)(?::(\d+))?$/.exec(parameter) ?? [];
  if (name === undefined)
    throw usageError(
      `${JSON.stringify(parameter)} is no drive.`,
      'Write FUNCTION, FUNCTION:LUN or :LUN, as in mass_storage.usb0:1.',
    );
  return { ...(name && { function: name }), ...(lun !== undefined && { lun: Number(lun) }) };
}

/** Two options that say the opposite. */
const opposites = [
  ['insert', 'eject'],
  ['cdrom', 'disk'],
  ['ro', 'rw'],
  ['cdrom', 'rw'],
] as const;

function changeOf(options: Options): ChangeMediumOptions | undefined {
  for (const [one, other] of opposites)
    if (options[one] && options[other])
      throw usageError(`--${one} and --${other} exclude each other.`, 'Give one of them.');
  const { insert, eject, cdrom, disk, ro, rw, force, unbind } = options;
  if (insert === undefined && !(eject || cdrom || disk || ro || rw)) {
    if (force || unbind)
      throw usageError('--force and --unbind need something to do.', 'Add --eject or --insert FILE.');
    return undefined;
  }
  return {
    ...(insert !== undefined && { file: resolve(insert) }),
    ...(eject && { file: '' }),
    ...((cdrom ?? disk) && { cdrom: cdrom === true }),
    ...((ro ?? rw) && { readOnly: ro === true }),
    ...(force && { force }),
    ...(unbind && { force: true, unbind }),
  };
}

/** `usb-gadget media`: shows the drives of a live gadget, or changes what is in one. */
export const media: Command = async ([name = '', parameter], options, terminal) => {
  const gadget = gadgetName(name);
  const which = whichDrive(parameter);
  const change = changeOf(options);
  const system = await openGadgets(options);
  const where = { ...which, ...change, ...locations(options) };
  if (!change) {
    const drives = (await listMedia(system, gadget, where)).filter(
      (each) => (which.function ?? each.function) === each.function && (which.lun ?? each.lun) === each.lun,
    );
    if (options.json) printJson(drives, terminal);
    else if (drives.length) terminal.print(table(drives, terminal));
    else if (!terminal.quiet) terminal.tell(`${gadget} has no such drive.\n`);
    return 0;
  }
  if (options['dry-run']) {
    printPlan(await planMediumChange(gadget, system, where), options, terminal);
    return 0;
  }
  const { drive, plan, issues } = await interruptibly(options, terminal, (work) =>
    changeMedium(gadget, system, { ...where, ...work }),
  );
  tellIssues(issues, terminal);
  if (options.json) printJson({ drive, plan, issues }, terminal);
  else if (!terminal.quiet) terminal.print(table([drive], terminal));
  return 0;
};
