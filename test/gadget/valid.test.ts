import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { knownKernels } from '../../src/attributes/kernel-version.js';
import { validate } from '../../src/gadget/validate.js';
import { gadgets } from '../generators.js';

test('gadgets that are valid on every kernel have no errors', () => {
  fc.assert(
    fc.property(gadgets, fc.constantFrom(...knownKernels), (gadget, kernel) => {
      assert.deepEqual(
        validate(gadget, { kernel }).filter(({ severity }) => severity === 'error'),
        [],
      );
    }),
  );
});
