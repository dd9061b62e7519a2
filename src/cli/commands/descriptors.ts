import type { GadgetDescriptors, SpeedDescriptors } from '../../descriptors/descriptors-of.js';
import { GadgetError, issue, type Issue } from '../../errors.js';
import type { Command } from '../command.js';
import { exitStatus, judge, type Judgement } from '../judge.js';
import { printJson } from '../print-json.js';
import { tellIssues } from '../tell-issues.js';

/** What the host reads, or why that cannot be said. */
function workOut(
  { definition, target, issues, binds, locate }: Judgement,
  { descriptorsOf }: typeof import('../what-hosts-read.js'),
): GadgetDescriptors | readonly Issue[] {
  if (!definition || !binds) return issues;
  try {
    return descriptorsOf(definition, target.controller, target.kernel);
  } catch (error) {
    if (!(error instanceof GadgetError)) throw error;
    return [...issues, ...locate(error.issues)];
  }
}

function chosen({ speeds }: GadgetDescriptors, speed: string | undefined): readonly SpeedDescriptors[] {
  if (speed === 'all') return speeds;
  return speed === undefined ? speeds.slice(-1) : speeds.filter((each) => each.speed === speed);
}

const tooFast = (speed: string | undefined, { target }: Judgement): Issue =>
  issue(
    'SPEED_MISSING',
    'maxSpeed',
    `No host finds the gadget at ${String(speed)} speed on ${target.controller.title ?? target.controller.name}.`,
    'Leave --speed out, or name a faster controller with --udc.',
  );

/** `usb-gadget descriptors`: what the host will read. */
export const descriptors: Command = async ([file = ''], options, terminal) => {
  const judgement = judge(file, options);
  const { target, issues } = judgement;
  const whatHostsRead = await import('../what-hosts-read.js');
  const found = workOut(judgement, whatHostsRead);
  const speeds = 'speeds' in found ? chosen(found, options.speed) : [];
  const told = !('speeds' in found)
    ? found
    : speeds.length === 0
      ? [...issues, tooFast(options.speed, judgement)]
      : issues;
  tellIssues(told, terminal);
  if (!('speeds' in found) || speeds.length === 0) {
    if (options.json) printJson({ issues: told }, terminal);
    return 1;
  }
  if (options.json)
    printJson(
      {
        udc: target.controller.name,
        kernel: target.kernel,
        hash: whatHostsRead.descriptorHash(found),
        ...found,
        speeds,
        issues,
      },
      terminal,
    );
  else terminal.print(whatHostsRead.formatDescriptors(found, speeds));
  return exitStatus(issues);
};
