import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { run } from './network.js';
import { waitFor } from './wait.js';

const nodes = '/sys/class/video4linux';
const log = '/run/camera.log';

const namesIn = (path: string): string[] => (existsSync(path) ? readdirSync(path) : []);
const text = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8').trim() : '');

/** The node of the gadget's camera: kernels tell the function's name. */
function gadgetNode(): string | undefined {
  const found = namesIn(nodes).find((name) => text(join(nodes, name, 'function_name')) === 'uvc.usb0');
  return found && `/dev/${found}`;
}

/** Waits for the node of the gadget's camera. */
export const cameraNode = (): Promise<string> => waitFor('the node of the camera', gadgetNode);

/** Starts the program that answers for the camera; what it says is in {@link said}. */
export async function startCamera(): Promise<ChildProcess> {
  const node = await cameraNode();
  // Or else the camera before it would have said that this one is ready.
  rmSync(log, { force: true });
  const program = spawn('python3', ['test/lab/programs/camera.py', node, log], { stdio: 'inherit' });
  await waitFor('the camera to be ready', () => (text(log).startsWith('ready') ? true : undefined));
  return program;
}

/** Ends it. */
export async function stopCamera(program: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => program.once('exit', resolve));
  program.kill('SIGKILL');
  await ended;
}

/** What the host has asked for: `probe FORMAT FRAME INTERVAL` and `commit ...`. */
export const said = (): readonly string[] => text(log).split('\n').slice(1);

/** The node of the host's camera, that for pictures. */
export function hostCamera(): Promise<string> {
  return waitFor('the camera of the host', async () => {
    for (const name of namesIn(nodes)) {
      const driver = await readlink(join(nodes, name, 'device/driver')).catch(() => '');
      if (basename(driver) === 'uvcvideo' && text(join(nodes, name, 'index')) === '0') return `/dev/${name}`;
    }
    return undefined;
  });
}

/** Formats, sizes and rates as the host lists them: `MJPG 1280x720 30.000 15.000`. */
export async function listedFormats(node: string): Promise<string[]> {
  const listed = await run('v4l2-ctl', '-d', node, '--list-formats-ext');
  const found: string[] = [];
  let format = '';
  for (const line of listed.split('\n')) {
    format = /\[\d+\]: '(.{4})'/.exec(line)?.[1] ?? format;
    const size = /Size: Discrete (\S+)/.exec(line)?.[1];
    if (size !== undefined) found.push(`${format} ${size}`);
    const rate = /\(([\d.]+) fps\)/.exec(line)?.[1];
    if (rate !== undefined) found.push(`${found.pop()} ${rate}`);
  }
  return found;
}
