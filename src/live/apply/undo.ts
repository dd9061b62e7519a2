import { kernelVersion } from '../../attributes/kernel-version.js';
import { asWanted } from '../../configfs/as-wanted.js';
import type { Tree } from '../../configfs/tree.js';
import { issue, type Issue } from '../../errors.js';
import { difference } from '../../plan/difference.js';
import { formatOperation } from '../../plan/format-text.js';
import { wayBack } from '../../plan/undo-of.js';
import type { Operation } from '../../plan/operation.js';
import { toolCommand } from '../../plan/shell-words.js';
import type { ConfigfsOptions } from '../machine/locations.js';
import type { Listener, Progress } from './progress.js';
import { readTree } from '../gadgets/read-tree.js';
import { runOperation, type Site } from './run-operation.js';
import { unless } from '../machine/system-errors.js';

/** How a gadget was before, and what to do with the news. */
interface UndoOptions extends ConfigfsOptions {
  /** The gadget as it was. */
  readonly before: Tree;
  /** Numbers of the owners that files had, by path below `usb_gadget`. */
  readonly ownersBefore: ReadonlyMap<string, number>;
  /** Is told of each step. */
  readonly listener: Listener<[Progress]>;
}

/** Does what can be done: one that is refused does not keep those behind it from being tried. */
async function runAll(
  site: Site,
  operations: readonly Operation[],
  listener: Listener<[Progress]>,
): Promise<void> {
  for (const [index, operation] of operations.entries()) {
    const step = { phase: 'undo', index, total: operations.length, operation } as const;
    listener.tell({ ...step, state: 'started' });
    const state = await runOperation(site, operation, '').catch(() => 'failed' as const);
    listener.tell({ ...step, state });
  }
}

const isBind = ({ op }: Operation): boolean => op === 'bind' || op === 'wait';

/**
 * Puts a gadget back to what it was: reads what is there now, and goes the difference. It is bound again only if
 * everything else is as before, so that a half-changed gadget is never on the bus.
 *
 * @returns what could not be put back.
 */
export async function undo(site: Site, options: UndoOptions): Promise<Issue[]> {
  const { before, ownersBefore, listener } = options;
  const { system, folder } = site;
  const kernel = kernelVersion(await system.kernelRelease());
  // Owners go back by their numbers, below.
  const { gadget, entries, udc, mounts } = before;
  const was = { gadget, entries, udc, ...(mounts && { mounts }) };
  const now = (): Promise<Tree> => readTree(system, gadget, options);
  const rest = async (): Promise<Operation[]> => difference(await now(), asWanted(was), kernel);

  const operations = wayBack(await now(), was, kernel);
  await runAll(
    site,
    operations.filter((each) => !isBind(each)),
    listener,
  );
  for (const [path, id] of ownersBefore) await unless(['ENOENT'], system.chown(`${folder}/${path}`, id));
  let left = await rest();
  if (left.every(isBind)) {
    await runAll(site, left, listener);
    left = left.length ? await rest() : left;
  }
  if (left.length === 0) return [];
  const isOffBus = left.some(({ op }) => op === 'bind');
  return [
    issue(
      'UNDO_INCOMPLETE',
      before.gadget,
      `Not everything could be put back${isOffBus ? '; the gadget is left off the bus' : ''}. What is left to do: ${left.map(formatOperation).join('; ')}.`,
      `${toolCommand('down', before.gadget)} removes what is there.`,
    ),
  ];
}
