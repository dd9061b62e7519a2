import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineGadget, validate, type Issue } from 'usb-gadget';
import { readDocument } from 'usb-gadget/yaml';
import { excerptOf } from '../../planner/excerpt.js';

const at = (line: number, column: number): Issue => ({
  ...readDocument('[').issues[0]!,
  location: { file: '', line, column },
});

test('the line of a document is shown, with a caret below the place', () => {
  assert.equal(excerptOf('gadget:\n  name: [', at(2, 9)), '2 |   name: [\n            ^');
});

test('a tab before the place stays a tab, so that the caret stands below it', () => {
  assert.equal(excerptOf('a:\tb', at(1, 4)), '1 | a:\tb\n      \t^');
});

test('of a long line, what is around the place', () => {
  const excerpt = excerptOf(`${'a'.repeat(500)}!${'b'.repeat(500)}`, at(1, 501))!;
  assert.equal(excerpt, `1 | ${'a'.repeat(40)}!${'b'.repeat(40)}\n    ${' '.repeat(40)}^`);
});

test('there is none of an empty line, of a place after the end, and of an issue without a place', () => {
  const nowhere = validate(defineGadget({})).find(({ location }) => !location)!;
  for (const issue of [at(1, 1), at(2, 1), nowhere]) assert.equal(excerptOf('\n', issue), undefined);
});
