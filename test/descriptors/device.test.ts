import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findControllerProfile, GadgetError, type ExtendedProperty } from 'usb-gadget';
import { descriptorsOf, possibleSpeeds } from 'usb-gadget/descriptors';
import { controller, everyFunction, fastest, fieldOf, gadgetOf } from './functions.js';

const keyboard = everyFunction['hid']!;
const pi = findControllerProfile('dwc2-bcm2835')!;
const windows = { use: true, vendorCode: 0xcd, sign: 'MSFT100', configuration: 'c.1' };

describe('speeds', () => {
  for (const [speed, maxSpeed, expected] of [
    ['super', undefined, ['full', 'high', 'super']],
    ['super', 'high-speed', ['full', 'high']],
    ['high', 'super-speed', ['full', 'high']],
    ['high', 'full-speed', ['full']],
    ['full', undefined, ['full']],
  ] as const)
    it(`a controller of ${speed} speed with ${maxSpeed ?? 'no limit'}: ${expected.join(', ')}`, () =>
      assert.deepEqual(possibleSpeeds({ ...(maxSpeed && { maxSpeed }) }, { ...pi, speed }), expected));

  it('a controller of full speed has no qualifier, and neither has SuperSpeed', () => {
    const qualifiers = (speed: 'full' | 'super'): boolean[] =>
      descriptorsOf(gadgetOf([keyboard]), { ...controller, speed }).speeds.map((each) => !!each.qualifier);
    assert.deepEqual(qualifiers('full'), [false]);
    assert.deepEqual(qualifiers('super'), [true, true, false]);
  });

  it('functions without descriptors for SuperSpeed lend theirs for high speed to a configuration that has some', () => {
    const [phonet, disk] = [everyFunction['phonet']!, everyFunction['mass_storage']!];
    assert.deepEqual(fastest(gadgetOf([phonet])).configurations, []);
    assert.equal(fieldOf(fastest(gadgetOf([phonet])), 'bNumConfigurations'), 0);
    const [both] = fastest(gadgetOf([phonet, disk])).configurations;
    const packets = both!.descriptors
      .filter(({ name }) => name === 'Endpoint')
      .map(({ fields }) => fields.find(({ name }) => name === 'wMaxPacketSize')?.value);
    assert.deepEqual(packets, [512, 512, 1024, 1024]);
  });
});

describe('bcdUSB', () => {
  const webUsb = { use: true };
  for (const [what, speed, options, kernel, expected] of [
    ['at high speed', 'high', {}, '6.12', [0x0200, 0x0200]],
    ['with WebUSB', 'high', { webUsb }, '6.12', [0x0201, 0x0201]],
    ['with WebUSB that the kernel lacks', 'high', { webUsb }, '6.1', [0x0200, 0x0200]],
    ['of a SuperSpeed controller', 'super', { webUsb }, '6.12', [0x0210, 0x0210, 0x0320]],
  ] as const)
    it(`${what}`, () => {
      const { speeds } = descriptorsOf(gadgetOf([keyboard], options), { ...controller, speed }, kernel);
      assert.deepEqual(
        speeds.map((each) => fieldOf(each, 'bcdUSB')),
        expected,
      );
    });
});

describe('bMaxPower', () => {
  for (const [options, high, superSpeed] of [
    [{}, 1, 0],
    [{ maxPowerMilliamps: 250 }, 125, 31],
    [{ maxPowerMilliamps: 501 }, 250, 62],
    [{ maxPowerMilliamps: 2040 }, 250, 112],
    [{ maxPowerMilliamps: 0 }, 1, 0],
    [{ maxPowerMilliamps: 0, selfPowered: true }, 0, 0],
  ] as const)
    it(`of ${JSON.stringify(options)}: ${high}, at SuperSpeed ${superSpeed}`, () => {
      const { speeds } = descriptorsOf(gadgetOf([keyboard], { configurations: [options] }), controller);
      assert.deepEqual(
        speeds.slice(1).map((each) => fieldOf(each, 'bMaxPower')),
        [high, superSpeed],
      );
    });
});

describe('the version of the device', () => {
  it("is the kernel's where none is given", () => {
    assert.equal(fieldOf(fastest(gadgetOf([keyboard]), pi, '6.12.107'), 'bcdDevice'), 0x0612);
    assert.equal(fieldOf(fastest(gadgetOf([keyboard], { deviceVersion: 0x0123 }), pi), 'bcdDevice'), 0x0123);
  });
});

describe('the binary device object store', () => {
  const store = (kernel: string, options = {}, speed: 'high' | 'super' = 'super'): string | undefined =>
    descriptorsOf(gadgetOf([keyboard], options), { ...controller, speed }, kernel).store?.hex;

  it('tells of link power management before 6.12, whether there is any or not', () => {
    assert.equal(store('6.1'), '050f16000207100206000000' + '0a1003000f000101f401');
    assert.equal(store('6.12'), '050f0f0001' + '0a1003000f000101f401');
  });

  it('of dwc3 tells of the link power management that it has', () => {
    const dwc3 = findControllerProfile('dwc3:32')!;
    const { store: found } = descriptorsOf(gadgetOf([keyboard]), dwc3, '6.12');
    assert.equal(found?.hex, '050f160002071002' + '0e010000' + '0a1003000f00010aff01');
  });

  it('is not there at high speed, but with WebUSB', () => {
    assert.equal(store('6.12', {}, 'high'), undefined);
    const webUsb = { use: true, vendorCode: 7, landingPage: 'https://example.org/' };
    const { store: found, webUsbUrl } = descriptorsOf(gadgetOf([keyboard], { webUsb }), pi, '6.12');
    assert.equal(found?.hex, '050f1d0001' + '1810050038b60834a909a0478bfda0768815b66500010701');
    assert.equal(webUsbUrl?.hex, '0f0301' + Buffer.from('example.org/').toString('hex'));
  });
});

describe('Microsoft OS descriptors', () => {
  const microsoft = (driver: string, options: object = windows) =>
    descriptorsOf(gadgetOf([keyboard, everyFunction[driver]!], { osDescriptors: options }), pi).microsoft;

  it('the string holds the signature and the vendor code', () =>
    assert.equal(microsoft('ncm')?.string, '12034d00530046005400310030003000cd00'));

  it('name the interface of each network card that Windows takes', () => {
    const { compatibleIds, interfaces, properties } = microsoft('rndis')!;
    assert.deepEqual(interfaces, [
      { interface: 1, function: 'rndis.usb0', compatibleId: 'RNDIS', subCompatibleId: '5162001' },
    ]);
    assert.equal(
      compatibleIds,
      '28000000' +
        '0001' +
        '0400' +
        '0100000000000000' +
        '0101' +
        '524e444953000000' +
        '3531363230303100' +
        '000000000000',
    );
    assert.deepEqual(properties, ['0a000000000105000000', '0a000000000105000000', '0a000000000105000000']);
  });

  it('tell the extended properties of an interface, and nothing of it if one is of a type that the kernel does not tell', () => {
    const propertiesOf = (...extendedProperties: readonly ExtendedProperty[]) => {
      const card = { driver: 'ncm', extendedProperties };
      return descriptorsOf(gadgetOf([keyboard, card], { osDescriptors: windows }), pi).microsoft?.properties;
    };
    const none = '0a000000000105000000';
    assert.deepEqual(
      propertiesOf({ name: 'A', type: 'text', value: 'é' }, { name: 'B', type: 'binary', value: '0a00' }),
      [
        none,
        // Two bytes of UTF-8 and their NUL count as eight of UTF-16.
        '38000000' +
          '0001' +
          '0500' +
          '0200' +
          '1a000000' +
          '01000000' +
          '0400' +
          '41000000' +
          '08000000' +
          'e900000000000000' +
          '14000000' +
          '03000000' +
          '0400' +
          '42000000' +
          '02000000' +
          '0a00',
        none,
      ],
    );
    assert.deepEqual(propertiesOf({ name: 'A', type: 'multi-text', value: [] }), [none, '', none]);
  });

  it('name none of others, and are not there if not in use', () => {
    assert.deepEqual(microsoft('acm')?.interfaces, []);
    assert.equal(microsoft('ncm', { use: false }), undefined);
  });

  it('put the configuration that they stand for first', () => {
    const gadget = gadgetOf(
      [
        { driver: 'acm', name: 'a' },
        { driver: 'ncm', name: 'b' },
      ],
      {
        configurations: [
          { number: 1, functions: ['acm.a'] },
          { number: 2, functions: ['ncm.b'] },
        ],
        osDescriptors: { ...windows, configuration: 'c.2' },
      },
    );
    assert.deepEqual(
      fastest(gadget).configurations.map(({ name }) => name),
      ['c.2', 'c.1'],
    );
  });
});

describe('what is not known', () => {
  const refuses = (functions: readonly object[], code: string): void => {
    assert.throws(
      () => descriptorsOf(gadgetOf(functions as Readonly<Record<string, unknown>>[]), pi),
      (error: unknown) => error instanceof GadgetError && error.code === code,
    );
  };

  it('is said of drivers without a table, and of raw functions that a program declares', () => {
    refuses([{ driver: 'own', attributes: {} }], 'DESCRIPTORS_UNKNOWN');
    refuses([{ driver: 'ffs', attributes: {} }], 'DESCRIPTORS_UNKNOWN');
  });

  it('a gadget that does not bind has no descriptors', () =>
    refuses(
      Array.from({ length: 8 }, () => everyFunction['acm']!),
      'ENDPOINTS_EXHAUSTED',
    ));
});
