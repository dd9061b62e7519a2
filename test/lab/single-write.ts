import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getSystemErrorName } from 'node:util';

const program = 'test/lab/programs/single-write.py';

/** Where requests go and answers come from, once the program runs. */
let pipes: { readonly requests: number; readonly answers: number } | undefined;

function start(): NonNullable<typeof pipes> {
  const folder = mkdtempSync(join(tmpdir(), 'single-write-'));
  const [requests, answers] = [join(folder, 'requests'), join(folder, 'answers')] as const;
  execFileSync('mkfifo', [requests, answers]);
  spawn('python3', [program, requests, answers], { stdio: 'ignore' }).unref();
  // In the order in which the program opens them: each waits for the other side.
  return { requests: openSync(requests, 'w'), answers: openSync(answers, 'r') };
}

/**
 * One write(2), whatever its count, which it gives; Node goes on with the rest of a short one. By a program that goes on running: to
 * start it takes longer than a thousand writes.
 */
export function singleWrite(path: string, bytes: Uint8Array): number {
  pipes ??= start();
  const name = Buffer.from(path);
  const request = Buffer.alloc(8);
  request.writeUInt32LE(name.length, 0);
  request.writeUInt32LE(bytes.length, 4);
  writeSync(pipes.requests, Buffer.concat([request, name, bytes]));
  const answer = Buffer.alloc(4);
  readSync(pipes.answers, answer);
  const count = answer.readInt32LE(0);
  if (count < 0)
    throw Object.assign(new Error(`write ${path}`), { errno: count, code: getSystemErrorName(count) });
  return count;
}
