import { gadgetNames } from '../../live/gadgets/gadgets.js';
import {
  gadgetStatus,
  type FunctionStatus,
  type GadgetStatus,
  type HostEvidence,
} from '../../live/status.js';
import { unless } from '../../live/machine/system-errors.js';
import type { System } from '../../system/system.js';
import { listTrials, type Trial } from '../../live/trials/trial.js';
import type { Command } from '../command.js';
import { formatTable } from '../format-table.js';
import { gadgetName } from '../gadget-name.js';
import { locations, openGadgets, longestWait } from '../machine.js';
import type { Options } from '../options.js';
import { printJson } from '../print-json.js';
import type { Terminal } from '../terminal.js';
import { toolCommand } from '../../plan/shell-words.js';

const headings = ['  FUNCTION', 'IN', 'DEVICE', 'ENDPOINTS', 'MEDIA'];

const address = (value: number): string => `0x${value.toString(16).padStart(2, '0')}`;

/** What is in the drives of a function; `-` is an empty one. */
const media = ({ drives = [] }: FunctionStatus): string => drives.map(({ file }) => file || '-').join(' ');

const row = (status: FunctionStatus): string[] => {
  const { name, configurations, device, endpoints = [], carrier } = status;
  const names = device?.names.join(' or ') ?? '';
  const claims = endpoints.flatMap((each) => each.endpoints.map((claim) => address(claim.address)));
  return [
    `  ${name}`,
    configurations.join(' ') || 'no configuration',
    names && carrier !== undefined ? `${names} (${carrier ? 'carrier' : 'no carrier'})` : names || '-',
    claims.join(' ') || '-',
    media(status),
  ];
};

const verdicts: Readonly<Record<HostEvidence['verdict'], string>> = {
  configured: 'a host has configured it',
  absent: 'no host has configured it',
  unproven: 'whether a host has it configured is not certain',
};

const unlessWatched = ({ gadget, isWatched }: Trial): string =>
  isWatched ? '' : `, and what was to undo it does not run: ${toolCommand('confirm --watch', gadget)}`;

const trials: Readonly<Record<Trial['state'], (trial: Trial) => string>> = {
  coming: (trial) => `a change of it is being made${unlessWatched(trial)}`,
  waiting: ({ gadget, secondsLeft = 0, isWatched }) =>
    isWatched
      ? `a change of it is undone in ${secondsLeft} s, unless: ${toolCommand('confirm', gadget)}`
      : `a change of it is not confirmed, and what was to undo it has ended: ${toolCommand('confirm', gadget)} keeps it, ${toolCommand('confirm --watch', gadget)} undoes it`,
  undoing: (trial) => `a change of it is being undone, since nobody confirmed it${unlessWatched(trial)}`,
  undone: () => 'a change of it was undone, since nobody confirmed it',
  stuck: ({ issues }) =>
    `a change of it, which nobody confirmed, could not be undone: ${issues.map(({ message }) => message).join(' ')}`,
};

/** What becomes of a change, for people. */
export const formatTrial = (trial: Trial): string => trials[trial.state](trial);

/** A controller without a state is not there any more: `UDC` keeps the name of one that has gone. */
function formatPlace({ udc, host }: GadgetStatus): string {
  if (!udc) return 'not bound to a controller';
  return host.state
    ? `on ${udc}: ${host.state}, ${host.speed}; ${verdicts[host.verdict]}`
    : `on ${udc}, which has gone`;
}

/** A gadget as lines for people. */
export function formatStatus(status: GadgetStatus): string {
  const { name, maker, functions, trial } = status;
  const made = {
    ours: '',
    unfinished: ' (a change of it was interrupted)',
    foreign: ' (made by something else)',
  };
  const rows = functions.map(row);
  const lines = [
    `${name}${made[maker]}: ${formatPlace(status)}`,
    ...(trial ? [`  ${formatTrial(trial)}`] : []),
  ];
  return `${[...lines, ...formatTable([headings, ...rows])].join('\n')}\n`;
}

/** Waits until a host has configured each of the gadgets. */
async function waitForHosts(
  names: readonly string[],
  system: System,
  options: Options,
  terminal: Terminal,
): Promise<void> {
  for (const name of names) {
    const isConfigured = async (): Promise<boolean> =>
      (await gadgetStatus(system, name, locations(options))).host.verdict === 'configured';
    const work = (): Promise<void> => system.waitUntil(isConfigured, longestWait);
    // If no host comes, the status says so.
    await unless(
      ['ETIMEDOUT'],
      terminal.during(() => `waiting for a host to configure ${name}`, work),
    );
  }
}

/** `usb-gadget status`: everything that can be seen of gadgets. */
export const status: Command = async (parameters, options, terminal) => {
  const system = await openGadgets(options);
  const names = parameters.length
    ? parameters.map(gadgetName)
    : await gadgetNames(system, locations(options));
  if (options.wait) await waitForHosts(names, system, options, terminal);
  const found: GadgetStatus[] = [];
  for (const name of names) found.push(await gadgetStatus(system, name, locations(options)));
  if (options.json) printJson(found, terminal);
  else if (found.length)
    terminal.print(
      found
        .map(formatStatus)
        .join('\n')
        .replace(/^ {2}FUNCTION .*/gm, (line) => terminal.paintPrinted('strong', line)),
    );
  else if (!terminal.quiet) terminal.tell('There are no gadgets.\n');
  // One that was there for the time of its trial alone is in no list.
  if (!parameters.length && !options.json)
    for (const each of await listTrials(system))
      if (!names.includes(each.gadget)) terminal.tell(`${each.gadget}: ${formatTrial(each)}\n`);
  return options.wait && found.some(({ host }) => host.verdict !== 'configured') ? 1 : 0;
};
