import type { Command } from '../command.js';
import { endpointReport } from '../endpoint-report.js';
import { exitStatus, judge } from '../judge.js';
import { judgeTogether } from '../judge-together.js';
import { printJson } from '../print-json.js';
import { tellIssues } from '../tell-issues.js';
import { verdictLines } from '../verdict-lines.js';

/** `usb-gadget check`: faults, warnings, and whether the gadget fits the controller. */
export const check: Command = (files, options, terminal) => {
  const judged = judgeTogether(files.map((file) => ({ file, judgement: judge(file, options) })));
  for (const each of judged) {
    tellIssues(each.judgement.issues, terminal);
    if (!options.json) terminal.print(verdictLines(each, terminal.paintPrinted));
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
