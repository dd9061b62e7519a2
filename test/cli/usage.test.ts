import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { usbGadget } from './tool.js';

/** Command lines that cannot be meant, and what is said. */
const wrong: readonly (readonly [words: string, said: RegExp])[] = [
  ['', /Usage: usb-gadget COMMAND/],
  ['chek x.yaml', /no command "chek".*\n.*Did you mean "check"\?/],
  ['frobnicate', /no command "frobnicate".*\n.*--help/],
  ['plan kvm.yaml --simulate', /no option --simulate.*\n.*changes no gadget/],
  ['kvm.yaml up', /no command "kvm\.yaml".*\n.*usb-gadget up kvm\.yaml/],
  ['check', /"check" needs FILE\. /],
  ['show a.yaml b.yaml', /"show" takes no "b\.yaml"/],
  ['check a.yaml --kernl 6.1', /no option --kernl.*\n.*Did you mean "--kernel"\?/],
  ['check a.yaml --wait', /"check" has no option --wait/],
  ['check a.yaml --udc', /--udc needs a value/],
  ['check a.yaml --udc --json', /--udc needs a value/],
  ['check a.yaml --json=yes', /--json takes no value/],
  ['plan a.yaml --format xml', /--format expected text, json, sh, got "xml"/],
  ['check examples/serial-console.yaml --kernel six', /"six" is no kernel version/],
  ['check examples/serial-console.yaml --kernel 61', /"61" is no kernel version/],
  ['check examples/serial-console.yaml --kernel 3.2', /3\.2 has no gadgets.*\n.*3\.10/],
  ['list --simulate=six', /"six" is no kernel version/],
  ['net pln a.yaml', /"net" has no "pln".*\n.*Did you mean "plan"\?/],
  ['completion zhs', /no completion for "zhs".*\n.*Did you mean "zsh"\?/],
  ['up a.yaml --simulate 6.1', /"up" takes no "6\.1".*\n.*--simulate=6\.1/],
  ['down', /"down" needs names/],
  ['down g1 --all', /"down" needs names/],
];

suite('wrong usage ends with status 2 and one message', { concurrency: true }, () => {
  for (const [words, said] of wrong)
    test(`usb-gadget ${words}`, async () => {
      const { status, stdout, stderr } = await usbGadget(words ? words.split(' ') : []);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, said);
      assert.doesNotMatch(stderr, /^ {4}at /m);
    });
});
