import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defineGadget, GadgetError, type GadgetDefinition } from 'usb-gadget';
import { down, up, type System } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { callErrnos, dyingAt, recording, refusingAt, type MadeCall, moments } from './call-errnos.js';
import { bound, changed, images } from './gadgets.js';
import { startProcess } from './processes.js';

/** Functions that programs serve, and files that are another user's. */
const served: GadgetDefinition = defineGadget({
  name: 'g1',
  vendorId: 0x1d6b,
  productId: 0x0104,
  functions: [
    { driver: 'hid', name: 'usb0', preset: 'keyboard' },
    { driver: 'ffs', name: 'echo', interfaces: [{ endpoints: [{ direction: 'in', transfer: 'bulk' }] }] },
  ],
});

interface Change {
  readonly from?: GadgetDefinition;
  /** Nothing: the gadget is removed. */
  readonly to?: GadgetDefinition;
}

const changes: Readonly<Record<string, Change>> = {
  'making a gadget': { to: bound },
  'making one that a program serves': { to: served },
  'changing a bound gadget': { from: bound, to: changed },
  'removing it': { from: bound },
  'removing one that a program serves': { from: served },
};

/** `USB_GADGET_FAULTS=whole`: every errno at every call, on every kernel. Else every other call is refused, each with another errno, and the rest are the last. */
const isWhole = process.env['USB_GADGET_FAULTS'] === 'whole';

const isTaken = (index: number, parity: number): boolean => isWhole || index % 2 === parity;

async function machine({ from }: Change, kernel: string): Promise<SimulatedKernel> {
  const system = new SimulatedKernel({ kernel, files: images, users: { kvm: 1000 } });
  await startProcess(system, 1);
  if (from) await up(from, system);
  return system;
}

const perform = async ({ to }: Change, system: System): Promise<void> => {
  await (to ? up(to, system) : down('g1', system));
};

/** What is saved of gadgets; a lock of the dead keeps nobody, and is left where there is nothing to do. */
async function savedBy(system: SimulatedKernel): Promise<Record<string, string>> {
  const items = await system.list('/run/usb-gadget').catch(() => []);
  const files: Record<string, string> = {};
  for (const { name } of items.filter((each) => each.name.endsWith('.json')))
    files[name] = new TextDecoder().decode(
      await system.read(`/run/usb-gadget/${name}`).catch(() => new Uint8Array()),
    );
  return files;
}

/** Numbers that the kernel gives out, and addresses that it draws. */
const ofTheKernel = /\/(dev_addr|host_addr|dev|port_num|ifname) = /;

const meantBy = async (system: SimulatedKernel): Promise<unknown> => [
  system
    .tree()
    .split('\n')
    .filter((line) => !ofTheKernel.test(line)),
  await savedBy(system),
];

/** Everything that a change touches. */
const stateOf = async (system: SimulatedKernel): Promise<unknown> => ({
  tree: system.tree(),
  saved: await savedBy(system),
  mounts: new TextDecoder().decode(await system.read('/proc/self/mountinfo').catch(() => new Uint8Array())),
});

/** What is called if nothing goes wrong, and what comes of it. */
async function rehearsal(
  change: Change,
  kernel: string,
): Promise<{ readonly calls: readonly MadeCall[]; readonly meant: unknown }> {
  const whole = await machine(change, kernel);
  const { system, made } = recording(whole);
  await perform(change, system);
  return { calls: made, meant: await meantBy(whole) };
}

/** Whatever happened: the next process brings the gadget up, and it is as if nothing had been; and takes it down, and nothing is left. */
async function endsWell({ to }: Change, system: SimulatedKernel, meant: unknown): Promise<void> {
  await startProcess(system, 3);
  if (to) {
    await up(to, system);
    assert.deepEqual(await meantBy(system), meant);
  }
  const wasRemoved = !system.tree() && !Object.keys(await savedBy(system)).length;
  if (!wasRemoved) {
    await down('g1', system);
    assert.deepEqual(await system.list('/run/usb-gadget'), []);
  }
  assert.equal(system.tree(), '');
}

/** What became of a change of which one call was refused: done, undone, or the rest is told. */
async function isAccountedFor(
  system: SimulatedKernel,
  before: unknown,
  outcome: unknown,
  { path }: MadeCall,
): Promise<void> {
  if (outcome === undefined) return;
  assert.ok(outcome instanceof GadgetError, String(outcome));
  const isTold = outcome.issues.some((each) => each.code === 'UNDO_INCOMPLETE' || path.endsWith(each.path));
  const after = await stateOf(system);
  if (path.startsWith('/run/') && isTold) return;
  if (outcome.issues.some(({ code }) => code === 'UNDO_INCOMPLETE')) return;
  assert.deepEqual(after, before);
}

for (const kernel of isWhole ? ['5.10', '6.1', '6.12', '7.2'] : ['7.2'])
  describe(`on ${kernel}`, () => {
    for (const [name, change] of Object.entries(changes)) {
      it(`${name}: any call is refused with any errno, and nothing is lost or left untold`, async () => {
        const { calls, meant } = await rehearsal(change, kernel);
        for (const [index, made] of calls.entries()) {
          if (!isTaken(index, 0)) continue;
          const errnos = callErrnos[made.call];
          for (const errno of isWhole ? errnos : [errnos[(index / 2) % errnos.length]!]) {
            const system = await machine(change, kernel);
            const before = await stateOf(system);
            await startProcess(system, 2);
            const outcome: unknown = await perform(change, refusingAt(system, index, errno)).catch(
              (error: unknown) => error,
            );
            try {
              await isAccountedFor(system, before, outcome, made);
              await endsWell(change, system, meant);
            } catch (error) {
              throw new Error(`call ${index}, ${made.call} ${made.path}: ${errno}: ${String(outcome)}`, {
                cause: error,
              });
            }
          }
        }
      });

      for (const moment of isWhole ? moments : moments.slice(1))
        it(`${name}: the process is killed ${moment} any call, and the next one brings it up and takes it down`, async () => {
          const { calls, meant } = await rehearsal(change, kernel);
          for (const [index, made] of calls.entries()) {
            if (!isTaken(index, 1)) continue;
            const system = await machine(change, kernel);
            await startProcess(system, 2);
            await new Promise<void>((died, reject) => {
              perform(change, dyingAt(system, index, moment, died)).catch(reject);
            });
            await endsWell(change, system, meant).catch((error: unknown) => {
              throw new Error(`killed ${moment} call ${index}, ${made.call} ${made.path}`, { cause: error });
            });
          }
        });
    }
  });

describe('a full disk', () => {
  /** From the save of that number on, counted from 0, no file can be saved. */
  async function whenFullFrom(
    which: number,
  ): Promise<{ system: SimulatedKernel; before: string; error: unknown }> {
    const system = await machine({ from: bound }, '7.2');
    const before = system.tree();
    let count = 0;
    system.fail(({ call }) => call === 'save' && count++ >= which, 'ENOSPC');
    const error: unknown = await up(changed, system).catch((reason: unknown) => reason);
    return { system, before, error };
  }
  const paths = (error: unknown): string[] => {
    assert.ok(error instanceof GadgetError);
    return error.issues.map(({ code, path }) => `${code} ${path}`);
  };

  it('is met before anything is touched', async () => {
    const { system, before, error } = await whenFullFrom(0);
    assert.deepEqual(paths(error), ['OPERATION_FAILED /run/usb-gadget/g1.json']);
    assert.equal(system.tree(), before);
    assert.ok(!system.calls.some(({ call, value, errno }) => call === 'bind' && value === '\n' && !errno));
  });

  it('that was full only at the end has the gadget put back, and what cannot be saved is told', async () => {
    const { system, before, error } = await whenFullFrom(1);
    const said = 'OPERATION_FAILED /run/usb-gadget/g1.json';
    assert.deepEqual(paths(error), [said, said]);
    assert.equal(system.tree(), before);
  });
});
