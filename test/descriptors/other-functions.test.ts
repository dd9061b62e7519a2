import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { functionFsBytes } from 'usb-gadget/live';
import { descriptorsOf, type Descriptor, type GadgetDescriptors } from 'usb-gadget/descriptors';
import { controller, everyFunction, gadgetOf } from './functions.js';

type Options = Readonly<Record<string, unknown>>;

const windows = { use: true, vendorCode: 1, sign: 'MSFT100', configuration: 'c.1' };

const of = (functions: readonly Options[], more: Options = {}, kernel = '7.2'): GadgetDescriptors =>
  descriptorsOf(gadgetOf(functions, more), controller, kernel);

/** The descriptors of each speed after that of the configuration. */
const bySpeed = ({ speeds }: GadgetDescriptors): (readonly Descriptor[])[] =>
  speeds.map(({ configurations }) => configurations[0]!.descriptors.slice(1));

const hexOf = (descriptors: readonly Descriptor[], name: string): string[] =>
  descriptors.filter((each) => each.name === name).map(({ hex }) => hex);

describe('functions that a program serves', () => {
  const interfaces = [
    { text: 'First', endpoints: [{ direction: 'in', transfer: 'bulk' }] },
    { class: 3, subclass: 1, protocol: 2, endpoints: [] },
    {
      text: 'Third',
      endpoints: [{ direction: 'out', transfer: 'isochronous', packetBytes: 1024, interval: 2 }],
    },
  ] as const;
  const served = { driver: 'ffs', name: 'own', interfaces };

  it('show what the program writes, if they are alone', () => {
    const written = Buffer.from(functionFsBytes({ interfaces }).descriptors).toString('hex');
    const told = bySpeed(of([served])).map((each) => each.map(({ hex }) => hex).join(''));
    // After eight bytes, the flags and three counts.
    const sameNumbers = told.join('').replaceAll('07050101', '07050201');
    assert.equal(sameNumbers, written.slice(2 * 24));
  });

  it('have the numbers of the gadget, and a table of their own', () => {
    const all = of([everyFunction['acm']!, served], { strings: { '0x407': {} } });
    const [, high] = bySpeed(all);
    assert.deepEqual(hexOf(high!, 'Interface').slice(-3), [
      '090402000' + '1ff00000' + '8',
      '0904030000' + '03010200',
      '090404000' + '1ff00000' + '9',
    ]);
    assert.deepEqual(
      all.strings.slice(-2).map(({ index, text }) => `${index} ${text}`),
      ['8 First', '9 Third'],
    );
    assert.equal(all.languages?.hex, '060309040704');
  });

  it('of the first interface have empty ids of Microsoft, one for each interface', () => {
    const idsOf = (...functions: Options[]): unknown[] =>
      of(functions, { osDescriptors: windows }).microsoft!.interfaces.map((each) => each.interface);
    assert.deepEqual(idsOf(served), [0, 0, 0]);
    assert.deepEqual(idsOf(everyFunction['acm']!, served), []);
  });
});

describe('midi2', () => {
  const endpoints = [
    {
      name: 'Keys',
      blocks: [
        { direction: 'input', midi1Groups: 2, groups: 2 },
        { name: 'Pads', midi1Groups: 1 },
      ],
    },
    {},
  ];
  const all = of([{ driver: 'midi2', endpoints }]);

  it('names the interface after the first endpoint, and jacks after the blocks of the other direction', () => {
    assert.deepEqual(
      all.strings.map(({ text }) => text),
      ['Keys', 'MIDI 2.0 Gadget I/O', 'Pads', 'MIDI 2.0 Gadget I/O'],
    );
    const [, high] = bySpeed(all);
    assert.deepEqual(hexOf(high!, 'MIDI IN jack'), [
      '062402' + '010102',
      '062402' + '020303',
      '062402' + '020500',
      '062402' + '020700',
    ]);
  });

  it('has groups of Universal MIDI Packets in its second setting', () => {
    const [full, high, superSpeed] = bySpeed(all);
    assert.deepEqual(hexOf(high!, 'MIDI 2.0 endpoint'), [
      '0625020201' + '02',
      '0625020201' + '02',
      '05250201' + '03',
      '05250201' + '03',
    ]);
    for (const [descriptors, size] of [
      [full, '0800'],
      [high, '0002'],
      [superSpeed, '0004'],
    ] as const)
      assert.ok(hexOf(descriptors!, 'Endpoint').some((hex) => hex.endsWith(`03${size}01`)));
  });

  it('has one direction alone in its first setting', () => {
    const one = of([{ driver: 'midi2', endpoints: [{ blocks: [{ direction: 'output', midi1Groups: 1 }] }] }]);
    const [, high] = bySpeed(one);
    assert.deepEqual(
      hexOf(high!, 'Interface').map((hex) => hex.slice(6, 10)),
      ['0000', '0001', '0102'],
    );
  });
});

describe('tcm', () => {
  it('has Bulk-Only Transport in its first setting and USB Attached SCSI in its second', () => {
    const [, high, superSpeed] = bySpeed(of([everyFunction['tcm']!]));
    assert.deepEqual(hexOf(high!, 'Interface'), ['090400000208065002', '090400010408066201']);
    assert.deepEqual(hexOf(high!, 'Pipe usage'), ['04240300', '04240400', '04240200', '04240100']);
    assert.deepEqual(hexOf(superSpeed!, 'SuperSpeed endpoint companion'), [
      '06300f000000',
      '06300f000000',
      '06300f050000',
      '06300f050000',
      '063000050000',
      '063000000000',
    ]);
  });

  it('has 16 streams and no bursts before 6.15, and packets of no size at full speed before 6.1', () => {
    const [full, , superSpeed] = bySpeed(of([everyFunction['tcm']!], {}, '5.10'));
    assert.equal(hexOf(superSpeed!, 'SuperSpeed endpoint companion')[2], '063000040000');
    assert.ok(hexOf(full!, 'Endpoint').every((hex) => hex.endsWith('02000000')));
  });
});
