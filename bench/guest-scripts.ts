import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { apply } from 'usb-gadget/live';
import { formatUnits, OtgNet } from 'usb-gadget/network';
import { create, gadget, remove, root, settled, system, timed } from './guest-gadget.js';
import { median } from './measure.js';

const folder = mkdtempSync(join(tmpdir(), 'usb-gadget-bench-'));
const hexFormat = (hex: string): string =>
  hex.replace(/../g, (pair) => `\\\\${parseInt(pair, 16).toString(8).padStart(3, '0')}`);
const bareLines = create.operations.map((each) => {
  switch (each.op) {
    case 'mkdir':
      return `mkdir ${root}/${each.path}`;
    case 'symlink':
      return `ln -s ${root}/${each.target} ${root}/${each.path}`;
    case 'write':
      return `printf '${'hex' in each ? hexFormat(each.hex) : each.text}' >${root}/${each.path}`;
    case 'bind':
      return `printf '${each.udc}' >${root}/${each.path}`;
    default:
      throw new Error(`nothing of the kind is in a plan that makes a gadget: ${each.op}`);
  }
});
writeFileSync(join(folder, 'bare.sh'), `set -e\n${bareLines.join('\n')}\n`);
const unitFiles = formatUnits(gadget, { networks: [new OtgNet()], udc: 'dummy_udc.0', kernel: '6.12' });
const named = (ending: string): string => {
  const { path, text } = unitFiles.find((each) => each.path.endsWith(ending))!;
  const file = join(folder, basename(path));
  writeFileSync(file, text);
  return file;
};
const [guardUp, upScript, guardDown] = ['guard-up.sh', '/up.sh', 'guard-down.sh'].map(named);

function shell(...files: readonly (string | undefined)[]): void {
  for (const file of files) {
    const { status, stderr } = spawnSync('sh', [file!], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${file} ended with ${status}: ${stderr}`);
  }
}

/** What it costs to bring a gadget up by shell: its writes alone, and as the scripts of its unit do it, with the rules of its network. */
export async function scripts(): Promise<string> {
  const bareTimes: number[] = [];
  const scriptTimes: number[] = [];
  for (let round = 0; round < 12; round++) {
    const bareTime = await timed(() => shell(join(folder, 'bare.sh')));
    await apply(remove, system);
    await settled();
    const scriptTime = await timed(() => shell(guardUp, upScript));
    await apply(remove, system);
    shell(guardDown);
    await settled();
    if (round >= 2) {
      bareTimes.push(bareTime);
      scriptTimes.push(scriptTime);
    }
  }
  return `up by the printed scripts, with the rules of a network, ${median(scriptTimes).toFixed(0)} ms; the bare writes by shell ${median(bareTimes).toFixed(0)} ms: ${(median(scriptTimes) - median(bareTimes)).toFixed(0)} ms more; wanted: at most 100`;
}
