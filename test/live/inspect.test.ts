import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { defineGadget, knownKernels, type GadgetDefinition } from 'usb-gadget';
import { down, inspectGadget, up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { readDocument, writeDocument } from 'usb-gadget/yaml';
import { gadgets } from '../generators.js';

const files = { '/images/cd.iso': 1 << 20, '/images/disk.img': 1 << 20 };

/** What the kernel writes by itself, and numbers that it gives out. */
const ofTheKernel = /\/(bcdUSB|bMaxPacketSize0|dev|port_num|ifname) = /;
const tree = (system: SimulatedKernel): string[] =>
  system
    .tree()
    .split('\n')
    .filter((line) => !ofTheKernel.test(line));

describe('a live gadget as a definition', () => {
  it('makes the same gadget again, bound or not', async () => {
    await fc.assert(
      fc.asyncProperty(gadgets, fc.constantFrom(...knownKernels), async (gadget, kernel) => {
        const system = new SimulatedKernel({ kernel, files });
        await up(gadget, system, { bind: false });
        const before = tree(system);
        const { definition } = await inspectGadget(system, 'g1');
        await down('g1', system);
        await up(definition, system, { bind: false });
        assert.deepEqual(tree(system), before);
      }),
      { numRuns: 300 },
    );
  });
});
