import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { writeDocument } from '../../src/config/write-document.js';
import { defineGadget } from '../../src/gadget/define.js';
import { hidPresetNames } from '../../src/hid/presets.js';
import { anyGadget } from './definitions.js';
import { networks } from '../network/generators.js';
import { fixture, gadgetOf, read } from './fixture.js';

describe('a gadget as our own document', () => {
  it('has its keys in one order, and hexadecimal where the kernel has it', () => {
    const definition = defineGadget({
      functions: [{ hostAddress: '02:00:00:00:00:01', driver: 'ncm' }],
      productId: 0x104,
      vendorId: 7531,
      deviceClass: 2,
      deviceVersion: 0x100,
      name: 'card',
    });
    assert.equal(
      writeDocument(definition),
      `gadget:
  name: card
  vendorId: 0x1d6b
  productId: 0x0104
  deviceVersion: 0x0100
  deviceClass: 0x02
  osDescriptors:
    use: true
    vendorCode: 0xcd
    sign: MSFT100
    configuration: c.1
  functions:
    - driver: ncm
      name: usb0
      hostAddress: "02:00:00:00:00:01"
      compatibleId: WINNCM
  configurations:
    - name: c
      number: 1
      functions:
        - ncm.usb0
`,
    );
  });

  it('is the same text for the same gadget, whatever the order of its keys', () => {
    const gadget = gadgetOf(fixture('rndis.yaml'));
    const reversed = Object.fromEntries(Object.entries(gadget).reverse()) as unknown as typeof gadget;
    assert.equal(writeDocument(reversed), writeDocument(gadget));
  });

  it('writes long and many-lined texts on one line, and what is shared twice', () => {
    const contents = [{ path: 'control/bmControls', text: '14\n0\n0', since: '6.3' }];
    const options = { name: 'g', vendorId: 1, productId: 1, functions: [{ driver: 'uvc', contents }] };
    const text = writeDocument(defineGadget(options));
    assert.match(text, /\{ path: control\/bmControls, text: "14\\n0\\n0", since: "6.3" \}/);
    assert.doesNotMatch(writeDocument(gadgetOf('otg: {devices: {camera: {enabled: true}}}')), /[&*]a1/);
  });

  it('names the ready-made devices that its HID functions are, and is read back as the same gadget', () => {
    for (const preset of hidPresetNames)
      for (const horizontalWheel of [true, false]) {
        const functions = [{ driver: 'hid', name: 'x', preset, horizontalWheel, interval: 1 }];
        const gadget = defineGadget({ name: 'g', vendorId: 1, productId: 1, functions });
        const text = writeDocument(gadget);
        assert.match(
          text,
          new RegExp(`name: x\\n +preset: ${preset}\\n( +horizontalWheel: false\\n)? +interval`),
        );
        assert.deepEqual(read(text).definition, gadget);
      }
  });

  it('writes the descriptor of a HID function that differs from a ready-made one in anything that this fixes', () => {
    for (const other of [{ protocol: 0 }, { noOutEndpoint: false }, { reportLength: 9 }]) {
      const functions = [{ driver: 'hid', preset: 'keyboard', ...other }];
      const gadget = defineGadget({ name: 'g', vendorId: 1, productId: 1, functions });
      assert.match(writeDocument(gadget), /reportDescriptor: 0501/);
      assert.doesNotMatch(writeDocument(gadget), /preset/);
    }
  });

  it('is read back as the same gadget', () => {
    fc.assert(
      fc.property(anyGadget, (gadget) => {
        const { definition, issues } = read(writeDocument(gadget));
        assert.deepEqual(issues, []);
        assert.deepEqual(definition, gadget);
      }),
      { numRuns: 300 },
    );
  });

  it('is read back with the same networks', () => {
    const gadget = gadgetOf('gadget: {name: g, vendorId: 1, productId: 2, functions: [{driver: ecm}]}');
    fc.assert(
      fc.property(fc.array(networks, { maxLength: 2 }), (several) => {
        assert.deepEqual(read(writeDocument(gadget, several)).networks, several);
      }),
    );
  });

  it("takes PiKVM's file over, with its network", () => {
    const pikvm = read(`${fixture('page.yaml')}${fixture('page-network.yaml')}`);
    const { definition, networks } = pikvm;
    assert.ok(definition && networks.length === 1);
    const ours = read(writeDocument(definition, networks));
    assert.deepEqual([ours.kind, ours.definition, ours.networks], ['gadget', definition, networks]);
  });
});
