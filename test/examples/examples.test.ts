import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { hasErrors, planCreate, validate, type Gadget } from 'usb-gadget';
import { readDocument } from 'usb-gadget/yaml';
import { pikvm } from '../../examples/pikvm-page.js';
import { serialConsole } from '../../examples/serial-console.js';
import { stick } from '../../examples/two-lun-stick.js';
import { networkCard } from '../../examples/usb-network-card.js';
import '../../examples/unit-test.test.js';

const twins: readonly (readonly [file: string, gadget: Gadget])[] = [
  ['pikvm-page.yaml', pikvm],
  ['pikvm-page.override.yaml', pikvm],
  ['serial-console.yaml', serialConsole],
  ['two-lun-stick.yaml', stick],
  ['usb-network-card.yaml', networkCard],
];

for (const [file, gadget] of twins)
  test(`${file} and its TypeScript give the same plan on every kernel, without faults`, () => {
    const { definition, issues } = readDocument(readFileSync(`examples/${file}`, 'utf8'), { file });
    assert.ok(definition);
    for (const kernel of ['5.10', '6.1', '6.12', '7.2'])
      assert.deepEqual(planCreate(definition, { kernel }), planCreate(gadget, { kernel }));
    assert.equal(hasErrors([...issues, ...validate(gadget)]), false);
  });

test('npm start shows the page from its file to the tree, and a second time nothing to do', () => {
  const printed = execFileSync(process.execPath, ['.build/examples/demo.js'], { encoding: 'utf8' });
  for (const expected of [
    /tcp dport \{ 80, 443 \} accept/,
    /works: yes/,
    /bind {4}kvmd\/UDC = /,
    /A second time: 0 operations/,
    /^kvmd\/UDC = fe980000\.usb$/m,
  ])
    assert.match(printed, expected);
});
