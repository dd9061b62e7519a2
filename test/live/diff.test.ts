import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { defineGadget, formatDifferences, type Difference, type GadgetDefinition } from 'usb-gadget';
import { diffGadget, up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { gadgets } from '../generators.js';
import { counting } from './failing-system.js';
import { bound, changed, images, keyboard } from './gadgets.js';
import { shell } from './shell.js';

const away = ['the device leaves the bus for a moment and comes back; everything open on it is cut off.'];

const disk = (lun: object, more: object = {}): GadgetDefinition =>
  defineGadget({
    name: 'g1',
    vendorId: 0x1d6b,
    productId: 0x0104,
    strings: { '0x409': { product: 'One' }, '0x407': { product: 'Eins' } },
    functions: [
      { driver: 'mass_storage', luns: [lun] },
      { driver: 'ecm', deviceAddress: '02:00:00:00:00:01' },
    ],
    ...more,
  });
const plain = disk({});

/** What is changed of {@link plain}, what then differs, and what the host will notice. */
const changes: readonly (readonly [
  what: string,
  gadget: GadgetDefinition,
  differences: readonly Difference[],
  notices: readonly string[],
])[] = [
  ['an id', { ...plain, productId: 0x0105 }, [{ path: 'idProduct', live: '0x0104', wanted: '0x0105' }], away],
  [
    'what takes effect at once',
    disk({ nofua: true }),
    [{ path: 'functions/mass_storage.usb0/lun.0/nofua', live: '0', wanted: '1' }],
    [],
  ],
  [
    'what the kernel may have taken back, were it asked for before',
    { ...plain, configurations: [{ ...plain.configurations[0]!, remoteWakeup: true }] },
    [{ path: 'configs/c.1/bmAttributes', live: '0x80', wanted: '0xa0' }],
    away,
  ],
  [
    'a text that reads as the same number',
    disk({ inquiryString: { revision: '1.0' } }),
    [
      {
        path: 'functions/mass_storage.usb0/lun.0/inquiry_string',
        live: '',
        wanted: `${' '.repeat(24)}1.0 `,
      },
    ],
    [],
  ],
  [
    'a medium',
    disk({ file: '/tmp/usb-gadget-disk.img' }),
    [{ path: 'functions/mass_storage.usb0/lun.0/file', live: '', wanted: '/tmp/usb-gadget-disk.img' }],
    ['the medium in mass_storage.usb0/lun.0 changes.'],
  ],
  [
    'an address, for which its function is made anew',
    defineGadget({
      ...plain,
      functions: plain.functions.map((each) =>
        each.driver === 'ecm' ? { ...each, deviceAddress: '02:00:00:00:00:02' } : each,
      ),
    }),
    [{ path: 'functions/ecm.usb0/dev_addr', live: '02:00:00:00:00:01', wanted: '02:00:00:00:00:02' }],
    away,
  ],
  [
    'the order of functions',
    {
      ...plain,
      configurations: [{ name: 'c', number: 1, functions: ['ecm.usb0', 'mass_storage.usb0'] }],
    },
    [
      {
        path: 'configs/c.1',
        live: 'mass_storage.usb0, ecm.usb0',
        wanted: 'ecm.usb0, mass_storage.usb0',
      },
    ],
    away,
  ],
  [
    'the order of languages, of which hosts take the first',
    { ...plain, strings: { '0x407': { product: 'Eins' }, '0x409': { product: 'One' } } },
    [{ path: 'strings', live: '0x409, 0x407', wanted: '0x407, 0x409' }],
    away,
  ],
  [
    'a function more',
    defineGadget({ ...plain, functions: [...plain.functions, { driver: 'acm' }], configurations: undefined }),
    [
      { path: 'functions/acm.usb0', wanted: 'folder' },
      { path: 'configs/c.1/acm.usb0', wanted: 'g1/functions/acm.usb0' },
    ],
    away,
  ],
  [
    'a function less',
    defineGadget({ ...plain, functions: plain.functions.slice(0, 1), configurations: undefined }),
    [
      { path: 'functions/ecm.usb0', live: 'folder' },
      { path: 'configs/c.1/ecm.usb0', live: 'g1/functions/ecm.usb0' },
    ],
    away,
  ],
  [
    'a link with a name of its own',
    { ...plain, configurations: [{ ...plain.configurations[0]!, links: { 'ecm.usb0': 'card' } }] },
    [
      { path: 'configs/c.1/ecm.usb0', live: 'g1/functions/ecm.usb0' },
      { path: 'configs/c.1/card', wanted: 'g1/functions/ecm.usb0' },
    ],
    away,
  ],
];

describe('the difference from a live gadget', () => {
  for (const [what, gadget, differences, notices] of changes)
    it(`is told, with what the host will notice: ${what}`, async () => {
      const system = new SimulatedKernel({ files: images });
      await up(plain, system);
      const { system: counted, count } = counting(system);
      const found = await diffGadget(gadget, counted);
      assert.deepEqual(found.differences, differences);
      assert.deepEqual(found.notices, notices);
      assert.equal(count(), 0);
      await up(gadget, system);
      assert.deepEqual((await diffGadget(gadget, system)).differences, []);
    });

  it('is none whatever way a shell wrote the same', async () => {
    const system = new SimulatedKernel({ kernel: '6.12' });
    await shell(
      system,
      `mkdir g1
       write g1/idVendor 0x1D6B
       write g1/idProduct 260
       write g1/bcdDevice 0x0123
       mkdir g1/strings/0x409
       write g1/strings/0x409/product One
       mkdir g1/functions/mass_storage.usb0
       write g1/functions/mass_storage.usb0/stall y
       write g1/functions/mass_storage.usb0/lun.0/inquiry_string Acme
       mkdir g1/functions/midi.usb0
       write g1/functions/midi.usb0/id notes
       write g1/functions/midi.usb0/in_ports 0x2
       write g1/functions/midi.usb0/out_ports 02
       mkdir g1/configs/c.1
       write g1/configs/c.1/MaxPower 0xfa
       symlink g1/functions/mass_storage.usb0 g1/configs/c.1/mass_storage.usb0
       symlink g1/functions/midi.usb0 g1/configs/c.1/midi.usb0
       write g1/UDC fe980000.usb`,
    );
    const gadget = defineGadget({
      name: 'g1',
      vendorId: 0x1d6b,
      productId: 0x0104,
      deviceVersion: 0x0123,
      strings: { '0x409': { product: 'One' } },
      functions: [
        { driver: 'mass_storage', stall: true, luns: [{ inquiryString: { vendor: 'Acme' } }] },
        { driver: 'midi', cardId: 'notes', inPorts: 2, outPorts: 2 },
      ],
      configurations: [{ maxPowerMilliamps: 250 }],
    });
    const { differences, notices } = await diffGadget(gadget, system);
    assert.deepEqual([differences, notices], [[], []]);
    const { system: counted, count } = counting(system);
    await up(gadget, counted);
    assert.equal(count(), 0);
  });

  it('is none for a raw function, whatever the kernel makes of its texts', async () => {
    const contents = [
      { path: 'dev_addr', text: '02:00:00:00:00:01' },
      { path: 'qmult', text: '0x7' },
    ];
    const gadget = defineGadget({
      name: 'g1',
      vendorId: 1,
      productId: 2,
      functions: [{ driver: 'ecm', contents }],
    });
    const system = new SimulatedKernel();
    await up(gadget, system);
    assert.deepEqual((await diffGadget(gadget, system)).differences, []);
  });

  it('is none if nothing differs, and there is nothing to do then; else there is', () =>
    fc.assert(
      fc.asyncProperty(gadgets, gadgets, async (first, second) => {
        const system = new SimulatedKernel({
          files: { '/images/cd.iso': 1 << 20, '/images/disk.img': 1 << 20 },
        });
        await up(first, system, { bind: false });
        const { differences, plan } = await diffGadget(second, system, { bind: false });
        assert.equal(differences.length === 0, plan.operations.length === 0);
      }),
      { numRuns: 50 },
    ));

  it('is all of a gadget that is not there', async () => {
    const { differences, notices } = await diffGadget(keyboard, new SimulatedKernel());
    assert.deepEqual(differences, [
      { path: '', wanted: 'folder' },
      { path: 'UDC', live: '', wanted: 'fe980000.usb' },
    ]);
    assert.deepEqual(notices, ['a new device appears.']);
  });

  it('is printed, a line for each', async () => {
    const system = new SimulatedKernel({ files: images });
    await up(bound, system);
    const { gadget, differences, notices } = await diffGadget(changed, system);
    assert.match(
      formatDifferences(gadget, differences, notices),
      /^g1: \d+ differences\n {2}idProduct +0x0104 -> 0x0105\n[^]*\n {2}functions\/acm.usb0 +is to go\n[^]*\nThe host: the device leaves/,
    );
    assert.equal(formatDifferences('g1', [], []), 'g1: nothing differs\n');
    assert.match(
      formatDifferences('g1', [{ path: 'idProduct', live: '1', wanted: '2' }], []),
      /: 1 difference\n.*\nThe host: it notices nothing\.\n$/,
    );
  });
});
