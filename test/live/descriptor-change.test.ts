import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineGadget, findControllerProfile, type GadgetDefinition } from 'usb-gadget';
import { up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { descriptorChange } from '../../src/live/up/descriptor-change.js';

type Options = Readonly<Record<string, unknown>>;

const keyboard = { driver: 'hid', preset: 'keyboard' };
const disk = { driver: 'mass_storage', luns: [{}] };

const gadget = (functions: readonly Options[], more: Options = {}): GadgetDefinition =>
  defineGadget({ name: 'g1', vendorId: 0x1d6b, productId: 0x0104, functions, ...more });

/** The codes of what is said about a change. */
async function said(before: GadgetDefinition, after: GadgetDefinition): Promise<string[]> {
  const system = new SimulatedKernel();
  await up(before, system);
  return (await up(after, system)).issues.map(({ code }) => code).filter((code) => code.startsWith('DESC'));
}

test('other functions under the same ids, version and serial number are warned of', async () => {
  assert.deepEqual(await said(gadget([keyboard]), gadget([keyboard, disk])), ['DESCRIPTORS_CHANGED']);
});

test('so is a sound card with another channel, and a disk that becomes a card', async () => {
  const card = (channels: number): Options => ({ driver: 'uac2', microphone: { channels } });
  assert.deepEqual(await said(gadget([card(1)]), gadget([card(2)])), ['DESCRIPTORS_CHANGED']);
  assert.deepEqual(await said(gadget([disk]), gadget([card(1)])), ['DESCRIPTORS_CHANGED']);
});

test('another version, product or serial number makes it another device', async () => {
  for (const more of [
    { deviceVersion: 0x0200 },
    { productId: 0x0105 },
    { strings: { '0x409': { serialNumber: '2' } } },
  ])
    assert.deepEqual(await said(gadget([keyboard]), gadget([keyboard, disk], more)), []);
});

test('what the host does not read is no change', async () => {
  assert.deepEqual(
    await said(gadget([disk]), gadget([{ ...disk, luns: [{ inquiryString: { vendor: 'Us' } }] }])),
    [],
  );
  assert.deepEqual(await said(gadget([keyboard]), gadget([keyboard])), []);
});

test('what is not known is not warned of', async () => {
  const unknown = gadget([{ driver: 'ffs', attributes: {} }]);
  const controller = findControllerProfile('dwc2-bcm2835')!;
  assert.equal(await descriptorChange(gadget([keyboard]), unknown, controller, '6.12'), undefined);
});
