import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { folderOf, usbGadget } from './tool.js';

const gadget = (name: string, functions: string, more = ''): string =>
  `gadget:\n  name: ${name}\n  vendorId: 1\n  productId: 2\n  functions: [${functions}]\n${more}`;

const serial = '{ driver: acm }';
const hid = (count: number): string =>
  Array.from({ length: count }, (_, index) => `{ driver: hid, name: h${index}, preset: keyboard }`).join(
    ', ',
  );
const acm = (count: number): string =>
  Array.from({ length: count }, (_, index) => `{ driver: acm, name: a${index} }`).join(', ');
const on = (udc: string): string => `  udc: ${udc}\n`;

const cwd = folderOf({
  'a.yaml': gadget('a', serial, on('dummy_udc.0')),
  'b.yaml': gadget('b', serial, on('dummy_udc.1')),
  'a-too.yaml': gadget('a', serial, on('dummy_udc.1')),
  'same-controller.yaml': gadget('c', serial, on('dummy_udc.0')),
  'only-controller.yaml': gadget('d', serial),
  'only-controller-too.yaml': gadget('e', serial),
  'hid-3.yaml': gadget('f', hid(3), on('dummy_udc.0')),
  'hid-1.yaml': gadget('g', hid(1), on('dummy_udc.1')),
  'hid-2.yaml': gadget('h', hid(2), on('dummy_udc.1')),
  'acm-4.yaml': gadget('i', acm(4), on('dummy_udc.0')),
  'gser-5.yaml': gadget('j', acm(5).replaceAll('acm', 'gser'), on('dummy_udc.1')),
  'faulty.yaml': gadget('a', '7', on('dummy_udc.0')),
});

/** Files, and what is said of them only because they are given together. */
const together: readonly (readonly [files: string, codes: readonly string[], place?: string])[] = [
  ['a.yaml b.yaml', []],
  ['a.yaml', []],
  ['a.yaml a-too.yaml', ['NAME_DUPLICATE'], 'a-too.yaml:2:9'],
  ['a.yaml a.yaml', ['NAME_DUPLICATE', 'CONTROLLER_BUSY']],
  ['a.yaml same-controller.yaml', ['CONTROLLER_BUSY'], 'same-controller.yaml:6:8'],
  ['only-controller.yaml only-controller-too.yaml', ['CONTROLLER_BUSY'], 'only-controller-too.yaml:1:1'],
  ['hid-3.yaml hid-1.yaml', []],
  ['hid-3.yaml hid-2.yaml', ['INSTANCES_EXHAUSTED'], 'hid-2.yaml:5:'],
  ['acm-4.yaml gser-5.yaml', ['INSTANCES_EXHAUSTED'], 'gser-5.yaml:5:'],
  ['a.yaml b.yaml a-too.yaml', ['NAME_DUPLICATE', 'CONTROLLER_BUSY']],
  ['faulty.yaml a.yaml', []],
];

interface Report {
  readonly binds: boolean;
  readonly works: boolean;
  readonly issues: readonly { code: string; location: { file: string; line: number; column: number } }[];
}

suite('files that are checked together are held against each other', { concurrency: true }, () => {
  for (const [files, codes, place = ''] of together)
    test(`usb-gadget check ${files}`, async () => {
      const { status, stdout } = await usbGadget(['check', '--json', ...files.split(' ')], { cwd });
      const reports = JSON.parse(stdout) as Report[];
      const last = reports.at(-1)!;
      const kinds = ['NAME_DUPLICATE', 'CONTROLLER_BUSY', 'INSTANCES_EXHAUSTED'];
      const found = last.issues.filter(({ code }) => kinds.includes(code));
      assert.deepEqual(
        found.map(({ code }) => code),
        codes,
      );
      const [{ location: where } = { location: undefined }] = found;
      if (where)
        assert.ok(`${where.file}:${where.line}:${where.column}`.startsWith(place), JSON.stringify(where));
      assert.equal(last.binds, codes.length === 0);
      assert.equal(status, codes.length === 0 && !files.includes('faulty') ? 0 : 1);
    });

  test('one of them alone is never refused for the other', async () => {
    const { stdout, stderr } = await usbGadget(['check', 'a.yaml', 'same-controller.yaml'], { cwd });
    assert.match(stdout, /^a: fits on .*\nc: does not bind on .*\n$/);
    assert.match(stderr, /The gadget of a\.yaml takes "dummy_udc\.0", too\. \[CONTROLLER_BUSY\]/);
  });
});
