import type { Issue } from '../errors.js';
import { formatRemovals } from '../udc/removals.js';
import { endpointReport, type EndpointReport } from './endpoint-report.js';
import type { JudgedFile } from './judge-together.js';
import { fileName } from './read-input.js';
import { removalsFor } from './removals-for.js';
import type { Style, Terminal } from './terminal.js';

function verdict({
  binds,
  works,
  because,
}: EndpointReport): readonly [style: Style, said: string, besides?: string] {
  if (works) return ['good', 'fits'];
  if (!binds) return ['error', 'does not bind'];
  return because.every(({ severity }) => severity === 'warning')
    ? ['warning', 'fits', ', and waits for a program']
    : ['error', 'binds, and does not work'];
}

/** What is to be said of a file that holds no gadget to judge. */
const refusal = (issues: readonly Issue[]): string =>
  issues.some(({ code }) => code === 'FILE_UNREADABLE') ? 'cannot be read' : 'has errors';

/** The gadget, the verdict and the endpoints, in one line; what to turn off, in another. */
export function verdictLines({ file, judgement }: JudgedFile, paint: Terminal['paint']): string {
  const { definition, target, issues } = judgement;
  if (!definition) return `${fileName(file)}: ${paint('error', refusal(issues))}\n`;
  const { controller, kernel } = target;
  const report = endpointReport(judgement);
  const [style, said, besides = ''] = verdict(report);
  const sides = `IN ${report.in.used} of ${report.in.available}, OUT ${report.out.used} of ${report.out.available}`;
  const turnOff = report.works ? '' : formatRemovals(removalsFor(judgement));
  return [
    `${definition.name}: ${paint(style, said)} on ${controller.title ?? controller.name}, Linux ${kernel}${besides}: ${sides} endpoints used\n`,
    ...(turnOff ? [`  Turn off ${turnOff}.\n`] : []),
  ].join('');
}
