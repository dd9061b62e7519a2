import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { defineGadget, planCreate, planRemove, planUpdate, type Operation, type Plan } from 'usb-gadget';
import { asMade } from '../../src/configfs/as-made.js';
import { asWanted } from '../../src/configfs/as-wanted.js';
import { toTree } from '../../src/configfs/to-tree.js';
import { emptyTree, type Tree } from '../../src/configfs/tree.js';
import { afterOperation } from '../../src/plan/after-operation.js';
import { difference } from '../../src/plan/difference.js';
import { undoOf, wayBack } from '../../src/plan/undo-of.js';
import { kernelVersion, knownKernels } from '../../src/attributes/kernel-version.js';
import { gadgetOptions, gadgets } from '../generators.js';

const newest = kernelVersion('7.2');
const run = (tree: Tree, operations: readonly Operation[]): Tree => operations.reduce(afterOperation, tree);
/** Folders and links; attributes that nobody wrote are not known to the model. */
const paths = (tree: Tree): string[] =>
  [...tree.entries].flatMap(([path, entry]) => (entry.type === 'attribute' ? [] : [path])).sort();

/** The order in which links of a holder were made, which is the order of interfaces. */
const links = (tree: Tree): string[] =>
  [...tree.entries].flatMap(([path, entry]) => (entry.type === 'link' ? [path] : []));

test('the same options give the same bytes', () => {
  fc.assert(
    fc.property(gadgetOptions, fc.constantFrom(...knownKernels), (options, kernel) => {
      const plan = (): string =>
        JSON.stringify(planCreate(defineGadget(structuredClone(options)), { kernel }));
      assert.equal(plan(), plan());
    }),
  );
});

test('no plan updates a gadget into one of another name', () => {
  const named = (name: string) => defineGadget({ name, vendorId: 1, productId: 2, functions: [] });
  assert.throws(() => planUpdate(named('a'), named('b')), RangeError);
});

test('a plan is frozen, and plain JSON', () => {
  fc.assert(
    fc.property(gadgets, (gadget) => {
      const plan: Plan = planCreate(gadget);
      assert.ok(Object.isFrozen(plan.operations) && plan.operations.every((each) => Object.isFrozen(each)));
      assert.deepEqual(JSON.parse(JSON.stringify(plan)), plan);
    }),
  );
});

test('making and then removing leaves nothing', () => {
  fc.assert(
    fc.property(gadgets, (gadget) => {
      const made = run(emptyTree('g1'), planCreate(gadget).operations);
      assert.deepEqual(paths(run(made, planRemove(gadget).operations)), []);
    }),
  );
});

test('what was made needs no change', () => {
  fc.assert(
    fc.property(gadgets, (gadget) => {
      assert.deepEqual(planUpdate(gadget, gadget).operations, []);
    }),
  );
});

test('a change leads to the same folders, links and order as making it afresh, and is complete', () => {
  fc.assert(
    fc.property(gadgets, gadgets, (from, to) => {
      const bound = { ...asMade(toTree(from, newest), newest), udc: 'dummy_udc.0' };
      const wanted = toTree(to, newest);
      const changed = run(bound, difference(bound, wanted, newest));
      assert.deepEqual(links(changed).sort(), links(wanted).sort());
      for (const holder of new Set(links(wanted).map((path) => path.slice(0, path.lastIndexOf('/'))))) {
        const within = (tree: Tree): string[] => links(tree).filter((path) => path.startsWith(`${holder}/`));
        assert.deepEqual(within(changed), within(wanted));
      }
      assert.equal(changed.udc, 'dummy_udc.0');
      assert.deepEqual(difference(changed, wanted, newest), []);
    }),
  );
});

test('a gadget with a change that takes effect at the bind is off the bus while it is made', () => {
  fc.assert(
    fc.property(gadgets, gadgets, (from, to) => {
      const bound = { ...asMade(toTree(from, newest), newest), udc: 'dummy_udc.0' };
      const operations = difference(bound, toTree(to, newest), newest);
      const unbind = operations.findIndex(({ op }) => op === 'unbind');
      const linking = operations.findIndex(({ op }) => op === 'symlink' || op === 'unlink');
      if (linking >= 0) assert.ok(unbind === 0 && operations.at(-1)?.op === 'bind');
      assert.equal(operations.filter(({ op }) => op === 'bind').length, unbind >= 0 ? 1 : 0);
    }),
  );
});

test('after every operation of a plan, its undo leads back', () => {
  fc.assert(
    fc.property(gadgets, fc.nat(), (gadget, at) => {
      const plan = planCreate(gadget);
      const undo = undoOf(plan, emptyTree('g1'));
      const done = at % (plan.operations.length + 1);
      const half = run(emptyTree('g1'), plan.operations.slice(0, done));
      const back = undo.slice(0, done).reverse().flat();
      assert.deepEqual(paths(run(half, back)), []);
    }),
  );
});

test('half a change can be undone to where it began', () => {
  fc.assert(
    fc.property(gadgets, gadgets, fc.nat(), (from, to, at) => {
      const before = { ...asMade(toTree(from, newest), newest), udc: 'dummy_udc.0' };
      const operations = difference(before, toTree(to, newest), newest);
      const half = run(before, operations.slice(0, at % (operations.length + 1)));
      const back = run(half, wayBack(half, before, newest));
      assert.deepEqual(paths(back), paths(before));
      assert.equal(back.udc, before.udc);
      assert.deepEqual(difference(back, asWanted(before), newest), []);
    }),
  );
});

test('what the kernel takes back by itself is put back all the same where an operation took it', () => {
  const woken = (remoteWakeup: boolean): Tree => {
    const gadget = defineGadget({
      name: 'g1',
      vendorId: 1,
      productId: 1,
      functions: [{ driver: 'acm' }],
      configurations: [{ remoteWakeup }],
    });
    return { ...asMade(toTree(gadget, newest), newest), udc: '' };
  };
  const back = wayBack(woken(false), woken(true), newest);
  assert.deepEqual(back, [{ op: 'write', path: 'g1/configs/c.1/bmAttributes', text: '0xa0' }]);
});
