import { spawnSync } from 'node:child_process';

/** What applying costs on a real kernel; says so if the lab cannot run here. */
export function inTheGuest(): string[] {
  const lab = spawnSync('bash', ['test/lab/lab', 'run', '6.12', '.build/bench/guest.js'], {
    encoding: 'utf8',
  });
  if (lab.status !== 0)
    return [
      `apply on a real kernel: not measured, the lab did not run: ${lab.stderr.trim().split('\n').at(-1)}`,
    ];
  return lab.stdout.split('\n').filter((line) => line.startsWith('apply') || line.startsWith('up '));
}
