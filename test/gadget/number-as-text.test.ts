import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { validate } from '../../src/gadget/validate.js';
import { gadget } from './rules.js';

const write = (number: string): string => `Write ${number}, without quotes.`;

/** A number as text, and what is to be written in place of it, if that is sure. */
const texts: readonly (readonly [option: string, text: string, hint: string])[] = [
  ['productId', '260', write('260')],
  ['productId', '0x0104', write('0x0104')],
  ['productId', '0X010A', write('0x010a')],
  ['productId', '1d6b', write('0x1d6b')],
  ['productId', '0104', write('0x0104')],
  ['deviceVersion', '0100', write('0x0100')],
  ['usbVersion', '2.0', 'Write it in hexadecimal: 0x0200 is version 2.00.'],
  ['productId', '12345678', ''],
  ['productId', 'none', ''],
  ['productId', ' ', ''],
  ['productId', '', ''],
];

suite('a number that came as text is answered with the number that was meant', () => {
  for (const [option, text, hint] of texts)
    test(`${option} "${text}"`, () => {
      const [issue] = validate(gadget({ [option]: text }));
      assert.equal(issue?.path, option);
      assert.equal(issue.hint, hint);
    });
});
