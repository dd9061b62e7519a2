import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { suite, test } from 'node:test';
import { folderOf, start, usbGadget } from './tool.js';

const gadget = (functions: string, name = 'g1'): string =>
  `gadget:\n  name: ${name}\n  vendorId: 1\n  productId: 2\n  functions: ${functions}\n`;

const cwd = folderOf({
  'good.yaml': gadget('[{ driver: acm }]'),
  'no-yaml.yaml': 'a: [b\nc',
  'empty.yaml': '',
  'strange.yaml': 'services: {}\n',
  'types.yaml': gadget('7'),
  'key.yaml': gadget('[{ driver: acm, protocoll: 1 }]'),
  'slash.yaml': gadget('[{ driver: acm }]', 'a/b'),
  'dots.yaml': gadget('[{ driver: acm }]', '".."'),
  'label.yaml': `${gadget('[{ driver: acm }]')}  strings: { 0x409: { product: "a\\nb" } }\n`,
  'image.yaml': gadget('[{ driver: mass_storage, luns: [{ file: /nowhere/a.img }] }]'),
  'escape.yaml': 'otg: { "\\e[31m": 1 }\n',
  'waiting.yaml': `${gadget('[{ driver: acm }]')}  udc: nowhere.0\n`,
  'profile.yaml': 'name: mine\nendpoints: 7\n',
});
mkdirSync(`${cwd}/folder.yaml`);

/** Commands with bad input, the code of what is said, and where it is said to be. */
const bad: readonly (readonly [words: string, code: string, place?: string])[] = [
  ['check missing.yaml', 'FILE_UNREADABLE'],
  ['check folder.yaml', 'FILE_UNREADABLE'],
  ['check no-yaml.yaml', 'DOCUMENT_SYNTAX', 'no-yaml.yaml:2:1'],
  ['check empty.yaml', 'DOCUMENT_KIND', 'empty.yaml:1:1'],
  ['plan strange.yaml', 'DOCUMENT_KIND'],
  ['up types.yaml --simulate', 'OPTION_TYPE', 'types.yaml:5:14'],
  ['endpoints key.yaml', 'OPTION_UNKNOWN', 'key.yaml:5:30'],
  ['up slash.yaml', 'NAME_INVALID', 'slash.yaml:2:9'],
  ['down dots.yaml', 'NAME_INVALID', 'dots.yaml:2:9'],
  ['show label.yaml', 'STRING_INVALID', 'label.yaml:6:32'],
  ['up image.yaml', 'IMAGE_MISSING', 'image.yaml:5:54'],
  ['check escape.yaml', 'OPTION_UNKNOWN', 'escape.yaml:1:8'],
  ['check good.yaml --udc nowhere', 'CONTROLLER_MISSING'],
  ['check good.yaml --udc profile.yaml', 'OPTION_TYPE', 'profile.yaml:2:12'],
  ['udcs nowhere', 'CONTROLLER_MISSING'],
  ['down ..', 'NAME_INVALID'],
  ['down nobody --simulate', 'GADGET_MISSING'],
  ['list --configfs /nowhere', 'CONFIGFS_MISSING'],
];

suite('bad input ends with status 1 and a message with a code', { concurrency: true }, () => {
  for (const [words, code, place = ''] of bad)
    test(`usb-gadget ${words}`, async () => {
      const { status, stderr } = await usbGadget(words.split(' '), { cwd });
      assert.equal(status, 1, stderr);
      assert.ok(stderr.includes(`[${code}]`), stderr);
      assert.ok(stderr.includes(place), stderr);
      assert.doesNotMatch(stderr, /^ {4}at /m);
      assert.ok(!stderr.includes('\u001b'));
    });

  test('one file that cannot be read does not keep the others from being judged', async () => {
    const { status, stdout } = await usbGadget(['check', 'missing.yaml', 'good.yaml'], { cwd });
    assert.equal(status, 1);
    assert.match(stdout, /^missing\.yaml: cannot be written\ng1: fits/);
  });

  test('a reader that has read enough ends the tool quietly', async () => {
    const child = start(['schema']);
    child.stdout!.destroy();
    let stderr = '';
    child.stderr!.on('data', (chunk) => (stderr += String(chunk)));
    assert.deepEqual(await once(child, 'close'), [0, null]);
    assert.equal(stderr, '');
  });

  test('Ctrl-C while waiting for a controller ends the tool at once', async () => {
    const child = start(['up', '--wait', 'waiting.yaml'], { cwd });
    // By then it has judged the gadget and waits.
    const [told] = (await once(child.stderr!, 'data')) as [Buffer];
    assert.match(String(told), /CONTROLLER_UNKNOWN/);
    child.kill('SIGINT');
    let stderr = '';
    child.stderr!.on('data', (chunk) => (stderr += String(chunk)));
    assert.deepEqual(await once(child, 'close'), [1, null]);
    assert.match(stderr, /\[ABORTED\]/);
  });
});
