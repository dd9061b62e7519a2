import { execFile } from 'node:child_process';
import { systemError } from './node-error.js';
import type { ProgramResult, SystemError } from './system.js';

const mostOutputBytes = 16 * 1024 * 1024;

/** Where root's programs are: an ordinary user's path lacks these folders, and `su` keeps that. */
const systemFolders = '/usr/local/sbin:/usr/sbin:/sbin';

/** Runs a program with a list of arguments, without a shell. */
export function runProgram(
  program: string,
  parameters: readonly string[],
  input?: string,
): Promise<ProgramResult> {
  const path = `${process.env['PATH'] ?? '/usr/bin:/bin'}:${systemFolders}`;
  // What they say is read, so it is not to be translated.
  const env = { ...process.env, PATH: path, LC_ALL: 'C' };
  return new Promise((resolve, reject) => {
    const options = { maxBuffer: mostOutputBytes, env };
    const child = execFile(program, parameters, options, (error, stdout, stderr) => {
      // A text is the code of an error of Node: the program did not start, or wrote too much.
      const code = error ? error.code : 0;
      if (error instanceof Error && typeof code === 'string') reject(error);
      else resolve({ status: typeof code === 'number' ? code : null, stdout, stderr });
    });
    // A program may end without having read everything.
    child.stdin?.on('error', () => undefined).end(input);
  });
}

/** What system programs say for an error number (strerror). */
const spoken: readonly (readonly [words: RegExp, code: SystemError['code']])[] = [
  [/not found|No such (file|device)|unknown filesystem/i, 'ENOENT'],
  [/not permitted|permission denied|must be superuser/i, 'EPERM'],
  [/busy/i, 'EBUSY'],
];

/** Runs a program that must succeed, and rejects with what it says. */
export async function runToSuccess(program: string, ...parameters: readonly string[]): Promise<void> {
  const { status, stderr } = await runProgram(program, parameters);
  if (status === 0) return;
  const said = stderr.trim() || `status ${status}`;
  const code = spoken.find(([words]) => words.test(said))?.[1] ?? 'EIO';
  throw systemError(code, `${[program, ...parameters].join(' ')}: ${said}`);
}
