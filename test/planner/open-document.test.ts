import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { defineGadget, hasErrors, planCreate } from 'usb-gadget';
import { defineNetwork } from 'usb-gadget/network';
import { readDocument } from 'usb-gadget/yaml';
import { judge } from '../../planner/judge.js';
import { openDocument } from '../../planner/open-document.js';
import { outputs, textOf } from '../../planner/outputs.js';
import { presets } from '../../planner/presets.js';
import { emptyState } from '../../planner/state.js';

const examples = [
  'pikvm-page.yaml',
  'pikvm-page.override.yaml',
  'serial-console.yaml',
  'two-lun-stick.yaml',
  'usb-network-card.yaml',
];

suite('a document that is opened', () => {
  for (const file of examples)
    test(`${file} means the same gadget and networks afterwards`, () => {
      const text = readFileSync(`examples/${file}`, 'utf8');
      const { definition, networks } = readDocument(text);
      const { state } = openDocument(text, file, emptyState);
      assert.ok(state && definition);
      assert.deepEqual(planCreate(defineGadget(state.gadget)), planCreate(definition));
      assert.deepEqual(state.networks.map(defineNetwork), networks);
    });

  test('says no more than it has to', () => {
    const { state } = openDocument(
      readFileSync('examples/pikvm-page.override.yaml', 'utf8'),
      'f',
      emptyState,
    );
    assert.deepEqual(state?.gadget['functions']?.[0 as never], {
      driver: 'hid',
      name: 'usb0',
      preset: 'keyboard',
      wakeupOnWrite: true,
    });
    assert.deepEqual(state.networks[0]?.['allowTcp'], [80, 443]);
    assert.equal(state.networks[0]?.['subnet'], undefined);
  });

  test('that cannot be read leaves the state alone, and says where it is wrong', () => {
    const { state, issues } = openDocument('gadget:\n  name: 7\n', 'f', emptyState);
    assert.equal(state, undefined);
    assert.deepEqual(issues[0]?.location, { file: 'f', line: 1, column: 1 });
  });
});

suite('what one can begin with', () => {
  for (const { title, document } of presets)
    test(`${title} fits, and its YAML says the same`, () => {
      const { state } = openDocument(document, title, emptyState);
      assert.ok(state);
      const judgement = judge(state);
      assert.equal(hasErrors(judgement.issues), false);
      assert.ok(judgement.works);
      const yaml = textOf(outputs[0]!, state, judgement);
      assert.ok('text' in yaml);
      assert.deepEqual(openDocument(yaml.text, title, emptyState).state, state);
    });

  test("PiKVM's is that of its page", () => {
    const page = readFileSync('examples/pikvm-page.override.yaml', 'utf8');
    const preset = presets.find(({ title }) => title.startsWith('PiKVM'));
    assert.deepEqual(
      openDocument(preset!.document, 'f', emptyState).state,
      openDocument(page, 'f', emptyState).state,
    );
  });
});
