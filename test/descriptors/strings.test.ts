import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { descriptorsOf } from 'usb-gadget/descriptors';
import { controller, everyFunction, fastest, fieldOf, gadgetOf } from './functions.js';

/** `index text` of each string of a gadget, and the languages. */
function strings(
  functions: readonly string[],
  more: Readonly<Record<string, unknown>> = {},
  kernel = '6.12',
): { texts: string[]; languages: string | undefined } {
  const gadget = gadgetOf(
    functions.map((name) => everyFunction[name]!),
    more,
  );
  const { strings: told, languages } = descriptorsOf(gadget, controller, kernel);
  return {
    texts: told.map(({ index, language, text }) => `${language.toString(16)} ${index} ${text ?? '?'}`.trim()),
    languages: languages?.hex,
  };
}

const product = { '0x407': { product: 'Taste' }, '0x409': { product: 'Key' } };

describe('strings', () => {
  it('are numbered in the order of the bind, the device first; the end of a table takes a number too', () =>
    assert.deepEqual(strings(['hid', 'mass_storage'], { strings: { '0x409': { product: 'Both' } } }), {
      texts: ['409 1', '409 2 Both', '409 3', '409 4 HID Interface', '409 5', '409 6 Mass Storage', '409 7'],
      languages: '04030904',
    }));

  it('a configuration has its own after those of the device', () => {
    const gadget = gadgetOf([everyFunction['eem']!], {
      strings: { '0x409': {} },
      configurations: [{ strings: { '0x409': 'Network' } }],
    });
    assert.equal(fieldOf(fastest(gadget), 'iConfiguration'), 4);
    assert.equal(fieldOf(fastest(gadget), 'iInterface'), 5);
  });

  it('have one number in each language, and languages are told in the order of their making', () => {
    const { texts, languages } = strings(['printer'], { strings: product });
    assert.deepEqual(texts, ['407 1', '407 2 Taste', '407 3', '409 1', '409 2 Key', '409 3']);
    assert.equal(languages, '060307040904');
  });

  for (const [driver, languages] of [
    ['gser', '060309040704'],
    ['acm', '060309040704'],
    ['ecm', '060307040904'],
  ] as const)
    it(`the language of a table that a driver keeps to itself comes first: ${driver}`, () =>
      assert.equal(strings([driver], { strings: { '0x407': {} } }).languages, languages));

  it('there are none at all without a table', () =>
    assert.deepEqual(strings(['printer', 'phonet']), { texts: [], languages: undefined }));

  it('gser takes a number once, Loopback each time and shows the last alone', () => {
    assert.deepEqual(strings(['gser', 'gser']).texts, ['409 1 Generic Serial']);
    assert.deepEqual(strings(['Loopback', 'Loopback']).texts, ['409 2 loop input to output']);
  });

  it('geth shows the address of the last one linked, ncm only before 6.1', () => {
    const cards = (driver: string, kernel: string): string[] =>
      descriptorsOf(
        gadgetOf([
          { driver, name: 'a', hostAddress: '02:00:00:00:00:0a' },
          { driver, name: 'b', hostAddress: '02:00:00:00:00:0b' },
        ]),
        controller,
        kernel,
      )
        .strings.map(({ text = '' }) => text)
        .filter((text) => text.startsWith('0200'));
    const [own, last] = [
      ['02000000000A', '02000000000B'],
      ['02000000000B', '02000000000B'],
    ];
    assert.deepEqual(cards('geth', '7.2'), last);
    assert.deepEqual(cards('ncm', '5.10'), last);
    assert.deepEqual(cards('ncm', '6.1'), own);
    assert.deepEqual(cards('ecm', '5.10'), own);
  });

  it('an address that the kernel makes up has no text', () => {
    const { strings: told } = descriptorsOf(gadgetOf([{ driver: 'ecm' }]), controller);
    assert.deepEqual(told[1], { index: 2, language: 0x0409 });
  });

  it('are UTF-16, with pairs for what lies beyond it', () => {
    const gadget = gadgetOf([everyFunction['printer']!], { strings: { '0x409': { product: 'é🎹' } } });
    const { strings: told } = descriptorsOf(gadget, controller);
    assert.equal(told[1]?.descriptor?.hex, '0803e9003cd8b9df');
  });
});
