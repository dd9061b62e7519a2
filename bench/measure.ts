import { spawnSync } from 'node:child_process';

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[sorted.length >> 1]!;
}

/** Milliseconds that a Node process with these parameters takes from start to end. */
export function processMilliseconds(parameters: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, parameters, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${parameters.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - start;
}

/** Times several commands in turns, so that what disturbs one disturbs all, and gives the median of each. */
export function inTurns(
  commands: Readonly<Record<string, readonly string[]>>,
  rounds: number,
): Record<string, number> {
  const times: Record<string, number[]> = {};
  for (const name in commands) processMilliseconds(commands[name]!);
  for (let round = 0; round < rounds; round++)
    for (const name in commands) (times[name] ??= []).push(processMilliseconds(commands[name]!));
  return Object.fromEntries(Object.entries(times).map(([name, each]) => [name, median(each)]));
}
