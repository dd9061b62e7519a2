import { formatEndpointTable } from '../../udc/endpoint-table.js';
import type { Command } from '../command.js';
import { endpointReport } from '../endpoint-report.js';
import { exitStatus, judge } from '../judge.js';
import { printJson } from '../print-json.js';
import { removalsFor } from '../removals-for.js';
import { tellIssues } from '../tell-issues.js';
import type { Terminal } from '../terminal.js';

/** The headings, and the two answers of the verdict. */
const paintTable = (table: string, { paintPrinted }: Terminal): string =>
  table
    .replace(/^CONFIGURATION .*/m, (line) => paintPrinted('strong', line))
    .replace(/(?<=^(?:binds|works): )(?:yes|no)$/gm, (word) =>
      paintPrinted(word === 'yes' ? 'good' : 'error', word),
    );

/** `usb-gadget endpoints`: which function gets which endpoint. */
export const endpoints: Command = ([file = ''], options, terminal) => {
  const judgement = judge(file, options);
  const { target, endpoints: verdict, issues } = judgement;
  // The table tells those of the verdict itself.
  const told = new Set(options.json ? [] : verdict?.because.map(({ message }) => message));
  tellIssues(
    issues.filter(({ message }) => !told.has(message)),
    terminal,
  );
  if (options.json) printJson(endpointReport(judgement), terminal);
  else if (verdict)
    terminal.print(
      paintTable(formatEndpointTable(target.controller, verdict, removalsFor(judgement)), terminal),
    );
  return exitStatus(issues);
};
