import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { parse } from 'yaml';
import { documentSchema } from '../../src/config/gadget-document.js';
import { writeDocument } from '../../src/config/write-document.js';
import { anyGadget } from './definitions.js';
import { fixture, gadgetOf, read } from './fixture.js';

const validate = new Ajv2020({
  strict: true,
  strictTypes: false,
  strictRequired: false,
  allErrors: true,
}).compile(documentSchema());

const accepts = (text: string): boolean => validate(parse(text));

describe('the JSON Schema of our document', () => {
  const examples = readdirSync('examples').filter(
    (file) => file.endsWith('.yaml') && !file.includes('override'),
  );
  for (const file of examples)
    it(`accepts the example ${file}`, () => {
      const text = readFileSync(join('examples', file), 'utf8');
      assert.ok(accepts(text), JSON.stringify(validate.errors));
      gadgetOf(text);
    });

  it("accepts what PiKVM's files become", () => {
    const { definition, networks } = read(`${fixture('page.yaml')}${fixture('page-network.yaml')}`);
    assert.equal(networks.length, 1);
    assert.ok(accepts(writeDocument(definition!, networks)), JSON.stringify(validate.errors));
    const everything = 'otg: {devices: {audio: {enabled: 1}, camera: {enabled: 1}, drives: {enabled: 1}}}';
    assert.ok(accepts(writeDocument(gadgetOf(everything))), JSON.stringify(validate.errors));
  });

  it('accepts every gadget that is written', () => {
    fc.assert(
      fc.property(anyGadget, (gadget) =>
        assert.ok(accepts(writeDocument(gadget)), JSON.stringify(validate.errors)),
      ),
      { numRuns: 100 },
    );
  });

  const gadget = (functions: string, more = ''): string =>
    `gadget: {name: g, vendorId: 0x1d6b, productId: 1, functions: [${functions}]${more}}`;

  const rows: readonly (readonly [what: string, text: string, good: boolean])[] = [
    ['a hexadecimal id', gadget(''), true],
    ['an id in quotes', gadget('').replace('0x1d6b', "'0x1d6b'"), false],
    ['an id out of range', gadget('').replace('0x1d6b', '70000'), false],
    ['a serial port with nothing but its driver', gadget('driver: acm'), true],
    ['a raw function', gadget('{driver: uac2, attributes: {p_chmask: 3}}'), true],
    ['a raw function in place of a known driver', gadget('{driver: hid, contents: []}'), true],
    ['a function without a driver', gadget('{name: usb0}'), false],
    ['an unknown driver without contents', gadget('{driver: tomorrow}'), false],
    ['an option of another driver', gadget('{driver: acm, hostAddress: 02:00:00:00:00:01}'), false],
    ['an unknown key', gadget('', ', nmae: x'), false],
    ['a document without a gadget', 'network: {}', false],
    ['a network', `${gadget('')}\nnetwork: {subnet: 10.0.0.0/24, allowTcp: [80]}`, true],
    [
      'networks',
      `${gadget('')}\nnetwork: [{}, {mode: nat, uplink: eth0}, {mode: bridge, uplink: eth0}]`,
      true,
    ],
    ['a network with an option of another mode', `${gadget('')}\nnetwork: {uplink: eth0}`, false],
    ['a network that lacks its uplink', `${gadget('')}\nnetwork: {mode: nat}`, false],
    ['a network of no mode', `${gadget('')}\nnetwork: {mode: null}`, false],
    ['a network that is none', `${gadget('')}\nnetwork: {subnet: here}`, false],
  ];
  for (const [what, text, good] of rows)
    it(`${good ? 'accepts' : 'refuses'} ${what}, as reading does`, () => {
      assert.equal(accepts(text), good, JSON.stringify(validate.errors));
      assert.equal(read(text).definition !== undefined, good);
    });
});
