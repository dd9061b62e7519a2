import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GadgetError, type GadgetDefinition } from 'usb-gadget';
import { down, planDown, planUp, up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { failingAt } from './failing-system.js';
import { bound, changed, images, keyboard } from './gadgets.js';

interface Change {
  readonly name: string;
  readonly from?: GadgetDefinition;
  /** Nothing: the gadget is removed. */
  readonly to?: GadgetDefinition;
}

const changes: readonly Change[] = [
  { name: 'making a keyboard', to: keyboard },
  { name: 'making two configurations with media', to: bound },
  { name: 'changing a bound gadget with two configurations and media', from: bound, to: changed },
  { name: 'changing it back', from: changed, to: bound },
  { name: 'removing it', from: bound },
];

const codesOf = (error: unknown): string[] => (error as GadgetError).issues.map(({ code }) => code);

async function machine(kernel: string, { from }: Change): Promise<SimulatedKernel> {
  const made = new SimulatedKernel({ kernel, files: images });
  if (from) await up(from, made);
  return made;
}

async function steps(kernel: string, change: Change): Promise<number> {
  const system = await machine(kernel, change);
  const plan = change.to ? planUp(change.to, system) : planDown(bound.name, system);
  return (await plan).operations.length;
}

const perform = (
  { to }: Change,
  system: Parameters<typeof up>[1],
  options: Parameters<typeof up>[2] = {},
): Promise<unknown> => (to ? up(to, system, options) : down(bound.name, system, options));

for (const kernel of ['5.10', '6.1', '6.12', '7.2'])
  describe(`on ${kernel}`, () => {
    for (const change of changes) {
      it(`${change.name}: a refusal of any operation leaves everything as it was`, async () => {
        const count = await steps(kernel, change);
        assert.ok(count > 10);
        for (let which = 0; which < count; which++) {
          const system = await machine(kernel, change);
          const before = system.tree();
          const failure = perform(change, failingAt(system, which));
          await assert.rejects(failure, (error) => codesOf(error).join() === 'OPERATION_FAILED');
          assert.equal(system.tree(), before, `operation ${which}`);
        }
      });

      it(`${change.name}: an abort before any operation leaves everything as it was`, async () => {
        const count = await steps(kernel, change);
        for (let which = 0; which < count; which++) {
          const system = await machine(kernel, change);
          const before = system.tree();
          const abort = new AbortController();
          const failure = perform(change, system, {
            signal: abort.signal,
            onProgress: ({ phase, index, state }) => {
              if (phase === 'apply' && state === 'started' && index === which - 1) abort.abort();
            },
          });
          if (which === 0) abort.abort();
          await assert.rejects(failure, (error) => codesOf(error).join() === 'ABORTED');
          assert.equal(system.tree(), before, `before operation ${which}`);
        }
      });
    }
  });
