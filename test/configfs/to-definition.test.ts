import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kernelVersion, planChange, type Entry, type FolderKind, type Tree } from 'usb-gadget';
import { childFolder, isDefaultGroup } from '../../src/attributes/child-folder.js';
import { attributeIn, gadgetFolder } from '../../src/configfs/folders.js';
import { toDefinition } from '../../src/configfs/to-definition.js';
import { toTree } from '../../src/configfs/to-tree.js';
import { recordedTree } from '../config/recorded-tree.js';

const newest = kernelVersion('7.2');

/** A live tree from lines as the simulated kernel prints them: `PATH = TEXT`, `PATH -> TARGET`, `PATH/`. */
function liveTree(
  gadget: string,
  lines: Iterable<readonly [path: string, value: string]>,
  kernel: number,
): Tree {
  const entries = new Map<string, Entry>([[gadget, { type: 'folder', kind: gadgetFolder }]]);
  let udc = '';
  const kindOf = (names: readonly string[]): FolderKind =>
    names.reduce<FolderKind>(
      (kind, name) => childFolder(kind, name, kernel) ?? { attributes: [], opaque: true },
      gadgetFolder,
    );
  for (const [path, value] of lines) {
    const names = path.split('/');
    const name = names.pop()!;
    const at = `${gadget}/${path}`;
    const kind = kindOf(names);
    if (path === 'UDC') udc = value.trim();
    else if (value.startsWith('-> ')) entries.set(at, { type: 'link', target: value.slice(3) });
    else if (value !== '/')
      entries.set(at, { type: 'attribute', attribute: attributeIn(kind, name), text: value });
    else if (!isDefaultGroup(kind, name)) entries.set(at, { type: 'folder', kind: kindOf([...names, name]) });
  }
  return { gadget, entries, udc };
}

describe('what PiKVM left in configfs', () => {
  for (const file of ['default', 'rndis', 'ncm-serial-over', 'drives'])
    for (const kernel of ['6.12', '7.2'])
      it(`${file} on ${kernel} is a definition that leaves nothing to do`, () => {
        const version = kernelVersion(kernel);
        const recorded = [...recordedTree(`${file}.${kernel}.tree`)].map(([path, value]) => {
          // Recorded as bytes, for the NUL in them.
          const isAddress = /_addr$/.test(path);
          return [path, isAddress ? Buffer.from(value, 'hex').toString('latin1') : value] as const;
        });
        const live = liveTree('kvmd', recorded, version);
        const { definition, issues } = toDefinition(live, version);
        assert.deepEqual(issues, []);
        assert.equal(definition.udc, 'dummy_udc.0');
        assert.ok(definition.functions.every((each) => !('contents' in each)));
        assert.deepEqual(planChange(live, toTree(definition, version), kernel).operations, []);
      });
});

describe('what no table knows', () => {
  const hid = [
    ['functions/hid.usb0', '/'],
    ['functions/hid.usb0/report_length', '8\n'],
    ['functions/hid.usb0/report_desc', '05010906a1010900'.padEnd(16, '0') + 'c0'],
  ] as const;
  const tree = (...lines: readonly (readonly [string, string])[]): Tree => liveTree('g1', lines, newest);

  it('keeps the functions of an unknown driver with the contents of their folders', () => {
    const live = tree(
      ['functions/new.usb0', '/'],
      ['functions/new.usb0/size', '3\n'],
      ['functions/new.usb0/inner', '/'],
      ['functions/new.usb0/inner/x', '-> g1/functions/new.usb0/other'],
      ['functions/new.usb0/other', '/'],
      ['functions/new.usb0/other/text', 'a b\n'],
    );
    assert.deepEqual(toDefinition(live, newest).definition.functions, [
      {
        driver: 'new',
        name: 'usb0',
        contents: [
          { path: 'size', text: '3\n' },
          { path: 'inner', folder: true },
          { path: 'other', folder: true },
          { path: 'other/text', text: 'a b\n' },
          { path: 'inner/x', link: 'other' },
        ],
      },
    ]);
  });

  it('keeps a value that options have no key for, if it can be written', () => {
    const live = tree(...hid, ['functions/hid.usb0/wake', '1\n']);
    const { definition, issues } = toDefinition(live, newest);
    assert.deepEqual(
      issues.map(({ code }) => code),
      ['FUNCTION_RAW'],
    );
    assert.deepEqual((definition.functions[0] as { contents: readonly unknown[] }).contents.at(-1), {
      path: 'wake',
      text: '1\n',
    });
  });

  it('takes no notice of a value that can only be read', () => {
    const live = tree(...hid, ['functions/hid.usb0/wake', '1\n']);
    const entries = new Map(live.entries);
    const wake = entries.get('g1/functions/hid.usb0/wake') as Extract<Entry, { type: 'attribute' }>;
    const attribute = { ...wake.attribute, access: 'read-only' } as const;
    entries.set('g1/functions/hid.usb0/wake', { ...wake, attribute });
    const { definition, issues } = toDefinition({ ...live, entries }, newest);
    assert.deepEqual(issues, []);
    assert.ok(!('contents' in definition.functions[0]!));
  });

  it('says which values of the gadget itself it leaves out', () => {
    const { issues } = toDefinition(tree(['vendor_flag', '1\n'], ['vendor_text', '\n']), newest);
    assert.deepEqual(
      issues.map(({ code, message }) => `${code} ${message}`),
      ['NOT_EXPRESSED "vendor_flag" holds "1", which no option says.'],
    );
  });

  it('says which texts it leaves out, since no option holds them', () => {
    const { issues, definition } = toDefinition(
      tree(
        ['strings/0x409', '/'],
        ['strings/0x409/product', 'a\tb\n'],
        ['strings/0x409/manufacturer', 'M\n'],
      ),
      newest,
    );
    assert.deepEqual(
      issues.map(({ code, path }) => `${code} ${path}`),
      ['NOT_EXPRESSED strings/0x409/product'],
    );
    assert.deepEqual(definition.strings, { '0x409': { manufacturer: 'M' } });
  });
});

describe('what the kernel sets by itself', () => {
  const live = (udc: string, bcdUSB: string): Tree =>
    liveTree(
      'g1',
      [
        ['UDC', udc],
        ['bcdUSB', bcdUSB],
      ],
      newest,
    );

  it('is left out while the gadget is bound', () => {
    assert.equal(toDefinition(live('fe980000.usb', '0x0200\n'), newest).definition.usbVersion, undefined);
  });

  it('is what somebody wrote while it is not', () => {
    assert.equal(toDefinition(live('', '0x0200\n'), newest).definition.usbVersion, 0x0200);
  });

  it('is told if the kernel never sets it so', () => {
    assert.equal(toDefinition(live('fe980000.usb', '0x0110\n'), newest).definition.usbVersion, 0x0110);
  });
});
