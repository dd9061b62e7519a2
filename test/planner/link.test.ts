import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { functionKinds } from '../../planner/function-kinds.js';
import { addFunction } from '../../planner/gadget-edits.js';
import { fromHash, toHash } from '../../planner/link.js';
import { emptyState } from '../../planner/state.js';

test('a link carries the whole state, whatever is in it', () => {
  const json = fc
    .jsonValue()
    .map((value) => JSON.parse(JSON.stringify({ value, functions: [] })) as Record<string, unknown>);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), json, fc.array(json), (board, gadget, networks) => {
      const state = { board, kernel: '6.1', gadget, networks };
      const hash = toHash(state);
      assert.match(hash, /^[\w-]*$/);
      assert.deepEqual(fromHash(`#${hash}`), state);
    }),
  );
});

test('a link carries every function that can be added', () => {
  const gadget = functionKinds.reduce(
    (before, { options }) => addFunction(before, options),
    emptyState.gadget,
  );
  const state = { ...emptyState, gadget };
  assert.deepEqual(fromHash(toHash(state)), state);
});

test('what is no link of this page is none', () => {
  for (const hash of ['', '#', '#%', '#endpoints', `#${btoa('null')}`, `#${btoa('{"gadget":1}')}`])
    assert.equal(fromHash(hash), undefined, hash);
});

test('a kernel or a board that makes no sense is the usual one', () => {
  const { kernel, board } = fromHash(btoa('{"gadget":{},"kernel":"new","board":7}'))!;
  assert.deepEqual([kernel, board], [emptyState.kernel, emptyState.board]);
});
