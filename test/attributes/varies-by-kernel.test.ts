import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isRefusal } from '../../src/attributes/errno.js';
import { kernelVersion, knownKernels, newestKernel } from '../../src/attributes/kernel-version.js';
import { toTree } from '../../src/configfs/to-tree.js';
import { gadgets } from '../generators.js';

test('what is written is kept alike by all kernels, unless the codec says that it varies', () => {
  fc.assert(
    fc.property(gadgets, (gadget) => {
      for (const [path, entry] of toTree(gadget, kernelVersion(newestKernel)).entries) {
        if (entry.type !== 'attribute' || entry.attribute.codec.variesByKernel) continue;
        const { attribute, text } = entry;
        const kept = attribute.codec.store(text, '');
        assert.ok(!isRefusal(kept), `${path} is refused`);
        for (const kernel of knownKernels)
          assert.equal(attribute.codec.store(text, '', kernelVersion(kernel)), kept, `${path} on ${kernel}`);
      }
    }),
  );
});
