import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { linkWithinBudget, type BudgetedFunction } from '../../src/udc/budget.js';

const functions = (
  ...costs: readonly (readonly [name: string, cost: number, start?: boolean])[]
): BudgetedFunction[] => costs.map(([name, cost, start = true]) => ({ name, cost, start }));

describe('a scalar budget, as PiKVM keeps it', () => {
  it('links everything that fits exactly', () => {
    const wanted = functions(
      ['hid.usb0', 1],
      ['hid.usb1', 1],
      ['hid.usb2', 1],
      ['ecm.usb0', 3],
      ['acm.usb0', 3],
    );
    assert.deepEqual(linkWithinBudget(wanted, 9), {
      linked: ['hid.usb0', 'hid.usb1', 'hid.usb2', 'ecm.usb0', 'acm.usb0'],
      overBudget: [],
      used: 9,
    });
  });

  it('still links a later function that fits after one that does not', () => {
    const wanted = functions(
      ['hid.usb0', 1],
      ['mass_storage.usb0', 2],
      ['ecm.usb0', 3],
      ['acm.usb0', 3],
      ['uac2.usb0', 2],
    );
    assert.deepEqual(linkWithinBudget(wanted, 8), {
      linked: ['hid.usb0', 'mass_storage.usb0', 'ecm.usb0', 'uac2.usb0'],
      overBudget: ['acm.usb0'],
      used: 8,
    });
  });

  it('leaves out, without a charge, what is not to be started', () => {
    const wanted = functions(['hid.usb0', 1], ['mass_storage.usb0', 2, false], ['ecm.usb0', 3]);
    assert.deepEqual(linkWithinBudget(wanted, 4), {
      linked: ['hid.usb0', 'ecm.usb0'],
      overBudget: [],
      used: 4,
    });
  });
});
