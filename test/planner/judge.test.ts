import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Plain } from 'usb-gadget';
import { functionKinds } from '../../planner/function-kinds.js';
import {
  addFunction,
  isOn,
  moveFunction,
  namesOf,
  removeFunction,
  switchFunctions,
} from '../../planner/gadget-edits.js';
import { hostNeeds } from '../../planner/host-needs.js';
import { judge } from '../../planner/judge.js';
import { fromHash, toHash } from '../../planner/link.js';
import { openDocument } from '../../planner/open-document.js';
import { outputs, textOf } from '../../planner/outputs.js';
import { withValueAt, type Path } from '../../planner/path.js';
import { presets } from '../../planner/presets.js';
import { emptyState, functionsOf, type State } from '../../planner/state.js';
import { verdictOf } from '../../planner/verdict.js';

const starts: readonly State[] = [
  ...presets.map(({ title, document }) => openDocument(document, title, emptyState).state!),
  ...functionKinds.map(({ options }) => ({ ...emptyState, gadget: addFunction(emptyState.gadget, options) })),
];

/** Every path to a value. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Array.isArray(value)
    ? value.map((each, index) => [index, each] as const)
    : Object.entries(value);
  return [path, ...entries.flatMap(([key, each]) => pathsOf(each, [...path, key]))];
}

/** What somebody may type anywhere, or a link bring. */
const anything = fc.oneof(
  fc.constantFrom(undefined, '', 'x', -1, 0, 70_000, 1.5, true, {}, [], [{}], { driver: 'hid' }, null),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Sound states with a few values that are not. */
const states = fc
  .tuple(fc.constantFrom(...starts), fc.array(fc.tuple(fc.nat(), anything), { maxLength: 3 }))
  .map(([start, changes]) =>
    changes.reduce<State>((state, [at, value]) => {
      const paths = pathsOf({ gadget: state.gadget, networks: state.networks }).filter(
        ({ length }) => length > 1,
      );
      const path = paths[at % paths.length] ?? ['gadget', 'name'];
      return {
        ...state,
        ...(withValueAt({ gadget: state.gadget, networks: state.networks }, path, value) as State),
      };
    }, start),
  );

/** Everything that the page computes. */
function everything(state: State): void {
  const judgement = judge(state);
  verdictOf(judgement);
  for (const each of outputs) textOf(each, state, judgement);
  hostNeeds(judgement.definition, { kernel: state.kernel, controller: judgement.controller });
  const names = namesOf(state.gadget);
  assert.equal(names.length, functionsOf(state.gadget).length);
  for (const [index, name] of names.entries()) {
    isOn(state.gadget, name);
    const edits: Plain[] = [
      switchFunctions(state.gadget, [name], false),
      switchFunctions(state.gadget, [name], true),
      removeFunction(state.gadget, index),
      moveFunction(state.gadget, index, 0),
    ];
    for (const gadget of edits) namesOf(gadget);
  }
}

test('whatever a link brings or somebody types is judged, and never breaks the page', () => {
  fc.assert(
    fc.property(states, (state) => {
      const received = fromHash(toHash(state));
      assert.ok(received);
      everything(received);
    }),
    { numRuns: 1500 },
  );
});
