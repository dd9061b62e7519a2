import { resolve } from 'node:path';
import { checkedKernel } from './checked-kernel.js';
import type { GadgetDefinition } from '../gadget/definition.js';
import type { ConfigfsOptions } from '../live/locations.js';
import type { WorkOptions } from '../live/apply.js';
import type { Progress } from '../live/progress.js';
import { formatOperation } from '../plan/format-text.js';
import { NodeSystem } from '../system/node-system.js';
import { SimulatedKernel } from '../system/simulated-kernel.js';
import type { System } from '../system/system.js';
import { findControllerProfile } from '../udc/find-controller.js';
import type { Options } from './options.js';
import type { Terminal } from './terminal.js';
import { usageError } from './usage-error.js';

const mebibyte = 1 << 20;

/** The images and the user that a gadget names: a simulated machine has them. */
function belongings(definition: GadgetDefinition | undefined): { files: Record<string, number>; users: Record<string, number> } {
  const luns = definition?.functions.flatMap((each) => ('luns' in each ? each.luns : [])) ?? [];
  const images = luns.flatMap(({ file }) => (file ? [file] : []));
  const { owner } = definition ?? {};
  return {
    files: Object.fromEntries(images.map((image) => [image, mebibyte])),
    users: owner && !owner.optional ? { [owner.user]: 1000 } : {},
  };
}

/** The machine to work on: this one, or with `--simulate` one in memory that has what the gadget needs. */
export function openMachine({ simulate, udc }: Options, definition?: GadgetDefinition): System {
  if (simulate === undefined) return new NodeSystem();
  const controller = udc ?? definition?.udc;
  if (controller !== undefined && !findControllerProfile(controller))
    throw usageError(`No controller "${controller}" can be simulated.`, '`usb-gadget udcs` lists the profiles.');
  return new SimulatedKernel({
    ...(typeof simulate === 'string' && { kernel: checkedKernel(simulate) }),
    ...(controller !== undefined && { controllers: [controller] }),
    ...belongings(definition),
  });
}

/** Where to look for gadgets: a simulated machine has configfs in one place only. */
export function locations({ configfs, simulate }: Options): ConfigfsOptions {
  return configfs === undefined || simulate !== undefined ? {} : { configfs: resolve(configfs) };
}

function progressLine({ phase, index, total, operation, state }: Progress): string {
  const place = `${String(index + 1).padStart(String(total).length)}/${total}`;
  return `${place} ${phase === 'undo' ? 'undo ' : ''}${formatOperation(operation)}${state === 'done' ? '' : `   (${state})`}\n`;
}

/** Works on a machine so that Ctrl-C stops it between two operations, and what was done is undone. A second one kills. */
export async function interruptibly<Result>(
  options: Options,
  terminal: Terminal,
  work: (options: WorkOptions) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    return await work({
      ...locations(options),
      signal: controller.signal,
      ...(terminal.verbose && {
        onProgress: (progress) => {
          if (progress.state !== 'started') terminal.tell(progressLine(progress));
        },
      }),
    });
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}
