import { hexDigits } from '../usb/bytes.js';
import { formatRemovals } from './removals.js';
import type { EndpointCount, FunctionEndpoints } from './allocate.js';
import { endpointTotal, type Confidence, type ControllerProfile } from './profile.js';
import type { ConfigurationEndpoints, EndpointVerdict } from './verdict.js';

type Row = readonly string[];

const headings: Row = ['CONFIGURATION', 'FUNCTION', 'ENDPOINT', 'ADDRESS', 'TYPE'];

const sureness: Readonly<Record<Confidence, string>> = {
  measured: 'measured on a running kernel',
  source: "from the driver's source",
  capture: "from a board's registers",
  guess: 'a guess',
};

function endpointRows({ name, endpoints }: FunctionEndpoints, remark: string): Row[] {
  const rows = endpoints.map(({ name: endpoint, address, direction, transfer }) => [
    endpoint,
    `0x${hexDigits(address, 2)}`,
    `${transfer} ${direction.toUpperCase()}`,
  ]);
  if (remark) rows.push([remark]);
  if (!rows.length) rows.push(['-']);
  return rows.map((row, index) => ['', index ? '' : name, ...row]);
}

function remarkOn({ refusal }: ConfigurationEndpoints, index: number): string {
  if (!refusal || index < refusal.index) return '';
  if (index > refusal.index) return 'not reached';
  if (!refusal.request) return 'refused';
  return `no ${refusal.request.transfer} ${refusal.request.direction.toUpperCase()} left`;
}

function configurationRows(configuration: ConfigurationEndpoints): Row[] {
  const rows = configuration.functions.flatMap((each, index) =>
    endpointRows(each, remarkOn(configuration, index)),
  );
  return rows.map((row, index) => (index ? row : [configuration.name, ...row.slice(1)]));
}

/** Lines of columns, each as wide as its widest cell; the last cell of a row may be of any width. */
function alignColumns(rows: readonly Row[]): string[] {
  const widths = headings.map((_, column) =>
    Math.max(...rows.map((row) => (column < row.length - 1 ? (row[column] ?? '').length : 0))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

const countLine = (side: string, { used, free, total }: EndpointCount): string =>
  `${side} ${used} of ${total} used, ${free} free`;

function verdictLines(
  { binds, works, because }: EndpointVerdict,
  removals: readonly (readonly string[])[],
): string[] {
  const reasons = because.map(({ message }) => `  ${message}`);
  const turnOff = formatRemovals(removals);
  return [
    `binds: ${binds ? 'yes' : 'no'}`,
    `works: ${works ? 'yes' : 'no'}`,
    ...reasons,
    ...(turnOff ? [`turn off: ${turnOff}`] : []),
  ];
}

/**
 * The endpoint table for people: which function gets which endpoint, what is left, and the verdict.
 *
 * @param removals - what {@link suggestRemovals} says, to be printed below the verdict.
 */
export function formatEndpointTable(
  profile: ControllerProfile,
  verdict: EndpointVerdict,
  removals: readonly (readonly string[])[] = [],
): string {
  const { name, title = name, confidence = 'guess' } = profile;
  const lines = [
    `${title === name ? name : `${title} (${name})`}: ${endpointTotal(profile, 'in')} IN, ` +
      `${endpointTotal(profile, 'out')} OUT endpoints, ${sureness[confidence]}`,
    '',
    ...alignColumns([headings, ...verdict.configurations.flatMap(configurationRows)]),
    '',
  ];
  for (const { name: configuration, in: input, out: output } of verdict.configurations)
    lines.push(`${configuration}: ${countLine('IN', input)}; ${countLine('OUT', output)}`);
  return [...lines, ...verdictLines(verdict, removals), ''].join('\n');
}
