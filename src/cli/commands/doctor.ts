import { boardProfiles } from '../../doctor/board-profile.js';
import { capture } from '../../doctor/capture.js';
import { CapturedSystem } from '../../doctor/captured-system.js';
import { examine } from '../../doctor/examine.js';
import type { Finding, FindingState } from '../../doctor/finding.js';
import { hasErrors, type Issue } from '../../errors.js';
import type { GadgetDefinition } from '../../gadget/definition.js';
import { validate } from '../../gadget/validate.js';
import type { NetworkDefinition } from '../../network/network-definition.js';
import type { System } from '../../system/system.js';
import { readCapture, writeCapture } from '../captured-machine.js';
import type { Command } from '../command.js';
import { locations, openMachine } from '../machine.js';
import type { Options } from '../options.js';
import { printJson } from '../print-json.js';
import { readInput } from '../read-input.js';
import { refuse } from '../refuse.js';
import { tellIssues } from '../tell-issues.js';
import type { Style, Terminal } from '../terminal.js';

const words: Readonly<Record<FindingState, readonly [word: string, style: Style]>> = {
  good: ['ok', 'good'],
  note: ['note', 'note'],
  warning: ['warning', 'warning'],
  error: ['error', 'error'],
};

function findingLines({ check, state, text, cure }: Finding, terminal: Terminal): string {
  const [word, style] = words[state];
  const line = `${terminal.paintPrinted(style, word.padEnd(7))}  ${check.padEnd(11)}  ${text}\n`;
  return cure ? `${line}${' '.repeat(22)}${cure}\n` : line;
}

async function keep(system: System, folder: string, terminal: Terminal): Promise<void> {
  const kept = await capture(system);
  const paths = writeCapture(folder, kept, await boardProfiles(new CapturedSystem(kept)));
  if (terminal.quiet) return;
  terminal.tell(`${folder}: ${kept.files.size} files and ${kept.links.size} links\n`);
  for (const path of paths) terminal.tell(`${path}: a profile, for --udc\n`);
}

/** What the machine is to be. */
interface Wanted {
  readonly definition: GadgetDefinition;
  readonly networks: readonly NetworkDefinition[];
}

async function report(
  system: System,
  wanted: Wanted | undefined,
  options: Options,
  terminal: Terminal,
): Promise<number> {
  const { definition, networks = [] } = wanted ?? {};
  const release = await system.kernelRelease();
  const where = options.from === undefined ? locations(options) : {};
  const findings = await examine({
    system,
    release,
    options: where,
    networks,
    ...(definition && { definition }),
  });
  if (options.json) printJson({ release, findings, profiles: await boardProfiles(system) }, terminal);
  else {
    const told = terminal.quiet ? findings.filter(({ state }) => state === 'error') : findings;
    terminal.print(told.map((each) => findingLines(each, terminal)).join(''));
  }
  return findings.some(({ state }) => state === 'error') ? 1 : 0;
}

/** `usb-gadget doctor`: what a gadget needs of a machine, and what is in its way there. */
export const doctor: Command = async ([file], options, terminal) => {
  const { from, capture: folder } = options;
  const system = from === undefined ? openMachine(options) : new CapturedSystem(readCapture(from));
  if (folder !== undefined) {
    await keep(system, folder, terminal);
    return 0;
  }
  if (file === undefined) return report(system, undefined, options, terminal);
  const document = readInput(file, options);
  const { definition, networks } = document;
  const issues: readonly Issue[] = definition
    ? [...document.issues, ...document.locate(validate(definition))]
    : document.issues;
  // What its kernel and controller have to say is looked at on the machine itself; what no machine takes is no gadget.
  const faults = issues.filter((each) => hasErrors([each], 'write', 'run'));
  tellIssues(faults, terminal);
  if (!definition || faults.length) return refuse(faults, options, terminal);
  return report(system, { definition, networks }, options, terminal);
};
