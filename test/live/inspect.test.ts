import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as library from 'usb-gadget';
import { functionName, GadgetError, knownKernels, type Gadget, type GadgetDefinition } from 'usb-gadget';
import { diffGadget, down, inspectGadget, up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { readDocument, writeDocument } from 'usb-gadget/yaml';
import { formatTypescript } from '../../src/config/format-typescript.js';
import { gadgets } from '../generators.js';
import { counting } from './failing-system.js';
import { shell } from './shell.js';

const files = { '/images/cd.iso': 1 << 20, '/images/disk.img': 1 << 20 };

/** What the kernel writes by itself, and numbers that it gives out. */
const ofTheKernel = /\/(bcdUSB|bMaxPacketSize0|dev|port_num|ifname) = /;

const tree = (system: SimulatedKernel): string[] =>
  system
    .tree()
    .split('\n')
    .filter((line) => !ofTheKernel.test(line));

const fromJson = (gadget: GadgetDefinition): GadgetDefinition | undefined =>
  readDocument(JSON.stringify({ gadget })).definition;

/** Runs the program of an export. */
function fromTypescript(gadget: GadgetDefinition): GadgetDefinition {
  const body = formatTypescript(gadget)
    .replace(/^import .*$/m, '')
    .replace('export const gadget =', 'return');
  const names = Object.keys(library);
  const make = new Function(...names, body) as (...values: unknown[]) => Gadget;
  return make(...names.map((name) => library[name as keyof typeof library])).toDefinition();
}

/** Exports a live gadget, removes it, applies the export, and finds the same tree. */
async function makesAgain(system: SimulatedKernel, bind: boolean): Promise<GadgetDefinition> {
  const before = tree(system);
  const { definition } = await inspectGadget(system, 'g1');
  assert.deepEqual((await diffGadget(definition, system, { bind })).differences, []);
  await down('g1', system);
  assert.equal(system.tree(), '');
  await up(definition, system, { bind });
  assert.deepEqual(tree(system), before);
  const { system: counted, count } = counting(system);
  await up(definition, counted, { bind });
  assert.equal(count(), 0);
  return definition;
}

/** Whether a gadget binds; those that do not are left out. */
async function comesUp(gadget: GadgetDefinition, system: SimulatedKernel): Promise<boolean> {
  try {
    await up(gadget, system);
    return true;
  } catch (error) {
    if (error instanceof GadgetError) return false;
    throw error;
  }
}

const rawNames = ({ functions }: GadgetDefinition): string[] =>
  functions.flatMap((each) => ('contents' in each ? [functionName(each)] : []));

describe('the export of a live gadget', () => {
  it('makes the same gadget again, by the options of its functions', () =>
    fc.assert(
      fc.asyncProperty(gadgets, fc.constantFrom(...knownKernels), async (gadget, kernel) => {
        const system = new SimulatedKernel({ kernel, files });
        await up(gadget, system, { bind: false });
        assert.deepEqual(rawNames(await makesAgain(system, false)), []);
      }),
      { numRuns: 60 },
    ));

  it('makes the same gadget again when it is bound', () =>
    fc.assert(
      fc.asyncProperty(gadgets, fc.constantFrom(...knownKernels), async (gadget, kernel) => {
        const system = new SimulatedKernel({ kernel, files });
        fc.pre(await comesUp(gadget, system));
        const { udc } = await makesAgain(system, true);
        assert.equal(udc, 'fe980000.usb');
      }),
      { numRuns: 40 },
    ));

  it('is the same after it was YAML, JSON or a program', () =>
    fc.assert(
      fc.asyncProperty(gadgets, async (gadget) => {
        const system = new SimulatedKernel({ files });
        await up(gadget, system, { bind: false });
        const { definition } = await inspectGadget(system, 'g1');
        assert.deepEqual(readDocument(writeDocument(definition)).definition, definition);
        assert.deepEqual(fromJson(definition), definition);
        assert.deepEqual(fromTypescript(definition), definition);
      }),
      { numRuns: 40 },
    ));
});

/** Gadgets as shells make them, and how their export has the functions that options do not say. */
const handMade: readonly (readonly [what: string, script: string, raw: readonly string[]])[] = [
  [
    'hexadecimal numbers and links with names of their own',
    `mkdir g1
     write g1/idVendor 0x1D6B
     write g1/bDeviceClass 0xEF
     mkdir g1/strings/0x409
     write g1/strings/0x409/product Käse
     mkdir g1/functions/hid.usb0
     write g1/functions/hid.usb0/report_length 0x8
     hex g1/functions/hid.usb0/report_desc 05010906a101050719e029e71500250175019508810295017508810195057501050819012905910295017503910195067508150026ff00050719002aff008100c0
     mkdir g1/functions/mass_storage.0
     write g1/functions/mass_storage.0/lun.0/inquiry_string Acme
     write g1/functions/mass_storage.0/lun.0/removable n
     mkdir g1/configs/c.1
     write g1/configs/c.1/MaxPower 0xfa
     write g1/configs/c.1/bmAttributes 0xa0
     symlink g1/functions/mass_storage.0 g1/configs/c.1/drive
     symlink g1/functions/hid.usb0 g1/configs/c.1/a_keyboard
     write g1/os_desc/use 1
     symlink g1/configs/c.1 g1/os_desc/windows`,
    [],
  ],
  [
    'configurations in an order of their own, and two languages',
    `mkdir g1
     mkdir g1/strings/0x409
     mkdir g1/strings/0x407
     write g1/strings/0x407/manufacturer Amt
     mkdir g1/functions/acm.a
     mkdir g1/functions/ecm.b
     mkdir g1/configs/second.2
     mkdir g1/configs/first.1
     mkdir g1/configs/first.1/strings/0x409
     symlink g1/functions/ecm.b g1/configs/second.2/ecm.b
     symlink g1/functions/acm.a g1/configs/second.2/acm.a
     symlink g1/functions/ecm.b g1/configs/first.1/x`,
    [],
  ],
  [
    'names and texts as nobody should choose them',
    `mkdir g1
     mkdir g1/strings/0x409
     write g1/strings/0x409/manufacturer #yes: [~
     mkdir g1/functions/acm.
     mkdir g1/functions/acm.a.b
     mkdir g1/functions/gser.my\u00a0port
     mkdir g1/functions/acm.yes
     mkdir g1/functions/acm.0x10
     mkdir g1/configs/-.1
     symlink g1/functions/acm.yes g1/configs/-.1/~
     symlink g1/functions/gser.my\u00a0port g1/configs/-.1/my\u00a0port
     symlink g1/functions/acm. g1/configs/-.1/0`,
    [],
  ],
  [
    'strings of its own and WebUSB',
    `mkdir g1
     mkdir g1/strings/0x409
     mkdir g1/strings/0x409/z
     mkdir g1/strings/0x409/a
     write g1/strings/0x409/a/s Text
     write g1/webusb/landingPage http://example.org
     write g1/webusb/bVendorCode 1`,
    [],
  ],
  [
    'a script that died',
    `mkdir g1
     write g1/idProduct 1
     mkdir g1/functions/hid.usb0
     write g1/functions/hid.usb0/protocol 1
     mkdir g1/functions/uvc.c
     mkdir g1/functions/uvc.c/streaming/mjpeg/m
     mkdir g1/functions/mass_storage.0
     mkdir g1/functions/mass_storage.0/lun.2
     mkdir g1/configs/c.1
     write g1/os_desc/use 1`,
    ['hid.usb0', 'uvc.c', 'mass_storage.0'],
  ],
  [
    'values that options have otherwise',
    `mkdir g1
     mkdir g1/functions/printer.p
     write g1/functions/printer.p/pnp_string MFG:Acme;
     mkdir g1/functions/uac2.m
     write g1/functions/uac2.m/c_chmask 0
     mkdir g1/functions/ncm.n
     mkdir g1/functions/ncm.n/os_desc/interface.ncm/DeviceInterfaceGUID
     write g1/functions/ncm.n/os_desc/interface.ncm/DeviceInterfaceGUID/type 1
     write g1/functions/ncm.n/os_desc/interface.ncm/DeviceInterfaceGUID/data {1}`,
    ['printer.p', 'uac2.m', 'ncm.n'],
  ],
  [
    'a camera whose headers have names of their own',
    `mkdir g1
     mkdir g1/functions/uvc.c
     mkdir g1/functions/uvc.c/control/header/head
     mkdir g1/functions/uvc.c/streaming/header/head
     mkdir g1/functions/uvc.c/streaming/uncompressed/u
     mkdir g1/functions/uvc.c/streaming/uncompressed/u/f
     write g1/functions/uvc.c/streaming/uncompressed/u/f/dwFrameInterval 333333
     symlink g1/functions/uvc.c/streaming/uncompressed/u g1/functions/uvc.c/streaming/header/head/u
     symlink g1/functions/uvc.c/streaming/header/head g1/functions/uvc.c/streaming/class/hs/x
     symlink g1/functions/uvc.c/control/header/head g1/functions/uvc.c/control/class/fs/x`,
    ['uvc.c'],
  ],
];

describe('a gadget that a shell made', () => {
  for (const [what, script, raw] of handMade)
    it(`is made again: ${what}`, async () => {
      const system = new SimulatedKernel({ kernel: '6.12' });
      await shell(system, script);
      const definition = await makesAgain(system, false);
      assert.deepEqual(rawNames(definition), raw);
      assert.deepEqual(readDocument(writeDocument(definition)).definition, definition);
      assert.deepEqual(fromTypescript(definition), definition);
    });

  it('is told with what a definition cannot say', async () => {
    const system = new SimulatedKernel({ kernel: '6.12' });
    await shell(
      system,
      `mkdir g1
       mkdir g1/strings/0x0409
       write g1/strings/0x0409/product One
       mkdir g1/configs/c.0x2
       write g1/configs/c.0x2/MaxPower 100
       mkdir g1/functions/printer.p
       write g1/functions/printer.p/pnp_string X`,
    );
    const { definition, issues } = await inspectGadget(system, 'g1');
    assert.deepEqual(
      issues.map(({ code, path }) => `${code} ${path}`),
      [
        'NOT_EXPRESSED configs/c.0x2',
        'NOT_EXPRESSED strings/0x0409',
        'FUNCTION_RAW functions[0]',
        'GADGET_UNBOUND udc',
      ],
    );
    assert.deepEqual(definition.strings, { '0x409': { product: 'One' } });
    assert.equal(definition.configurations[0]!.number, 2);
    const same = await diffGadget(definition, system, { bind: false });
    assert.deepEqual(same.differences, []);
    const more = { ...definition, strings: { '0x409': { product: 'Two' } } };
    const { differences } = await diffGadget(more, system, { bind: false });
    assert.deepEqual(differences, [{ path: 'strings/0x0409/product', live: 'One', wanted: 'Two' }]);
  });
});
