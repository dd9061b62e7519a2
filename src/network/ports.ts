import type { IssueCode } from '../issue-codes.js';
import type { Port } from './network-definition.js';

/** The first and the last port of a range; undefined if it is none. */
export function portRange(port: Port): readonly [first: number, last: number] | undefined {
  const ends = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(String(port));
  if (!ends) return undefined;
  const first = Number(ends[1]);
  return [first, Number(ends[2] ?? first)];
}

/** What is wrong with a port or a range of them. */
export function portFault(value: unknown): IssueCode | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return 'OPTION_TYPE';
  if (typeof value === 'number' && !(Number.isInteger(value) && value > 0 && value <= 65535))
    return 'VALUE_RANGE';
  const range = portRange(value);
  if (!range) return 'VALUE_FORMAT';
  const [first, last] = range;
  return first < 1 || last > 65535 || first > last ? 'VALUE_RANGE' : undefined;
}

/** Ranges of ports in order, each port once. */
export function mergedPorts(ports: readonly Port[]): (readonly [first: number, last: number])[] {
  const ranges = ports.map(portRange).filter((range) => range !== undefined);
  ranges.sort((left, right) => left[0] - right[0]);
  const merged: [number, number][] = [];
  for (const [first, last] of ranges) {
    const before = merged.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else merged.push([first, last]);
  }
  return merged;
}
