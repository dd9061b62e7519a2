import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { keysAfter, noFunctions } from '../../planner/function-keys.js';

const [keyboard, mouse, disk] = [{ driver: 'hid' }, { driver: 'hid' }, { driver: 'mass_storage' }] as const;
const three = keysAfter(noFunctions, [keyboard, mouse, disk]);

suite('what a function is known by while the page is open', () => {
  test('is its own, though another has the same options', () => {
    assert.deepEqual(three.keys, [0, 1, 2]);
    assert.deepEqual(keysAfter(noFunctions, [keyboard, keyboard]).keys, [0, 1]);
    assert.deepEqual(keysAfter(three, [keyboard, mouse, disk, keyboard]).keys, [0, 1, 2, 3]);
  });

  test('goes with it when it is moved, or another removed', () => {
    assert.deepEqual(keysAfter(three, [mouse, disk, keyboard]).keys, [1, 2, 0]);
    assert.deepEqual(keysAfter(three, [keyboard, disk]).keys, [0, 2]);
  });

  test('stays when one of its options is changed', () => {
    assert.deepEqual(keysAfter(three, [keyboard, { ...mouse, protocol: 2 }, disk]).keys, [0, 1, 2]);
  });

  test('is new for a new one, wherever that comes', () => {
    assert.deepEqual(keysAfter(three, [{ driver: 'acm' }, keyboard, mouse, disk]).keys, [3, 0, 1, 2]);
    assert.deepEqual(keysAfter(three, [{ driver: 'acm' }]).keys, [3]);
    assert.deepEqual(keysAfter(keysAfter(three, [keyboard, mouse]), [keyboard, mouse, disk]).keys, [0, 1, 3]);
  });
});
