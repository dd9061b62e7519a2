import type { Command } from '../command.js';
import type { Issue } from '../../errors.js';
import { endpointReport, type EndpointReport } from '../endpoint-report.js';
import { exitStatus, judge } from '../judge.js';
import { judgeTogether, type JudgedFile } from '../judge-together.js';
import { formatRemovals } from '../../udc/removals.js';
import { printJson } from '../print-json.js';
import { fileName } from '../read-input.js';
import { removalsFor } from '../removals-for.js';
import { tellIssues } from '../tell-issues.js';
import type { Style, Terminal } from '../terminal.js';

function verdict({ binds, works, because }: EndpointReport): readonly [style: Style, said: string] {
  if (works) return ['good', 'fits'];
  if (!binds) return ['error', 'does not bind'];
  return because.every(({ severity }) => severity === 'warning')
    ? ['warning', 'fits, and waits for a program']
    : ['error', 'binds, and does not work'];
}

/** What is to be said of a file that holds no gadget to judge. */
const refusal = (issues: readonly Issue[]): string =>
  issues.some(({ code }) => code === 'FILE_UNREADABLE') ? 'cannot be read' : 'has errors';

/** The gadget, the verdict and the endpoints, in one line; what to turn off, in another. */
function verdictLine({ file, judgement }: JudgedFile, terminal: Terminal): string {
  const { definition, target, issues } = judgement;
  if (!definition) return `${fileName(file)}: ${terminal.paintPrinted('error', refusal(issues))}\n`;
  const { controller, kernel } = target;
  const report = endpointReport(judgement);
  const sides = `IN ${report.in.used} of ${report.in.available}, OUT ${report.out.used} of ${report.out.available}`;
  const turnOff = report.works ? '' : formatRemovals(removalsFor(judgement));
  return [
    `${definition.name}: ${terminal.paintPrinted(...verdict(report))} on ${controller.title ?? controller.name}, Linux ${kernel}: ${sides} endpoints used\n`,
    ...(turnOff ? [`  Turn off ${turnOff}.\n`] : []),
  ].join('');
}

/** `usb-gadget check`: faults, warnings, and whether the gadget fits the controller. */
export const check: Command = (files, options, terminal) => {
  const judged = judgeTogether(files.map((file) => ({ file, judgement: judge(file, options) })));
  for (const each of judged) {
    tellIssues(each.judgement.issues, terminal);
    if (!options.json) terminal.print(verdictLine(each, terminal));
  }
  if (options.json)
    printJson(
      judged.map(({ file, judgement }) => ({
        file,
        name: judgement.definition?.name ?? '',
        ...endpointReport(judgement),
      })),
      terminal,
    );
  return Math.max(...judged.map(({ judgement }) => exitStatus(judgement.issues)));
};
