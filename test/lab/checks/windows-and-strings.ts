import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EthernetFunction, GadgetError, LoopbackFunction, type ExtendedProperty } from 'usb-gadget';
import { configfs, drive, mkdir, mustDrive, symlink, write } from '../configfs-driver.js';
import { removeEveryGadget } from '../configfs-tree.js';
import { LabGadget } from '../gadget.js';
import type { HostDevice } from '../host.js';
import type { Report } from '../report.js';
import { ask, stringOf } from '../usb-node.js';

interface Told {
  readonly name: string;
  readonly type: number;
  readonly data: string;
}

const utf16 = (bytes: Buffer): string => bytes.toString('utf16le').replace(/\0+$/, '');

/** Asks as Windows does: the vendor request, for the extended properties of interface 0 (Microsoft OS 1.0, Extended Properties). */
async function propertiesOf(device: HostDevice, vendorCode: number): Promise<Told[]> {
  const answer = await ask(device, [0xc1, vendorCode, 0, 5, 4095]);
  assert.equal(answer.readUInt32LE(0), answer.length, 'the length that it tells');
  const properties: Told[] = [];
  for (let at = 10; at < answer.length; at += answer.readUInt32LE(at)) {
    const nameLength = answer.readUInt16LE(at + 8);
    const dataAt = at + 14 + nameLength;
    const type = answer.readUInt32LE(at + 4);
    const data = answer.subarray(dataAt, dataAt + answer.readUInt32LE(dataAt - 4));
    properties.push({
      name: utf16(answer.subarray(at + 10, at + 10 + nameLength)),
      type,
      data: type === 3 ? data.toString('hex') : utf16(data),
    });
  }
  assert.equal(properties.length, answer.readUInt16LE(8), 'the number that it tells');
  return properties;
}

const card = (extendedProperties: readonly ExtendedProperty[]): LabGadget =>
  new LabGadget([new EthernetFunction({ driver: 'ncm', extendedProperties })]);

/** The extended properties of a network card are told to the host as they are declared, whatever their texts. */
export async function extendedProperties(report: Report): Promise<void> {
  const guid = '{6b7b1c62-7f0f-4f0f-8f0f-0123456789ab}';
  await report.check('functions: the host is told extended properties', async () => {
    const device = await card([
      { name: 'DeviceInterfaceGUID', type: 'text', value: guid },
      { name: 'Icons', type: 'text-with-variables', value: '%SystemRoot%\\karte-für-alle.dll,-5' },
      { name: 'Label', type: 'binary', value: '00ff0a00' },
    ]).plug();
    assert.deepEqual(await propertiesOf(device, 0xcd), [
      { name: 'DeviceInterfaceGUID', type: 1, data: guid },
      { name: 'Icons', type: 2, data: '%SystemRoot%\\karte-für-alle.dll,-5' },
      { name: 'Label', type: 3, data: '00ff0a00' },
    ]);
  });
  const changed = card([{ name: 'Label', type: 'link', value: 'x' }]);
  await report.check('functions: extended properties change and stay', async () => {
    await changed.up();
    assert.deepEqual(await propertiesOf(await changed.plug(), 0xcd), [{ name: 'Label', type: 6, data: 'x' }]);
    assert.deepEqual((await changed.up()).plan.operations, []);
  });
  await report.check('functions: a number among them makes the kernel tell none', async () => {
    const properties = card([
      { name: 'Label', type: 'text', value: 'x' },
      { name: 'Count', type: 'little-endian-number', value: 7 },
    ]);
    await assert.rejects(propertiesOf(await properties.plug(), 0xcd), /EPIPE|Broken pipe/);
  });
  await changed.unplug();
}

const strings = (custom: Readonly<Record<string, readonly [string, string]>>): LabGadget => {
  const of = (index: 0 | 1): Record<string, string> =>
    Object.fromEntries(Object.entries(custom).map(([name, texts]) => [name, texts[index]]));
  return new LabGadget([new LoopbackFunction()], {
    strings: {
      '0x409': { manufacturer: 'Maker', product: 'Thing', serialNumber: '1', custom: of(0) },
      '0x407': { manufacturer: 'Firma', product: 'Ding', serialNumber: '1', custom: of(1) },
    },
  });
};

const idOf = (name: string): string =>
  readFileSync(join(configfs, 'lab/strings/0x407', name, 'id'), 'utf8').trim();

/** Strings of the gadget's own are served in each language by the numbers that they have; the kernel refuses languages that differ. */
export async function customStrings(report: Report): Promise<void> {
  const both = strings({ first: ['one', 'eins'], second: ['two', 'zwei'] });
  if (['5.10', '6.1'].includes(report.kernel)) {
    await report.check('functions: strings of its own are told to be missing', async () => {
      const error: unknown = await both.up().catch((reason: unknown) => reason);
      assert.ok(error instanceof GadgetError && error.code === 'KERNEL_LACKS_ATTRIBUTE', String(error));
    });
    return;
  }
  await report.check('functions: the host reads strings of its own in each language', async () => {
    const device = await both.plug();
    assert.deepEqual([idOf('first'), idOf('second')], ['3', '4']);
    // The descriptors' numbers are one more: they count from 1, the kernel's list from 0.
    assert.deepEqual([await stringOf(device, 4, 0x409), await stringOf(device, 5, 0x409)], ['one', 'two']);
    assert.deepEqual([await stringOf(device, 4, 0x407), await stringOf(device, 5, 0x407)], ['eins', 'zwei']);
    assert.deepEqual((await both.up()).plan.operations, []);
  });
  const three = strings({ first: ['one', 'eins'], between: ['1½', '1,5'], second: ['two', 'zwei'] });
  await report.check('functions: a string of its own comes between two others', async () => {
    const device = await three.plug();
    assert.deepEqual([idOf('first'), idOf('between'), idOf('second')], ['3', '4', '5']);
    assert.deepEqual([await stringOf(device, 5, 0x409), await stringOf(device, 6, 0x407)], ['1½', 'zwei']);
    assert.deepEqual((await three.up()).plan.operations, []);
  });
  await three.unplug();
  await report.check('functions: the kernel refuses languages with different strings', () => {
    mustDrive([
      mkdir('lab'),
      mkdir('lab/strings/0x409'),
      mkdir('lab/strings/0x407'),
      mkdir('lab/strings/0x407/first'),
      mkdir('lab/configs/c.1'),
      mkdir('lab/functions/Loopback.a'),
      symlink('lab/functions/Loopback.a', 'lab/configs/c.1/Loopback.a'),
    ]);
    const outcome = drive(write('lab/UDC', 'dummy_udc.0'));
    assert.ok(!outcome.ok && outcome.name === 'EBUSY');
    removeEveryGadget();
  });
}
