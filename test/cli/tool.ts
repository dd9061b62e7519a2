import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after } from 'node:test';
import { text } from 'node:stream/consumers';

/** How a run of the tool ended. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const main = resolve('dist/cli.js');

/** What may be different about a run. */
export interface RunOptions {
  /** What it reads from standard input. */
  readonly input?: string;
  /** Where it is run. Default: the root of this project. */
  readonly cwd?: string;
  /** More of the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the tool as it is shipped. */
export function start(words: readonly string[], { cwd = '.', env = {} }: RunOptions = {}): ChildProcess {
  return spawn(process.execPath, [main, ...words], { cwd, env: { ...process.env, ...env } });
}

/** Runs the tool as it is shipped. */
export async function usbGadget(words: readonly string[], options: RunOptions = {}): Promise<Run> {
  const child = start(words, options);
  child.stdin!.on('error', () => undefined).end(options.input ?? '');
  const status = new Promise<number | null>((resolve_) => child.on('close', resolve_));
  const [stdout, stderr] = await Promise.all([text(child.stdout!), text(child.stderr!)]);
  return { status: await status, stdout, stderr };
}

/** A folder of files for the tests of one file; it goes when they are done. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'usb-gadget-'));
  for (const [name, contents] of Object.entries(files)) writeFileSync(join(folder, name), contents);
  after(() => rmSync(folder, { recursive: true }));
  return folder;
}
