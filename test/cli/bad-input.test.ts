import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
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
  'control.yaml': gadget('[{ driver: acm }]', '"a\\x01\\e[31m"'),
  'long.yaml': gadget(`[{ driver: acm, name: ${'n'.repeat(40)} }]`),
  'win11.yaml': `${gadget('[{ driver: acm }]')}  hosts: [win11]\n`,
  'quotes.yaml': gadget('[{ driver: acm }]').replace('vendorId: 1', 'vendorId: "0x1d6b"'),
  'digits.yaml': gadget('[{ driver: acm }]').replace('vendorId: 1', 'vendorId: 1d6b'),
  'word.yaml': gadget('[acm]'),
  'list.yaml': '- a\n- b\n',
  'waiting.yaml': `${gadget('[{ driver: acm }]')}  udc: nowhere.0\n`,
  'profile.yaml': 'name: mine\nendpoints: 7\n',
});
mkdirSync(`${cwd}/folder.yaml`);
mkdirSync(`${cwd}/folder`);
writeFileSync(`${cwd}/folder/desk.yaml`, '');
mkdirSync(`${cwd}/ordinary/usb_gadget`, { recursive: true });
writeFileSync(`${cwd}/latin-1.yaml`, Buffer.from('gadget: { name: \xe9 }\n', 'latin1'));
writeFileSync(`${cwd}/binary.yaml`, new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0xff, 0xfe, 0x80]));
writeFileSync(`${cwd}/huge.yaml`, `${gadget('[{ driver: acm }]')}#${' '.repeat(1 << 18)}\n`);

/** Commands with bad input, the code of what is said, and where it is said to be. */
const bad: readonly (readonly [words: string, code: string, place?: string])[] = [
  ['check missing.yaml', 'FILE_UNREADABLE', 'Give a file'],
  ['up good', 'FILE_UNREADABLE', 'Did you mean "good.yaml"?'],
  ['show ./god.yaml', 'FILE_UNREADABLE', 'Did you mean "good.yaml"?'],
  ['check good.yml', 'FILE_UNREADABLE', 'Did you mean "good.yaml"?'],
  ['check folder/dsek.yaml', 'FILE_UNREADABLE', 'Did you mean "folder/desk.yaml"?'],
  ['check folder/x.yaml', 'FILE_UNREADABLE', 'Give a file'],
  ['check win11.yaml', 'VALUE_FORMAT', 'Did you mean "windows-11"?'],
  ['init - --template gamepad --hosts win11', 'VALUE_FORMAT', 'Did you mean "windows-11"?'],
  ['check folder.yaml', 'FILE_UNREADABLE'],
  ['check good.yaml/below.yaml', 'FILE_UNREADABLE', 'there is no such file'],
  ['check latin-1.yaml', 'FILE_UNREADABLE', 'UTF-8'],
  ['show binary.yaml', 'FILE_UNREADABLE', 'UTF-8'],
  ['plan huge.yaml', 'FILE_UNREADABLE', '262144 bytes'],
  ['check /dev/zero', 'FILE_UNREADABLE', '262144 bytes'],
  ['check -', 'DOCUMENT_KIND', 'standard input:1:1'],
  ['check no-yaml.yaml', 'DOCUMENT_SYNTAX', 'no-yaml.yaml:2:1'],
  ['check empty.yaml', 'DOCUMENT_KIND', 'empty.yaml:1:1'],
  ['plan strange.yaml', 'DOCUMENT_KIND'],
  ['up types.yaml --simulate', 'OPTION_TYPE', 'types.yaml:5:14'],
  ['endpoints key.yaml', 'OPTION_UNKNOWN', 'key.yaml:5:30'],
  ['up slash.yaml', 'NAME_INVALID', 'slash.yaml:2:9'],
  ['down dots.yaml', 'NAME_INVALID', 'dots.yaml:2:9'],
  ['show label.yaml', 'STRING_INVALID', 'label.yaml:6:32'],
  ['show control.yaml', 'NAME_INVALID', 'control.yaml:2:9'],
  ['check long.yaml', 'NAME_INVALID', 'long.yaml:5:36'],
  ['check quotes.yaml', 'OPTION_TYPE', 'Write 0x1d6b, without quotes.'],
  ['check digits.yaml', 'OPTION_TYPE', 'Write 0x1d6b, without quotes.'],
  ['check word.yaml', 'OPTION_TYPE', 'Write { driver: acm }.'],
  ['check types.yaml', 'OPTION_TYPE', 'Put it into brackets: [ ].'],
  ['check list.yaml', 'DOCUMENT_KIND', 'list.yaml:1:1'],
  ['up image.yaml', 'IMAGE_MISSING', 'image.yaml:5:54'],
  ['check escape.yaml', 'OPTION_UNKNOWN', 'escape.yaml:1:8'],
  ['check good.yaml --udc nowhere', 'CONTROLLER_MISSING'],
  ['check good.yaml --udc profile.yaml', 'OPTION_TYPE', 'profile.yaml:2:12'],
  ['udcs nowhere', 'CONTROLLER_MISSING'],
  ['down ..', 'NAME_INVALID'],
  ['down nobody --simulate', 'GADGET_MISSING'],
  ['list --configfs /nowhere', 'CONFIGFS_MISSING'],
  ['list --configfs folder.yaml', 'CONFIGFS_MISSING', 'usb-gadget doctor'],
  ['status --configfs folder.yaml', 'CONFIGFS_MISSING', 'usb-gadget doctor'],
  ['status g1 --configfs folder.yaml', 'CONFIGFS_MISSING', 'usb-gadget doctor'],
  ['export g1 --configfs folder.yaml', 'CONFIGFS_MISSING', 'usb-gadget doctor'],
  ['media g1 --configfs folder.yaml', 'CONFIGFS_MISSING', 'usb-gadget doctor'],
  ['enable g1 acm.usb0 --configfs folder.yaml', 'CONFIGFS_MISSING', 'usb-gadget doctor'],
  ['reset g1 --configfs folder.yaml', 'CONFIGFS_MISSING', 'usb-gadget doctor'],

  ['up good.yaml --configfs /nowhere', 'CONFIGFS_MISSING'],
  ['up good.yaml --configfs good.yaml', 'CONFIGFS_MISSING'],
  ['up good.yaml --configfs=', 'CONFIGFS_MISSING'],
  ['up good.yaml --no-bind --configfs ordinary', 'CONFIGFS_MISSING'],
  ['down --all --configfs ordinary', 'CONFIGFS_MISSING'],
  ['up good.yaml --udc dummy_udc.99', 'CONTROLLER_MISSING'],
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
    assert.match(stdout, /^missing\.yaml: cannot be read\ng1: fits/);
  });

  test('nothing is left in a folder that is no configfs', () => {
    assert.deepEqual(readdirSync(`${cwd}/ordinary/usb_gadget`), []);
  });

  for (const words of [
    'check empty.yaml missing.yaml',
    'check good.yaml --udc nowhere',
    'show empty.yaml',
    'endpoints empty.yaml',
    'plan missing.yaml',
    'up types.yaml --simulate',
    'up image.yaml',
    'down nobody --simulate',
    'list --configfs /nowhere',
    'udcs nowhere',
  ])
    test(`usb-gadget ${words} --json gives the errors as JSON, too`, async () => {
      const { status, stdout } = await usbGadget([...words.split(' '), '--json'], { cwd });
      assert.equal(status, 1);
      const given = JSON.parse(stdout) as { issues: unknown[] } | { issues: unknown[] }[];
      for (const { issues } of Array.isArray(given) ? given : [given]) assert.notEqual(issues.length, 0);
    });

  test('a reader that has read enough ends the tool quietly', async () => {
    const child = start(['schema']);
    child.stdout!.destroy();
    let stderr = '';
    child.stderr!.on('data', (chunk) => (stderr += String(chunk)));
    assert.deepEqual(await once(child, 'close'), [0, null]);
    assert.equal(stderr, '');
  });

  test('a reader that has gone changes neither the work nor its exit status', async () => {
    const child = start(['check', 'missing.yaml', 'good.yaml'], { cwd });
    child.stdout!.destroy();
    child.stderr!.destroy();
    assert.deepEqual(await once(child, 'close'), [1, null]);
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

test('a full disk is told as one', () => {
  const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" dist/cli.js udcs >/dev/full`], {
    encoding: 'utf8',
  });
  assert.equal(status, 1);
  assert.match(stderr, /ENOSPC.*\n {2}The disk is full/);
});
