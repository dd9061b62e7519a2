import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GadgetError } from 'usb-gadget';
import { down, up } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { writeDocument } from 'usb-gadget/yaml';
import { callErrnos, moments, recording, refusingAt, type MadeCall } from '../../live/call-errnos.js';
import { images } from '../../live/gadgets.js';
import { faultChanges, perform, prepare, smallChanges, type FaultChange } from '../fault-changes.js';
import type { Tree } from '../configfs-tree.js';
import type { CheckGroup, Report } from '../report.js';
import { snapshot } from '../snapshot.js';
import { waitFor } from '../wait.js';

const system = new NodeSystem();
const saved = '/run/usb-gadget';

/** Random addresses are another gadget's each time. */
const drawn = /\/(dev|host)_addr$/;

const lasting = (tree: Tree): Tree =>
  Object.fromEntries(Object.entries(tree).filter(([path]) => !drawn.test(path)));

const mounts = (): string[] =>
  readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .filter((line) => line.includes(' functionfs '));

/** Everything that a change touches; a lock of the dead keeps nobody. */
const state = (): unknown => [
  snapshot(),
  mounts(),
  Object.fromEntries(
    readdirSync(saved)
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name, readFileSync(join(saved, name), 'utf8')]),
  ),
];

async function rehearsal(change: FaultChange): Promise<{ calls: readonly MadeCall[]; meant: Tree }> {
  await prepare(change, system);
  const { system: recorded, made } = recording(system);
  await perform(change, recorded);
  const meant = lasting(snapshot());
  if (change.to) await down('g1', system);
  return { calls: made, meant };
}

/** The next process brings it up, and takes it down. */
async function endsWell(change: FaultChange, meant: Tree): Promise<void> {
  if (change.to) {
    await perform(change, system);
    assert.deepEqual(lasting(snapshot()), meant);
  }
  const isGone =
    !Object.keys(snapshot()).length && !readdirSync(saved).some((name) => name.endsWith('.json'));
  if (!isGone) {
    await down('g1', system);
    assert.deepEqual(readdirSync(saved), []);
  }
  assert.deepEqual([snapshot(), mounts()], [{}, []]);
}

async function refuse(change: FaultChange, index: number, errno: string): Promise<void> {
  await prepare(change, system);
  const before = state();
  const outcome: unknown = await perform(change, refusingAt(system, index, errno)).catch(
    (error: unknown) => error,
  );
  if (outcome === undefined) return;
  assert.ok(outcome instanceof GadgetError, String(outcome));
  if (outcome.issues.some(({ code, path }) => code === 'UNDO_INCOMPLETE' || path.startsWith(saved))) return;
  assert.deepEqual(state(), before);
}

/** How much is tried of a change. */
interface Extent {
  /** Every so many-th step is refused, from the middle on and round to it. */
  readonly refusedEvery: number;
  readonly killedEvery: number;
  /** Each step with each errno that it can give, and a kill before and after it. Otherwise one of them in turn. */
  readonly isWhole: boolean;
}

/** What is tried. */
interface Trials {
  readonly changes: Readonly<Record<string, FaultChange>>;
  readonly extentOf: (change: string) => Extent;
  readonly injections: typeof everyInjection;
}

const taken = <Each>(all: readonly Each[], index: number, isWhole: boolean): readonly Each[] =>
  isWhole ? all : [all[index % all.length]!];

const stepsOf = (count: number, every: number): number[] =>
  Array.from({ length: Math.ceil(count / every) }, (_, index) => (index * every + (count >> 1)) % count);

async function refusals(report: Report, { changes, extentOf }: Trials): Promise<void> {
  for (const [name, change] of Object.entries(changes))
    await report.check(`faults: ${name}: any step may be refused`, async () => {
      const { calls, meant } = await rehearsal(change);
      const { refusedEvery, isWhole } = extentOf(name);
      let count = 0;
      for (const index of stepsOf(calls.length, refusedEvery)) {
        const { call, path } = calls[index]!;
        for (const errno of taken(callErrnos[call], index, isWhole))
          try {
            await refuse(change, index, errno);
            // This process lives on, and so holds the lock that it could not give back.
            if (call === 'remove' && path.endsWith('/lock')) await system.remove(path);
            await endsWell(change, meant);
            count++;
          } catch (error) {
            throw new Error(`step ${index}, ${call} ${path}: ${errno}`, { cause: error });
          }
      }
      console.log(`   ${count} refusals`);
    });
}

const dying = (name: string, index: number, moment: string, signal: string): [string, string[]] => [
  process.execPath,
  ['.build/test/lab/dying.js', name, String(index), moment, signal],
];

async function kills(report: Report, { changes, extentOf }: Trials): Promise<void> {
  for (const [name, change] of Object.entries(changes))
    await report.check(`faults: ${name}: the process may be killed at any step`, async () => {
      const { calls, meant } = await rehearsal(change);
      const { killedEvery, isWhole } = extentOf(name);
      let count = 0;
      for (const index of stepsOf(calls.length, killedEvery))
        for (const moment of taken(moments, index, isWhole)) {
          await prepare(change, system);
          const { signal, stderr } = spawnSync(...dying(name, index, moment, 'SIGKILL'), {
            encoding: 'utf8',
          });
          assert.equal(signal, 'SIGKILL', stderr);
          await endsWell(change, meant).catch((error: unknown) => {
            throw new Error(`killed ${moment} step ${index}, ${JSON.stringify(calls[index])}`, {
              cause: error,
            });
          });
          count++;
        }
      console.log(`   ${count} kills`);
    });
}

/** How the tool ends: killed; told of a refusal, all as before; or with all done, since the refusal can be got over. */
type End = 'killed' | 'refused' | 'got over';

/**
 * What strace lets system calls of the unmodified tool do: an errno or a signal at the n-th call of a kind. The first folder is that of our own files, which is
 * there already, whatever mkdir answers; a folder that is busy is tried again.
 */
const everyInjection: readonly (readonly [injection: string, end: End])[] = [
  ['symlink:signal=KILL:when=1', 'killed'],
  ['mkdir:error=ENOSPC:when=3', 'refused'],
  ['mkdir:signal=KILL:when=2', 'killed'],
  ['symlink:error=EINVAL:when=2', 'refused'],
  ['mkdir:error=ENOMEM:when=1', 'got over'],
  ['rmdir:error=EBUSY:when=2', 'got over'],
  ['rmdir:signal=KILL:when=2', 'killed'],
  ['unlink:error=EROFS:when=1', 'refused'],
  ['unlink:signal=KILL:when=1', 'killed'],
];

const strace: readonly string[] = ['-f', '-qq', '-o', '/tmp/usb-gadget-lab-faults.trace'];

async function traced(report: Report, { injections }: Trials): Promise<void> {
  const file = '/tmp/usb-gadget-lab-faults.yaml';
  const change: FaultChange = smallChanges['making a gadget'];
  writeFileSync(file, writeDocument(change.to!));
  const { meant } = await rehearsal(change);
  for (const [injection, end] of injections)
    await report.check(`faults: strace lets ${injection}`, async () => {
      const [call = ''] = injection.split(':');
      const removes = call === 'rmdir' || call === 'unlink';
      if (removes) await perform(change, system);
      const before = state();
      const words = removes ? ['down', 'g1'] : ['up', file, '--udc', 'dummy_udc.0'];
      const { status, signal, stderr } = spawnSync(
        'strace',
        [
          ...strace,
          '-e',
          `trace=${call}`,
          `--inject=${injection}`,
          process.execPath,
          'dist/cli.js',
          ...words,
        ],
        { encoding: 'utf8' },
      );
      const seen: End = signal === 'SIGKILL' ? 'killed' : status === 0 ? 'got over' : 'refused';
      assert.equal(seen, end, stderr);
      if (end === 'refused') {
        assert.match(stderr, /\[(OPERATION_FAILED|NOT_PERMITTED)\]/);
        assert.deepEqual(state(), before);
      }
      await endsWell(change, meant);
    });
}

async function twoAtOnce(report: Report): Promise<void> {
  await report.check(
    'faults: of two at once one is told who holds the lock, and who is killed holds it no more',
    async () => {
      const change: FaultChange = smallChanges['making a gadget'];
      const { meant } = await rehearsal(change);
      const holder = spawn(...dying('making a gadget', 5, 'before', 'SIGSTOP'), { stdio: 'inherit' });
      const stopped = (): true | undefined =>
        /\) T /.test(readFileSync(`/proc/${holder.pid}/stat`, 'utf8')) ? true : undefined;
      await waitFor('the first one to hold the lock', stopped);
      const { to } = change;
      await assert.rejects(up(to!, system, { udc: 'dummy_udc.0', replace: true }), (error: GadgetError) => {
        assert.equal(error.code, 'LOCKED');
        assert.match(
          error.message,
          new RegExp(
            `Process ${holder.pid} \\(.*node.* \\.build/test/lab/dying.*\\), which began \\d+ s ago`,
          ),
        );
        return true;
      });
      holder.kill('SIGKILL');
      await new Promise((ended) => holder.once('close', ended));
      await endsWell(change, meant);
    },
  );
}

const faultsTo = (name: string, trials: Trials): CheckGroup => ({
  name,
  checks: async (report) => {
    for (const [path, size] of Object.entries(images)) writeFileSync(path, Buffer.alloc(size, 1));
    await refusals(report, trials);
    await kills(report, trials);
    await traced(report, trials);
    await twoAtOnce(report);
  },
});

const { 'changing it': changing } = smallChanges;

/** Nothing is lost or left half-done, whatever fails and whenever the process ends: a few cases. */
export const fewFaults: CheckGroup = faultsTo('faults', {
  changes: { 'changing it': changing },
  extentOf: () => ({ refusedEvery: 6, killedEvery: 20, isWhole: false }),
  injections: everyInjection.slice(0, 1),
});

const whole: Extent = { refusedEvery: 1, killedEvery: 1, isWhole: true };

/** Of the large changes, whose every step fails in another group: a number that is prime to most, so that kinds of steps do not repeat. */
const some: Extent = { refusedEvery: 7, killedEvery: 7, isWhole: false };

/** As {@link fewFaults}, in every way at each step of the small changes, and in some at some of the large ones. */
export const everyFault: CheckGroup = faultsTo('every-fault', {
  changes: faultChanges,
  extentOf: (change) => (change in smallChanges ? whole : some),
  injections: everyInjection,
});
