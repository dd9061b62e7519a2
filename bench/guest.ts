// Runs in the lab's guest: what apply costs beside the same system calls by hand, and what `up` costs from cold.
import { spawnSync } from 'node:child_process';
import {
  constants,
  closeSync,
  mkdirSync,
  openSync,
  rmdirSync,
  symlinkSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import type { Operation } from 'usb-gadget';
import { apply } from 'usb-gadget/live';
import { create, remove, root, settled, system, timed } from './guest-gadget.js';
import { median } from './measure.js';
import { scripts } from './guest-scripts.js';

function write(path: string, value: string | Buffer): void {
  const file = openSync(`${root}/${path}`, constants.O_WRONLY);
  writeSync(file, value as string);
  closeSync(file);
}

function byHand(operations: readonly Operation[]): void {
  for (const each of operations)
    switch (each.op) {
      case 'mkdir':
        mkdirSync(`${root}/${each.path}`);
        break;
      case 'rmdir':
        rmdirSync(`${root}/${each.path}`);
        break;
      case 'symlink':
        symlinkSync(`${root}/${each.target}`, `${root}/${each.path}`);
        break;
      case 'unlink':
        unlinkSync(`${root}/${each.path}`);
        break;
      case 'write':
        write(each.path, 'hex' in each ? Buffer.from(each.hex, 'hex') : each.text);
        break;
      case 'bind':
        write(each.path, each.udc);
        break;
      case 'unbind':
        write(each.path, '\n');
    }
}

const hand: number[] = [];
const applied: number[] = [];
for (let round = 0; round < 22; round++) {
  const once = await timed(() => byHand(create.operations));
  byHand(remove.operations);
  await settled();
  const through = await timed(() => apply(create, system));
  byHand(remove.operations);
  await settled();
  if (round >= 2) {
    hand.push(once);
    applied.push(through);
  }
}
const ratio = median(applied) / median(hand);
console.log(
  `apply of ${create.operations.length} operations in the guest ${median(applied).toFixed(1)} ms, by hand ${median(hand).toFixed(1)} ms: ${ratio.toFixed(2)} times; wanted: at most 1.5 (emulated, Linux 6.12)`,
);

// Before the page's gadget is up: the kernel has four HID functions.
console.log(await scripts());

const bare = await timed(() => spawnSync(process.execPath, ['-e', '0']));
const report = 'process.on("exit",()=>process.stderr.write(`peak ${process.resourceUsage().maxRSS}\\n`))';
let up: ReturnType<typeof spawnSync> | undefined;
const wall = await timed(() => {
  up = spawnSync(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(report)}`,
      'dist/cli.js',
      'up',
      'examples/pikvm-page.override.yaml',
      '--udc',
      'dummy_udc.0',
    ],
    { encoding: 'utf8' },
  );
});
const peak = Number(/peak (\d+)/.exec(String(up?.stderr))?.[1]) / 1_024;
console.log(
  `up of the page's file from cold in the guest ${wall.toFixed(0)} ms (a bare Node process there: ${bare.toFixed(0)} ms), peak memory ${peak.toFixed(0)} MB, exit status ${up?.status}`,
);
