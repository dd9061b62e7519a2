import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { cutUtf8, fromUtf8, toUtf8, utf8Length } from '../../src/usb/bytes.js';

const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc
    .array(fc.constantFrom(0x61, 0xc3, 0xa9, 0xe2, 0x98, 0x83, 0xf0, 0x9f, 0xed, 0xa0, 0xff))
    .map((bytes) => Uint8Array.from(bytes)),
);

const anyLetter = fc
  .integer({ min: 0, max: 0x10ffff })
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));

void suite('bytes that are to be a text', () => {
  void test('are the same bytes again, letters or not', () => {
    fc.assert(fc.property(anyBytes, (bytes) => assert.deepEqual(toUtf8(fromUtf8(bytes)), bytes)));
  });

  void test('are as many as are counted', () => {
    fc.assert(fc.property(anyBytes, (bytes) => assert.equal(utf8Length(fromUtf8(bytes)), bytes.length)));
  });

  void test('are cut where they are to be, in the middle of a letter if need be', () => {
    fc.assert(
      fc.property(anyBytes, fc.nat(40), (bytes, most) =>
        assert.deepEqual(toUtf8(cutUtf8(fromUtf8(bytes), most)), bytes.slice(0, most)),
      ),
    );
  });

  void test('are letters where they are UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyLetter }), (text) => {
        assert.equal(fromUtf8(new TextEncoder().encode(text)), text);
        assert.equal(utf8Length(text), Buffer.byteLength(text));
      }),
    );
  });
});
