import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isRefusal } from '../../src/attributes/errno.js';
import { kernelVersion, knownKernels, newestKernel } from '../../src/attributes/kernel-version.js';
import { driverOf, defineFunctions, functionDrivers } from '../../src/functions/drivers.js';
import { propertyBytes } from '../../src/functions/extended-property.js';
import { toDefinition } from '../../src/configfs/to-definition.js';
import type { AttributeEntry } from '../../src/configfs/tree.js';
import { madeTree } from '../../src/plan/make-plan.js';
import { Gadget } from '../../src/gadget/gadget.js';
import { endpointsOf } from '../../src/gadget/endpoints.js';
import { findControllerProfile } from '../../src/udc/find-controller.js';
import type { EndpointRequest } from '../../src/usb/endpoint.js';
import { MassStorageFunction } from '../../src/functions/mass-storage-function.js';
import { MidiFunction } from '../../src/functions/midi-function.js';
import { PrinterFunction } from '../../src/functions/printer-function.js';
import { RawFunction } from '../../src/functions/raw-function.js';
import { SourceSinkFunction } from '../../src/functions/source-sink-function.js';

const asked = (options: object): string[] => {
  const [definition] = defineFunctions([options]);
  return driverOf(definition!)
    .endpoints(definition!, kernelVersion(newestKernel))
    .map(({ direction, transfer, packetSize, multiplier = 1, optional }: EndpointRequest) =>
      [direction, transfer, packetSize * multiplier, ...(optional ? ['if there is one'] : [])].join(' '),
    );
};

const pair = ['in bulk 512', 'out bulk 512'];
const more = ['in interrupt 512', 'out bulk 512'];

const endpointRows: readonly (readonly [what: string, options: object, endpoints: readonly string[]])[] = [
  ['Loopback', { driver: 'Loopback' }, pair],
  [
    'SourceSink',
    { driver: 'SourceSink' },
    [...pair, 'in isochronous 1024 if there is one', 'out isochronous 1024 if there is one'],
  ],
  [
    'SourceSink with three packets of 512 bytes',
    { driver: 'SourceSink', isochronousPacketBytes: 512, isochronousAdditionalPackets: 2 },
    [...pair, 'in isochronous 1536 if there is one', 'out isochronous 1536 if there is one'],
  ],
  ['midi', { driver: 'midi', inPorts: 0 }, pair],
  ['midi2', { driver: 'midi2' }, [...pair, ...more]],
  ['midi2 with two endpoints', { driver: 'midi2', endpoints: [{}, {}] }, [...pair, ...more, ...more]],
  [
    'midi2 that only sends',
    { driver: 'midi2', endpoints: [{ blocks: [{ direction: 'input' }] }] },
    ['in bulk 512', ...more],
  ],
  [
    'midi2 that only receives',
    { driver: 'midi2', endpoints: [{ blocks: [{ direction: 'output' }] }] },
    ['out bulk 512', ...more],
  ],
  ['phonet', { driver: 'phonet' }, ['out bulk 512', 'in bulk 512']],
  ['printer', { driver: 'printer' }, pair],
  ['tcm', { driver: 'tcm' }, [...pair, ...pair]],
  ['a raw midi', { driver: 'midi', contents: [] }, pair],
  ['a raw midi2', { driver: 'midi2', attributes: { process_ump: 0 } }, [...pair, ...more]],
];

for (const [what, options, endpoints] of endpointRows)
  test(`${what} asks for its endpoints in the order of its driver`, () => {
    assert.deepEqual(asked(options), endpoints);
  });

test('what a raw function is told to ask for goes before what its driver asks for by default', () => {
  assert.deepEqual(asked({ driver: 'printer', contents: [], endpoints: [] }), []);
});

test('SourceSink goes without its isochronous pair where there is none', () => {
  const gadget = new Gadget({
    name: 'g1',
    vendorId: 0x0525,
    productId: 0xa4a0,
    functions: [new SourceSinkFunction()],
  });
  const count = (controller: string): number =>
    endpointsOf(gadget, findControllerProfile(controller)!).configurations[0]!.functions[0]!.endpoints.length;
  assert.deepEqual([count('dummy_udc.0'), count('dwc2-bcm2835')], [2, 4]);
});

test('a printer has a queue on each kernel, and two blanks behind its id, which the host never gets', () => {
  const { folder } = driverOf(new PrinterFunction().toDefinition());
  const written = (definition: object): unknown[] =>
    folder.attributes.map(({ from }) => (from as (source: object) => unknown)(definition));
  assert.deepEqual(written(new PrinterFunction().toDefinition()), [undefined, 10]);
  assert.deepEqual(written(new PrinterFunction({ deviceId: 'MDL:a;', queueLength: 5 }).toDefinition()), [
    'MDL:a;  ',
    5,
  ]);
});

test('a definition of a builder is plain, and told by its driver', () => {
  assert.deepEqual(new MidiFunction({ driver: 'midi2', endpoints: [{ name: 'a' }] }).toDefinition(), {
    driver: 'midi2',
    name: 'usb0',
    endpoints: [{ name: 'a' }],
  });
  assert.equal(new RawFunction({ driver: 'midi2' }).toDefinition().driver, 'midi2');
});

test('an extended property holds what Windows keeps in its registry', () => {
  const rows = [
    [{ type: 'text', value: 'aé' }, '61c3a900'],
    [{ type: 'binary', value: 'FF0A' }, 'ff0a'],
    [{ type: 'little-endian-number', value: 0x01020304 }, '04030201'],
    [{ type: 'big-endian-number', value: 0x01020304 }, '01020304'],
    [{ type: 'multi-text', value: ['a', 'é'] }, '61000000e900000000 00'.replace(' ', '')],
  ] as const;
  for (const [property, hex] of rows) assert.equal(propertyBytes({ name: 'x', ...property } as never), hex);
});

/** Attributes with a default, of every driver, on every kernel that has them. */
const attributes = Object.values(functionDrivers()).flatMap(({ driver, folder }) =>
  folder.attributes
    .filter(({ from }) => typeof from === 'string')
    .map((attribute) => ({ driver, attribute })),
);

test('what an attribute is given is what it then gives, on every kernel', () => {
  const valueOf = (shape: Readonly<Record<string, unknown>>): fc.Arbitrary<unknown> | undefined => {
    if (Array.isArray(shape['enum'])) return fc.constantFrom(...(shape['enum'] as unknown[]));
    if (shape['type'] === 'boolean') return fc.boolean();
    if (shape['type'] !== 'integer') return undefined;
    return fc.integer({ min: shape['minimum'] as number, max: shape['maximum'] as number });
  };
  for (const { driver, attribute } of attributes) {
    const { name, codec, access } = attribute;
    const values = access ? undefined : valueOf(codec.shape.schema);
    if (!values) continue;
    fc.assert(
      fc.property(values, fc.constantFrom(...knownKernels), (value, release) => {
        const kernel = kernelVersion(release);
        if (value === -1 && kernel < kernelVersion('6.1')) return;
        const stored = codec.store(codec.write(value as never), '', kernel);
        assert.ok(!isRefusal(stored), `${driver} ${name} ${String(value)}`);
        assert.equal(codec.read(stored), value, `${driver} ${name}`);
      }),
    );
  }
});

test('each part of what a drive answers to INQUIRY has its bytes, whatever the letters', () => {
  const lun = { inquiryString: { vendor: 'Müller & Söhne', product: 'Öl', revision: '1' } };
  const gadget = new Gadget({
    name: 'g1',
    vendorId: 1,
    productId: 2,
    functions: [new MassStorageFunction({ luns: [lun] })],
  });
  const made = madeTree(gadget);
  const { text } = made.entries.get('g1/functions/mass_storage.usb0/lun.0/inquiry_string') as AttributeEntry;
  assert.equal(text, `Müller Öl${' '.repeat(13)}1   \n`);
  const [found] = toDefinition(made, kernelVersion(newestKernel)).definition.functions;
  assert.ok(found && 'luns' in found);
  assert.deepEqual(found.luns[0]?.inquiryString, { vendor: 'Müller', product: 'Öl', revision: '1' });
});
