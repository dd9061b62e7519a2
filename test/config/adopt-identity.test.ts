import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { donorIdentity, Gadget } from 'usb-gadget';
import { adoptIdentity, readDocument } from 'usb-gadget/yaml';

const attributes = {
  idVendor: '046d',
  idProduct: 'c31c',
  bcdDevice: '6402',
  manufacturer: 'Logitech',
  product: 'USB Keyboard',
  serial: '0123',
};
const identity = donorIdentity(attributes)!;
const nameless = donorIdentity({ idVendor: '04d9', idProduct: '0169', bcdDevice: '0a10' })!;

describe('the identity of a device', () => {
  it('is the part of a gadget that it gives', () => {
    const gadget = new Gadget({ name: 'g1', functions: [], ...identity });
    assert.deepEqual(gadget.options.strings, {
      '0x409': { manufacturer: 'Logitech', product: 'USB Keyboard', serialNumber: '0123' },
    });
    assert.equal(gadget.options.deviceVersion, 0x6402);
  });

  it('has no version that no gadget can have, and no strings that are not there', () => {
    assert.deepEqual(nameless, { vendorId: 0x04d9, productId: 0x0169 });
  });

  it('is none without ids', () => {
    assert.equal(donorIdentity({ product: 'Keyboard' }), undefined);
  });
});

describe('a document with the identity of another device', () => {
  it("is PiKVM's with its comments, its order and its indentation", () => {
    const text = `# my board
kvmd:
    msd:
        type: disabled  # no drives
otg:
    product: Mine  # as the host shows it
    vendor_id: 7531
    devices:
        serial:
            enabled: true

vnc: !include vnc.yaml
`;
    assert.equal(
      adoptIdentity(text, identity),
      `# my board
kvmd:
    msd:
        type: disabled # no drives
otg:
    product: USB Keyboard # as the host shows it
    vendor_id: 0x046d
    devices:
        serial:
            enabled: true
    product_id: 0xc31c
    device_version: 0x6402
    manufacturer: Logitech
    serial: "0123"

vnc: !include vnc.yaml
`,
    );
  });

  it('has everything else as it stands, whatever other readers of YAML make of it', () => {
    const rest = `  devices: {ethernet: {host_mac: 42:11:22:33:44:55, start: Yes}}
kvmd:
  server: {unix_mode: 0660, enabled: on, t: 12:30:45, e: 1e3, x: 0xAB, n: ~, tag: !x 1, i: +5}
  yes: &a off
  list: [*a, 010]
  text: one
    two
`;
    const adopted = adoptIdentity(`otg:\n  product: on\n  vendor_id: 007\n${rest}`, identity);
    assert.match(adopted, /^otg:\n {2}product: USB Keyboard\n {2}vendor_id: 0x046d\n/);
    const kept = (text: string): string =>
      text.replace(/\s+/g, ' ').replace(/ (product_id|device_v|manuf|serial).*?(?= kvmd)/, '');
    assert.ok(kept(adopted).endsWith(kept(rest)), adopted);
  });

  it("is PiKVM's as it comes, with nothing but comments", () => {
    const text = '# Override settings.\n#\n#kvmd:\n#    msd:\n#        type: disabled\n';
    const adopted = adoptIdentity(text, identity);
    assert.ok(adopted.startsWith(`${text}\notg:\n`), adopted);
    assert.equal(readDocument(adopted).definition?.vendorId, 0x046d);
    assert.match(adoptIdentity('', identity), /^otg:\n/);
  });

  it('has the comments of an empty section, and the section at its place', () => {
    const adopted = adoptIdentity('otg:\n    # devices:\n    #     serial: {}\nvnc: {}\n', identity);
    assert.match(
      adopted,
      /^otg:\n {2}vendor_id: 0x046d\n[^#]*\n {2}# devices:\n {2}# {5}serial: \{\}\nvnc: \{\}\n$/,
    );
  });

  it('is none where an alias would follow an id or a string', () => {
    const text = 'otg: { product: &name Mine }\nkvmd: { info: *name }\n';
    assert.throws(() => adoptIdentity(text, identity), { code: 'DOCUMENT_KIND' });
  });

  it("says in PiKVM's what the device lacks, since its defaults are names", () => {
    const text = adoptIdentity('otg: {}\n', nameless);
    const { definition, issues } = readDocument(text);
    assert.deepEqual(issues, []);
    const { vendorId, productId, strings } = definition!;
    assert.deepEqual([vendorId, productId], [0x04d9, 0x0169]);
    assert.deepEqual(strings, { '0x409': { manufacturer: '', product: '' } });
  });

  it('is ours, in each of its languages, without what the device lacks', () => {
    const text = `gadget:
  name: g1 # mine
  vendorId: 0x1d6b
  productId: 0x0104
  strings:
    '0x407': { product: Tastatur, serialNumber: '1' }
    '0x409': { product: Keyboard }
  functions: [{ driver: hid, preset: keyboard }]
`;
    const named = { ...identity, strings: { '0x409': { product: 'K' } } };
    const { definition } = readDocument(adoptIdentity(text, named));
    assert.deepEqual(definition?.strings, { '0x407': { product: 'K' }, '0x409': { product: 'K' } });
    assert.equal(definition.deviceVersion, 0x6402);
    assert.match(adoptIdentity(text, identity), /name: g1 # mine\n {2}vendorId: 0x046d/);
  });

  it('is made of a document without strings, or with an empty section', () => {
    const text = 'gadget: { name: g1, vendorId: 1, productId: 2, functions: [{ driver: acm }], strings: }\n';
    assert.equal(
      readDocument(adoptIdentity(text, identity)).definition?.strings?.['0x409']?.serialNumber,
      '0123',
    );
    assert.match(adoptIdentity('otg:\n', identity), /^otg:\n {2}vendor_id: 0x046d\n/);
  });

  it('stays the same the second time', () => {
    const once = adoptIdentity('otg: {}\n', identity);
    assert.equal(adoptIdentity(once, identity), once);
  });

  it('has plain line ends, no byte order mark, and one blank before a comment', () => {
    const text = '\ufeffotg:\r\n  product: Mine   # shown\r\n';
    assert.match(adoptIdentity(text, identity), /^otg:\n {2}product: USB Keyboard # shown\n[^\r]*$/);
  });

  it('is none where an alias would lead to what the device lacks', () => {
    const text = `gadget:
  name: g1
  vendorId: 1
  productId: 2
  strings: { '0x409': { serialNumber: &serial abc } }
  functions: [{ driver: ecm, macSeed: *serial }]
`;
    assert.throws(
      () => adoptIdentity(text, nameless),
      ({ code, issues: [issue] }) => code === 'DOCUMENT_KIND' && issue.hint.includes('alias'),
    );
  });

  for (const [what, text, code] of [
    ['is no YAML', 'otg: [', 'DOCUMENT_SYNTAX'],
    ['is of no kind', 'a: 1\n', 'DOCUMENT_KIND'],
    ['has no map for a section', 'otg: 5\n', 'DOCUMENT_KIND'],
  ] as const)
    it(`is none where the document ${what}`, () => {
      assert.throws(() => adoptIdentity(text, identity), { name: 'GadgetError', code });
    });
});
