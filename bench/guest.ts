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
import { setTimeout } from 'node:timers/promises';
import { defineGadget, planCreate, planRemove, type Operation } from 'usb-gadget';
import { apply } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { median } from './measure.js';

const root = '/sys/kernel/config/usb_gadget';

const gadget = defineGadget({
  name: 'bench',
  vendorId: 0x1d6b,
  productId: 0x0104,
  strings: { '0x409': { manufacturer: 'Maker', product: 'Thing', serialNumber: '1' } },
  functions: [
    { driver: 'hid', preset: 'keyboard' },
    { driver: 'hid', preset: 'absolute-mouse' },
    { driver: 'mass_storage', luns: [{ cdrom: true }] },
    { driver: 'ecm', hostAddress: '02:00:00:00:00:01', deviceAddress: '02:00:00:00:00:02' },
  ],
  udc: 'dummy_udc.0',
});

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

const system = new NodeSystem();
const create = planCreate(gadget);
const remove = planRemove(gadget);

async function timed(action: () => unknown): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

/** The host's end of the kernel is still busy with a gadget that is gone; what comes next must not wait for it. */
const settled = (): Promise<void> => setTimeout(100);

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
