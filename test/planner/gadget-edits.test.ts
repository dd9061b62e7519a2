import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Plain } from 'usb-gadget';
import {
  addFunction,
  changeFunction,
  isOn,
  moveFunction,
  namesOf,
  removeFunction,
  switchFunctions,
} from '../../planner/gadget-edits.js';

const options = (...drivers: readonly string[]): Plain => ({
  name: 'g',
  vendorId: 1,
  productId: 2,
  functions: drivers.map((driver) => ({ driver })),
});

const listed = ({ configurations }: Plain): unknown =>
  (configurations as readonly Plain[] | undefined)?.map(({ functions }) => functions);

suite('turning functions off and on', () => {
  const three = options('acm', 'ncm', 'acm');

  test('a gadget that leaves its configuration to the default has every function on', () => {
    assert.deepEqual(namesOf(three), ['acm.usb0', 'ncm.usb0', 'acm.usb1']);
    for (const name of namesOf(three)) assert.ok(isOn(three, name));
  });

  test('one that is off is made, and in no configuration', () => {
    const off = switchFunctions(three, ['ncm.usb0'], false);
    assert.deepEqual(listed(off), [['acm.usb0', 'acm.usb1']]);
    assert.equal(isOn(off, 'ncm.usb0'), false);
  });

  test('back on, the gadget is what it was', () => {
    const off = switchFunctions(three, ['ncm.usb0', 'acm.usb1'], false);
    assert.deepEqual(switchFunctions(off, ['acm.usb1', 'ncm.usb0'], true), three);
  });

  test('the order of the functions is kept, whichever comes back first', () => {
    const off = switchFunctions(three, ['acm.usb0', 'ncm.usb0'], false);
    assert.deepEqual(listed(switchFunctions(off, ['acm.usb0'], true)), [['acm.usb0', 'acm.usb1']]);
  });
});

suite('configurations go on to mean the same functions', () => {
  const off = switchFunctions(options('acm', 'ncm', 'acm'), ['ncm.usb0'], false);

  test('when one before them is removed and their names count anew', () => {
    const fewer = removeFunction(off, 0);
    assert.deepEqual(namesOf(fewer), ['ncm.usb0', 'acm.usb0']);
    assert.deepEqual(listed(fewer), [['acm.usb0']]);
  });

  test('when one is given another name', () => {
    assert.deepEqual(listed(changeFunction(off, 0, { driver: 'acm', name: 'modem' })), [
      ['acm.modem', 'acm.usb0'],
    ]);
  });

  test('when one comes to another place', () => {
    const moved = moveFunction(off, 2, 0);
    assert.deepEqual(namesOf(moved), ['acm.usb0', 'acm.usb1', 'ncm.usb0']);
    assert.deepEqual(listed(moved), [['acm.usb0', 'acm.usb1']]);
  });

  test('and a new one comes into the first', () => {
    assert.deepEqual(listed(addFunction(off, { driver: 'hid', preset: 'keyboard' })), [
      ['acm.usb0', 'acm.usb1', 'hid.keyboard'],
    ]);
  });
});
