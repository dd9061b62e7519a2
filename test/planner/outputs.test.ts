import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as library from 'usb-gadget';
import { functionKinds } from '../../planner/function-kinds.js';
import { addFunction } from '../../planner/gadget-edits.js';
import { judge } from '../../planner/judge.js';
import { outputs, outputsOf, textOf } from '../../planner/outputs.js';
import { openDocument } from '../../planner/open-document.js';
import { emptyState, type State } from '../../planner/state.js';

const withFunction = (options: library.Plain, kernel: string): State => ({
  ...emptyState,
  kernel,
  board: 'usbip-vudc',
  gadget: addFunction(emptyState.gadget, options),
});

/** Runs the program that is taken away. */
function gadgetOf(program: string): library.Gadget {
  const body = program.replace(/^import .*$/gm, '').replace('export const gadget =', 'return');
  const names = Object.keys(library);
  const make = new Function(...names, body) as (...values: unknown[]) => library.Gadget;
  return make(...names.map((name) => library[name as keyof typeof library]));
}

suite('everything that can be added', () => {
  for (const { title, options } of functionKinds)
    test(`${title} is sound, and YAML and TypeScript make the same of it`, () => {
      const state = withFunction(options, library.newestKernel);
      const judgement = judge(state);
      assert.deepEqual(
        judgement.issues.filter(({ severity }) => severity === 'error'),
        [],
      );
      const [yaml, program, plan] = outputs.map((each) => textOf(each, state, judgement));
      assert.ok(yaml && 'text' in yaml && program && 'text' in program && plan && 'text' in plan);
      const plans = [
        openDocument(yaml.text, 'yaml', state).state!.gadget,
        gadgetOf(program.text).toDefinition() as unknown as library.Plain,
      ].map((gadget) => library.formatPlan(library.planCreate(library.defineGadget(gadget))));
      assert.deepEqual(plans, [plan.text, plan.text]);
    });
});

test('a gadget at fault has a YAML, and for the rest says what to mend', () => {
  const state = { ...emptyState, gadget: { ...emptyState.gadget, vendorId: 'x' } };
  const texts = outputs.map((each) => textOf(each, state, judge(state)));
  assert.deepEqual(
    texts.map((each) => 'text' in each),
    [true, false, false, false, false, false],
  );
  assert.match((texts[2] as { reason: string }).reason, /"vendorId" expected a whole number/);
});

suite('the network of a gadget', () => {
  const card = withFunction({ driver: 'ncm' }, library.newestKernel);
  const texts = (network: library.Plain): string[] => {
    const state = { ...card, networks: [network] };
    return outputsOf(state).map((each) => Object.values(textOf(each, state, judge(state))).join());
  };

  test('is planned and scripted where there is one', () => {
    assert.equal(outputsOf(card).length, 4);
    const [, , , , plan = '', script = ''] = texts({ allowTcp: [22] });
    assert.match(plan, /^usb0 over ncm\.usb0 of gadget, isolated/);
    assert.match(script, /^#!\/bin\/sh\n.*tcp dport 22 accept/s);
  });

  test('is no script where it is a bridge', () => {
    assert.match(texts({ mode: 'bridge', uplink: 'eth0' })[5]!, /A script cannot make a bridge/);
  });
});
