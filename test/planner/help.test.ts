import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import schema from 'usb-gadget/schema.json' with { type: 'json' };
import { helpOf } from '../../planner/help.js';

/** Every description of the schema. */
function descriptionsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
    key === 'description' && typeof each === 'string' ? [each] : descriptionsIn(each),
  );
}

const letters = (text: string): string => [...text.replace(/[`.: ]/g, '')].sort().join('');

suite('what the library says of an option', () => {
  test('is taken apart into what it is for, its first kernel and its default', () => {
    const taken = { text: '`bInterval`, 0 to 255.', firstKernel: '6.17', byDefault: '4' };
    for (const rest of ['First kernel 6.17. Default `4`.', 'Default `4`. First kernel 6.17.'])
      assert.deepEqual(helpOf({ description: `\`bInterval\`, 0 to 255. ${rest}` }), taken);
  });

  for (const description of [
    'The instance. Default: the first of `usb0`, `usb1` and so on that is free.',
    'Bytes of a packet. Default 64. Bulk endpoints have what the speed asks for.',
    'Bits of the protocol. First kernel 6.13, and 6.12 stable.',
    'A rate, or a list. Several: first kernel 5.18.',
  ])
    test(`stays whole where it says more than that: ${description}`, () => {
      assert.deepEqual(helpOf({ description }), { text: description });
    });

  test('loses no word of any option', () => {
    const descriptions = descriptionsIn(schema);
    assert.ok(descriptions.length > 200);
    for (const description of descriptions) {
      const { text, firstKernel, byDefault } = helpOf({ description });
      const parts = [
        text,
        firstKernel === undefined ? '' : `First kernel ${firstKernel}`,
        byDefault === undefined ? '' : `Default ${byDefault}`,
      ];
      assert.equal(letters(parts.join('')), letters(description), description);
    }
  });
});
