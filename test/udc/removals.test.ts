import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { suggestRemovals } from '../../src/udc/removals.js';
import { profile } from './profile.js';
import { gadget, type Driver } from './requests.js';

const suggest = (controller: string, ...drivers: Driver[]): readonly (readonly string[])[] =>
  suggestRemovals(profile(controller), gadget(...drivers));

describe('what to turn off', () => {
  it('nothing when all fits', () => {
    assert.deepEqual(suggest('dwc2-bcm2835', 'hid', 'ecm'), []);
  });

  it('one function if one is enough, the last ones first', () => {
    assert.deepEqual(suggest('dwc2-bcm2835', 'hid', 'hid', 'hid', 'ecm', 'uac2+both'), [
      ['uac2.0'],
      ['ecm.0'],
      ['hid.2'],
    ]);
  });

  it('also for what binds and does not work', () => {
    assert.deepEqual(suggest('dummy_hcd', 'hid', 'hid', 'hid', 'mass_storage', 'ecm', 'acm'), [
      ['acm.0'],
      ['ecm.0'],
      ['mass_storage.0'],
    ]);
  });

  it('as many as it takes', () => {
    assert.deepEqual(suggest('max3420', 'mass_storage', 'mass_storage', 'mass_storage'), [
      ['mass_storage.1', 'mass_storage.2'],
      ['mass_storage.0', 'mass_storage.2'],
      ['mass_storage.0', 'mass_storage.1'],
    ]);
  });

  it('nothing where even one function alone does not fit', () => {
    assert.deepEqual(suggest('dummy_hcd', 'uac2+both'), []);
  });

  it('not what only waits for a program', () => {
    const functions = gadget('hid', 'obex').map((each) => ({ ...each, heldOffBus: true }));
    assert.deepEqual(suggestRemovals(profile('dwc2-bcm2835'), functions), []);
  });

  it('gives up after a bounded search', () => {
    const started = process.hrtime.bigint();
    assert.deepEqual(suggest('max3420', ...Array<Driver>(32).fill('acm')), []);
    assert.ok(process.hrtime.bigint() - started < 2_000_000_000n);
  });
});
