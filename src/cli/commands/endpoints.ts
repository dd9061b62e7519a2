import { kernelVersion } from '../../attributes/kernel-version.js';
import { endpointRequests } from '../../gadget/endpoints.js';
import { formatEndpointTable } from '../../udc/endpoint-table.js';
import { interfaceLimit } from '../../udc/interface-limit.js';
import { suggestRemovals } from '../../udc/removals.js';
import type { Command } from '../commands.js';
import { endpointReport } from '../endpoint-report.js';
import { exitStatus, judge, type Judgement } from '../judge.js';
import { printJson } from '../print-json.js';
import { tellIssues } from '../tell-issues.js';
import type { Terminal } from '../terminal.js';

/** What to turn off in the first configuration that does not fit. */
function removals({ definition, target }: Judgement): readonly (readonly string[])[] {
  const { controller, kernel } = target;
  const version = kernelVersion(kernel);
  const requests = definition ? endpointRequests(definition, version) : [];
  const suggested = requests.map(({ functions }) =>
    suggestRemovals(controller, functions, interfaceLimit(version)),
  );
  return suggested.find((each) => each.length > 0) ?? [];
}

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
      paintTable(formatEndpointTable(target.controller, verdict, removals(judgement)), terminal),
    );
  return exitStatus(issues);
};
