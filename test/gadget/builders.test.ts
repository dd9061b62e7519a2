import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EthernetFunction } from '../../src/functions/ethernet-function.js';
import type { FunctionBuilder } from '../../src/functions/function-builder.js';
import { HidFunction } from '../../src/functions/hid-function.js';
import { MassStorageFunction } from '../../src/functions/mass-storage-function.js';
import { RawFunction } from '../../src/functions/raw-function.js';
import { SerialFunction } from '../../src/functions/serial-function.js';
import { Configuration } from '../../src/gadget/configuration.js';
import { defineGadget } from '../../src/gadget/define.js';
import { Gadget, type GadgetOptions } from '../../src/gadget/gadget.js';
import { validate } from '../../src/gadget/validate.js';

const ids = { name: 'g1', vendorId: 0x1d6b, productId: 0x0104 } as const;
const names = (gadget: Gadget): string[] =>
  gadget.toDefinition().functions.map(({ driver, name }) => `${driver}.${name}`);

const functionBuilders: fc.Arbitrary<FunctionBuilder> = fc.oneof(
  fc.constantFrom(
    HidFunction.keyboard(),
    HidFunction.absoluteMouse(),
    HidFunction.relativeMouse({ horizontalWheel: false }),
  ),
  fc.boolean().map((cdrom) => new MassStorageFunction({ luns: [{ cdrom, inquiryString: { vendor: 'v' } }] })),
  fc
    .record({ driver: fc.constantFrom('ecm', 'ncm', 'rndis', 'rndis5'), macSeed: fc.string() })
    .map((options) => new EthernetFunction(options)),
  fc.constantFrom('acm', 'gser').map((driver) => new SerialFunction({ driver })),
  fc.constant(
    new RawFunction({ driver: 'uac2', attributes: { c_chmask: 0 }, contents: [{ path: 'x', folder: true }] }),
  ),
);

const builders: fc.Arbitrary<Gadget> = fc
  .record({
    functions: fc.uniqueArray(functionBuilders),
    split: fc.boolean(),
    language: fc.constantFrom('0x409', '1033', '0x0407'),
  })
  .map(({ functions, split, language }) => {
    const strings = { [language]: { product: 'p' } };
    const configurations = functions
      .slice(0, 2)
      .map((each) => new Configuration({ functions: [each], strings: { [language]: 'c' } }));
    return new Gadget({ ...ids, strings, functions, ...(split && { configurations }) });
  });

function isDeeplyFrozen(value: unknown): boolean {
  return (
    typeof value !== 'object' ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen))
  );
}

test('a gadget is written as its definition, and is equal only to one with the same options', () => {
  const gadget = new Gadget({ ...ids, functions: [HidFunction.keyboard()] });
  assert.equal(JSON.stringify({ gadget }), JSON.stringify({ gadget: gadget.toDefinition() }));
  assert.deepEqual(gadget, new Gadget({ ...ids, functions: [HidFunction.keyboard()] }));
  assert.notDeepEqual(gadget, gadget.with({ productId: 2 }));
});

test('a definition is plain JSON, frozen throughout, and the same object each time', () => {
  fc.assert(
    fc.property(builders, (gadget) => {
      const definition = gadget.toDefinition();
      assert.ok(isDeeplyFrozen(definition));
      assert.deepEqual(structuredClone(definition), definition);
      assert.deepEqual(JSON.parse(JSON.stringify(definition)), definition);
      assert.equal(gadget.toDefinition(), definition);
    }),
  );
});

test('a definition is complete: defining it again changes nothing, to the byte', () => {
  fc.assert(
    fc.property(builders, (gadget) => {
      const definition = gadget.toDefinition();
      const again = defineGadget(JSON.parse(JSON.stringify(definition)) as Record<string, unknown>);
      assert.equal(JSON.stringify(again), JSON.stringify(definition));
    }),
  );
});

test('a gadget of builders has no shape faults', () => {
  fc.assert(
    fc.property(builders, (gadget) => {
      const codes = validate(gadget).map(({ code }) => code);
      assert.ok(!codes.some((code) => /^(OPTION|VALUE|NAME|FUNCTION_NOT_THERE)/.test(code)), codes.join());
    }),
  );
});

/** Every way to make one builder from another. */
const changes: Readonly<Record<string, (gadget: Gadget) => Gadget>> = {
  'with(name)': (gadget) => gadget.with({ name: 'other' }),
  'with(strings)': (gadget) => gadget.with({ strings: undefined }),
  withFunctions: (gadget) => gadget.withFunctions(new SerialFunction({ driver: 'obex' })),
  withConfigurations: (gadget) => gadget.withConfigurations(new Configuration({ number: 9 })),
};

for (const [method, change] of Object.entries(changes))
  test(`${method} gives a new gadget and leaves the old one as it was`, () => {
    fc.assert(
      fc.property(builders, (gadget) => {
        const before = JSON.stringify(gadget.toDefinition());
        const changed = change(gadget);
        assert.ok(changed instanceof Gadget);
        assert.notEqual(JSON.stringify(changed.toDefinition()), before);
        assert.equal(JSON.stringify(gadget.toDefinition()), before);
      }),
    );
  });

test('functions and configurations change into new ones, too', () => {
  fc.assert(
    fc.property(functionBuilders, (builder) => {
      const before = JSON.stringify(builder.toDefinition());
      const named = builder.with({ name: 'other' } as object);
      assert.equal(named.constructor, builder.constructor);
      assert.equal(named.toDefinition().name, 'other');
      assert.equal(JSON.stringify(builder.toDefinition()), before);
    }),
  );
  const configuration = new Configuration({ maxPowerMilliamps: 100 });
  assert.equal(configuration.with({ maxPowerMilliamps: 250 }).toDefinition().maxPowerMilliamps, 250);
  assert.equal(
    configuration.with({ maxPowerMilliamps: undefined }).toDefinition().maxPowerMilliamps,
    undefined,
  );
  assert.equal(configuration.toDefinition().maxPowerMilliamps, 100);
});

test('later changes to the options given have no effect', () => {
  const luns = [{ file: '/a.img' }];
  const functions: FunctionBuilder[] = [new MassStorageFunction({ luns: Object.freeze(luns) })];
  const options = { ...ids, functions };
  const gadget = new Gadget(options);
  options.functions.push(HidFunction.keyboard());
  luns[0]!.file = '/b.img';
  assert.deepEqual(gadget.toDefinition().functions, [
    { driver: 'mass_storage', name: 'usb0', luns: [{ file: '/a.img' }] },
  ]);
});

test('without configurations there is one with every function, in order', () => {
  const gadget = new Gadget({
    ...ids,
    functions: [new SerialFunction({ driver: 'acm' }), HidFunction.keyboard()],
  });
  assert.deepEqual(gadget.toDefinition().configurations, [
    { name: 'c', number: 1, functions: ['acm.usb0', 'hid.keyboard'] },
  ]);
});

test('a configuration without a number has one more than the one before', () => {
  const numbers = [{ number: 5 }, {}, { number: 2 }, {}].map((each) => new Configuration(each));
  const { configurations } = new Gadget({ ...ids, configurations: numbers }).toDefinition();
  assert.deepEqual(
    configurations.map(({ number }) => number),
    [5, 6, 2, 3],
  );
});

test('a configuration names functions by builder or by name; those met only there are made too, in order', () => {
  const keyboard = HidFunction.keyboard();
  const acm = new SerialFunction({ driver: 'acm' });
  const gadget = new Gadget({
    ...ids,
    functions: [keyboard],
    configurations: [
      new Configuration({ functions: [acm, 'hid.keyboard'] }),
      new Configuration({ functions: [new SerialFunction({ driver: 'acm' }), acm] }),
      new Configuration({}),
    ],
  });
  assert.deepEqual(names(gadget), ['hid.keyboard', 'acm.usb0', 'acm.usb1']);
  assert.deepEqual(
    gadget.toDefinition().configurations.map(({ number, functions }) => [number, ...functions]),
    [
      [1, 'acm.usb0', 'hid.keyboard'],
      [2, 'acm.usb1', 'acm.usb0'],
      [3, 'hid.keyboard', 'acm.usb0', 'acm.usb1'],
    ],
  );
});

test('functions that are not named get the first names that are free', () => {
  const unnamed = new SerialFunction({ driver: 'acm' });
  const gadget = new Gadget({
    ...ids,
    functions: [
      unnamed,
      HidFunction.absoluteMouse(),
      HidFunction.relativeMouse(),
      new SerialFunction({ driver: 'acm', name: 'usb0' }),
      new EthernetFunction({ driver: 'rndis' }),
      new EthernetFunction({ driver: 'rndis5' }),
      unnamed.with({}),
    ],
  });
  const expected = [
    'acm.usb1',
    'hid.mouse',
    'hid.mouse1',
    'acm.usb0',
    'rndis.usb0',
    'rndis.usb1',
    'acm.usb2',
  ];
  assert.deepEqual(names(gadget), expected);
  assert.equal(unnamed.toDefinition().name, 'usb0');
});

test('OS descriptors come with compatible ids, for the configuration that has them', () => {
  const windows = { use: true, vendorCode: 0xcd, sign: 'MSFT100' };
  const described = (...functions: FunctionBuilder[]): unknown =>
    new Gadget({ ...ids, functions }).toDefinition().osDescriptors;
  assert.deepEqual(described(new EthernetFunction({ driver: 'ncm' })), { ...windows, configuration: 'c.1' });
  assert.equal(described(new EthernetFunction({ driver: 'rndis5' })), undefined);
  assert.equal(described(new EthernetFunction({ driver: 'ncm', compatibleId: '' })), undefined);
});

test('no builder throws for what JavaScript lets in; validation tells', () => {
  const wrong: readonly (readonly [options: object, path: string])[] = [
    [{ functions: 'hid' }, 'functions'],
    [{ functions: [null] }, 'functions[0]'],
    [{ functions: [], configurations: 5 }, 'configurations'],
    [{ functions: [], configurations: [null] }, 'configurations[0]'],
    [{ functions: [new HidFunction({ preset: 'joystick' } as never)] }, 'functions[0].preset'],
    [{ functions: [new HidFunction({ reportDescriptor: 5 } as never)] }, 'functions[0].reportDescriptor'],
    [{ functions: [new MassStorageFunction({} as never)] }, 'functions[0].luns'],
    [{ functions: [new EthernetFunction({ driver: 'ecmm' } as never)] }, 'functions[0].driver'],
    [{ functions: [new RawFunction({ driver: 'a.b' })] }, 'functions[0].driver'],
    [{ functions: [], strings: 5 }, 'strings'],
  ];
  for (const [options, path] of wrong) {
    const issues = validate(new Gadget({ ...ids, ...options } as GadgetOptions));
    assert.ok(
      issues.some((each) => each.path === path && each.severity === 'error'),
      path,
    );
  }
});
