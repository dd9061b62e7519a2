import { errnoNumbers, type Errno } from '../../attributes/errno.js';
import { emptyTree, type Tree } from '../../configfs/tree.js';
import { GadgetError, issue, type Issue } from '../../errors.js';
import type { GadgetDefinition } from '../../gadget/definition.js';
import { formatOperation } from '../../plan/format-text.js';
import type { Bind, Operation, Unbind } from '../../plan/operation.js';
import type { Plan } from '../../plan/plan.js';
import type { System } from '../../system/system.js';
import { bindCause } from './bind-refusal.js';
import { busyCause } from './busy.js';
import type { Cause } from './cause.js';
import { likelyCause } from './likely-cause.js';
import { chooseController } from '../controllers/choose-controller.js';
import { gadgetsFolder, type ConfigfsOptions } from '../machine/locations.js';
import { abortIssue, Listener, type Progress, type ProgressListener } from './progress.js';
import { readTree } from '../gadgets/read-tree.js';
import { runOperation, type Site } from './run-operation.js';
import { codeOf } from '../machine/system-errors.js';
import { undo } from './undo.js';

/** What may be said about work on a machine. */
export interface WorkOptions extends ConfigfsOptions {
  /** Stops the work between two operations; what was done is then undone, and ABORTED is thrown. Default: none. */
  readonly signal?: AbortSignal;
  /** Is told of each step. Default: nobody. */
  readonly onProgress?: ProgressListener;
}

/** What may be said about applying a plan. */
export interface ApplyOptions extends WorkOptions {
  /** The gadget as it is, if that was read just now. Default: it is read. */
  readonly before?: Tree;
  /** What the plan was made from; it lets the cause of a refused bind be found in the endpoints. Default: not known. */
  readonly definition?: GadgetDefinition;
}

interface Work {
  readonly plan: Plan;
  readonly site: Site;
  readonly options: ApplyOptions;
  readonly before: Tree;
  /** Owners of files that were there before, as the work changes them. */
  readonly ownersBefore: Map<string, number>;
  /** What to bind to. */
  controller: string;
  /** Whether there may be something to undo. */
  undoes: boolean;
  /** Who is told of each step. */
  readonly listener: Listener<[Progress]>;
}

const hangIssue = ({ path }: Bind | Unbind): Issue =>
  issue(
    'OPERATION_TIMEOUT',
    path,
    `The kernel does not come back from a write to ${path}. Nothing was undone, since it holds the gadget locked.`,
    'Look into the kernel log: dmesg | tail. Most likely only a reboot helps.',
  );

const undoIssue = ({ gadget }: Tree, error: unknown): Issue =>
  issue(
    'UNDO_INCOMPLETE',
    gadget,
    `What is there cannot be read: ${String(error)}`,
    'See what usb-gadget list shows.',
  );

const numbered = (code: string): string =>
  code in errnoNumbers ? `${code} (${errnoNumbers[code as Errno]})` : code;

/** An operation as part of a sentence: report descriptors would fill the screen. */
function briefly(operation: Operation): string {
  const text = formatOperation(operation).replace(/ +/, ' ');
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
}

async function causeOf(
  operation: Operation,
  code: string,
  { plan, site, options, controller }: Work,
): Promise<Cause> {
  const { system, folder } = site;
  if (operation.op !== 'bind')
    return (code === 'EBUSY' && (await busyCause(system, folder, operation))) || likelyCause(operation, code);
  const { definition } = options;
  return bindCause({
    system,
    options,
    gadget: plan.gadget,
    controller: operation.udc || controller,
    code,
    definition,
  });
}

/** Says of a failure which operation it was, what the kernel answered, why, and what to do. Undefined: it is none of the system's. */
async function explain(
  error: unknown,
  operation: Operation,
  work: Work,
): Promise<readonly Issue[] | undefined> {
  if (error instanceof GadgetError) return error.issues;
  const code = codeOf(error);
  if (!code) return undefined;
  if (code === 'ETIMEDOUT' && (operation.op === 'bind' || operation.op === 'unbind'))
    return [hangIssue(operation)];
  // Ctrl-C ends a program that runs, too, as modprobe, and that is not what went wrong.
  if (work.options.signal?.aborted) return [abortIssue(work.plan.gadget)];
  // Looking for the cause may fail as well; that must not keep anything from being undone.
  const {
    cause,
    cure,
    code: kind = 'OPERATION_FAILED',
  } = await causeOf(operation, code, work).catch(() => likelyCause(operation, code));
  const path = 'path' in operation ? operation.path : operation.module;
  return [issue(kind, path, `${briefly(operation)}: ${numbered(code)}. ${cause}`, cure)];
}

/** Undoes what was done, and throws what was the matter together with what could not be undone. */
async function giveUp(
  issues: readonly Issue[] | undefined,
  { site, options, before, ownersBefore, undoes, listener }: Work,
  error: unknown,
): Promise<never> {
  const hangs = issues?.some(({ code }) => code === 'OPERATION_TIMEOUT');
  const left =
    hangs || !undoes
      ? []
      : await undo(site, { ...options, before, ownersBefore, listener }).catch((error: unknown) => [
          undoIssue(before, error),
        ]);
  const cause = error instanceof GadgetError ? error.cause : error;
  throw issues ? new GadgetError([...issues, ...left], { cause }) : error;
}

/** Notes who owns a file that is to be given to another; of one that is made anew, only whose it was before that. */
async function noteOwner(path: string, { site, ownersBefore }: Work): Promise<void> {
  if (ownersBefore.has(path)) return;
  ownersBefore.set(path, (await site.system.stat(`${site.folder}/${path}`)).uid);
}

/** As {@link apply}; gives the owners that files had before, by path below `usb_gadget`, for who may have to undo it later. */
export async function applyNotingOwners(
  plan: Plan,
  system: System,
  options: ApplyOptions,
): Promise<ReadonlyMap<string, number>> {
  const { operations, gadget } = plan;
  if (operations.length === 0) return new Map();
  const site: Site = { system, folder: gadgetsFolder(options), userIds: new Map() };
  const firstChange = operations.findIndex((each) => each.op !== 'load');
  const first = operations[firstChange];
  // Where the kernel makes the gadget's folder there was none before, and until then there is nothing to undo.
  const isNew = first?.op === 'mkdir' && first.path === gadget;
  const before = options.before ?? (isNew ? emptyTree(gadget) : await readTree(system, gadget, options));
  const listener = new Listener(options.onProgress);
  const work: Work = {
    plan,
    site,
    options,
    before,
    ownersBefore: new Map(),
    controller: '',
    undoes: !isNew,
    listener,
  };
  if (operations.some((each) => each.op === 'rmdir'))
    for (const path of before.owners?.keys() ?? []) await noteOwner(path, work);
  const bind = operations.find((each) => each.op === 'bind');
  for (let index = 0; index < operations.length; index++) {
    if (options.signal?.aborted) await giveUp([abortIssue(gadget)], work, options.signal.reason);
    // Only a module may bring the controller.
    if (bind && index === firstChange)
      work.controller = await chooseController(system, bind.udc, gadget, options);
    const operation = operations[index]!;
    const step = { phase: 'apply', index, total: operations.length, operation } as const;
    try {
      listener.tell({ ...step, state: 'started' });
      listener.check(gadget);
      if (operation.op === 'chown' && before.entries.size) await noteOwner(operation.path, work);
      const state = await runOperation(site, operation, work.controller, options.signal);
      work.undoes ||= index === firstChange;
      listener.tell({ ...step, state });
      listener.check(gadget);
    } catch (error) {
      listener.tell({ ...step, state: 'failed' });
      await giveUp(await explain(error, operation, work), work, error);
    }
  }
  return work.ownersBefore;
}

/**
 * Carries a plan out as one transaction: if an operation fails, or the signal says so, what was done is undone.
 * The controller is looked for before anything is touched.
 *
 * @throws {@link GadgetError} with OPERATION_FAILED, OPERATION_TIMEOUT, ABORTED, OWNER_MISSING, CONTROLLER_MISSING, CONTROLLER_AMBIGUOUS or
 * CONTROLLER_BUSY, and UNDO_INCOMPLETE besides if something could not be undone. `cause` is the error of the system.
 *
 * @example
 * ```ts
 * await apply(planCreate(gadget, { kernel: await system.kernelRelease() }), system);
 * ```
 */
export async function apply(plan: Plan, system: System, options: ApplyOptions = {}): Promise<void> {
  await applyNotingOwners(plan, system, options);
}
