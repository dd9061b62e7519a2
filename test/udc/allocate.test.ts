import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allocateEndpoints } from '../../src/udc/allocate.js';
import { interfaceLimit } from '../../src/udc/interface-limit.js';
import type { ControllerProfile } from '../../src/udc/profile.js';
import { profile } from './profile.js';
import { gadget, type Driver } from './requests.js';

const kernels = { '6.1': 6_001_192, '6.12': 6_012_117, '7.2': 7_002_000 };

const namesOf = (controller: ControllerProfile, ...drivers: Driver[]): string[][] =>
  allocateEndpoints(controller, gadget(...drivers)).functions.map(({ endpoints }) =>
    endpoints.map(({ name }) => name),
  );

describe('how many of one kind bind to dummy_udc.0, as measured on real kernels', () => {
  const measured: [driver: Driver, before612: number, from612: number][] = [
    ['acm', 6, 6],
    ['ecm', 6, 6],
    ['ncm', 6, 6],
    ['rndis', 6, 6],
    ['eem', 9, 9],
    ['geth', 9, 9],
    ['mass_storage', 9, 9],
    ['Loopback', 9, 9],
    ['SourceSink', 9, 9],
    ['midi', 8, 9],
    ['phonet', 8, 9],
    ['uac2+microphone', 0, 0],
    ['uvc+2', 0, 0],
  ];
  const binding = (driver: Driver, kernel: number): number => {
    const most = 20;
    const functions = gadget(...Array<Driver>(most).fill(driver));
    return allocateEndpoints(profile('dummy_hcd'), functions, interfaceLimit(kernel)).refusal?.index ?? most;
  };
  for (const [driver, before612, from612] of measured)
    it(`${driver}: ${before612}, and ${from612} from 6.12 on`, () => {
      assert.equal(binding(driver, kernels['6.1']), before612);
      assert.equal(binding(driver, kernels['6.12']), from612);
      assert.equal(binding(driver, kernels['7.2']), from612);
    });
});

describe('Raspberry Pi, as bound to a dummy controller with its endpoint table', () => {
  const pi = profile('dwc2-bcm2835');
  const cases: [binds: boolean, drivers: Driver[], used: [number, number]][] = [
    [true, ['hid', 'hid', 'hid', 'mass_storage', 'ecm', 'mass_storage'], [7, 3]],
    [false, ['hid', 'hid', 'hid', 'ecm', 'uac2+both'], [7, 2]],
    [true, ['hid', 'ecm', 'acm', 'uac2+microphone'], [7, 2]],
    [true, ['hid', 'hid', 'hid', 'ecm', 'acm'], [7, 2]],
  ];
  for (const [binds, drivers, [input, output]] of cases)
    it(`${binds ? 'binds' : 'refuses'} ${drivers.join(', ')}`, () => {
      const allocation = allocateEndpoints(pi, gadget(...drivers));
      assert.equal(allocation.refusal === undefined, binds);
      assert.deepEqual(allocation.in, { used: input, free: 7 - input, total: 7 });
      assert.deepEqual(allocation.out, { used: output, free: 7 - output, total: 7 });
    });

  it('says which function fails, at which request, and what came before', () => {
    const { functions, refusal } = allocateEndpoints(
      pi,
      gadget('hid', 'hid', 'hid', 'ecm', 'uac2+both', 'acm'),
    );
    assert.deepEqual(refusal, {
      function: gadget('uac2+both')[0],
      index: 4,
      lacks: 'endpoint',
      request: { transfer: 'isochronous', direction: 'in', matchSize: 196, packetSize: 196 },
    });
    assert.deepEqual(
      functions.map(({ endpoints }) => endpoints.length),
      [1, 1, 1, 3, 3, 0],
    );
  });

  it('gives endpoints and addresses in the order of the requests', () => {
    assert.deepEqual(allocateEndpoints(pi, gadget('hid', 'acm')).functions, [
      {
        name: 'hid.0',
        path: 'hid.0',
        endpoints: [
          {
            name: 'ep1in',
            address: 0x81,
            direction: 'in',
            transfer: 'interrupt',
            packetSize: 8,
            multiplier: 1,
            maxPacketSize: 1024,
          },
        ],
      },
      {
        name: 'acm.0',
        path: 'acm.0',
        endpoints: [
          {
            name: 'ep2in',
            address: 0x82,
            direction: 'in',
            transfer: 'bulk',
            packetSize: 512,
            multiplier: 1,
            maxPacketSize: 1024,
          },
          {
            name: 'ep1out',
            address: 0x01,
            direction: 'out',
            transfer: 'bulk',
            packetSize: 512,
            multiplier: 1,
            maxPacketSize: 1024,
          },
          {
            name: 'ep3in',
            address: 0x83,
            direction: 'in',
            transfer: 'interrupt',
            packetSize: 10,
            multiplier: 1,
            maxPacketSize: 1024,
          },
        ],
      },
    ]);
  });
});

describe('how the kernel looks for an endpoint', () => {
  it('puts interrupt transfers on bulk endpoints that come first', () => {
    assert.deepEqual(namesOf(profile('dummy_hcd'), 'hid', 'mass_storage'), [
      ['ep1in-bulk'],
      ['ep6in-bulk', 'ep2out-bulk'],
    ]);
  });

  it('counts addresses for names without digits', () => {
    const { functions } = allocateEndpoints(profile('net2280'), gadget('eem', 'mass_storage'));
    const given = functions.flatMap(({ endpoints }) => endpoints.map(({ name, address }) => [name, address]));
    assert.deepEqual(given, [
      ['ep-a', 0x81],
      ['ep-b', 0x01],
      ['ep-c', 0x82],
      ['ep-d', 0x02],
    ]);
  });

  it('fails at the sixteenth counted address', () => {
    const letters = 'abcdefghijklmnopqrst';
    const endpoints = [...letters].map((letter) => ({ name: `ep-${letter}`, directions: ['in'] as const }));
    const { refusal } = allocateEndpoints(
      { name: 'wide', endpoints },
      gadget(...Array<Driver>(16).fill('hid')),
    );
    assert.equal(refusal?.index, 15);
  });

  it('skips endpoints that are too small, and takes any for a size of 0', () => {
    const controller: ControllerProfile = {
      name: 'small-first',
      endpoints: [
        { name: 'ep1in', directions: ['in'], maxPacketSize: 8 },
        { name: 'ep2in', directions: ['in'], maxPacketSize: 512 },
      ],
    };
    assert.deepEqual(namesOf(controller, 'uac2+microphone'), [['ep1in', 'ep2in']]);
    assert.deepEqual(namesOf(controller, 'hid'), [['ep1in']]);
    const uac = gadget('uac2+microphone')[0]!;
    const reversed = { ...uac, endpoints: uac.endpoints.toReversed() };
    const { functions } = allocateEndpoints(controller, [reversed]);
    assert.deepEqual(
      functions[0]!.endpoints.map(({ name }) => name),
      ['ep2in', 'ep1in'],
    );
  });

  it('refuses, on a full-speed controller, what only faster ones can do', () => {
    const endpoints = [
      { name: 'ep1in', directions: ['in'] as const },
      { name: 'ep2in', directions: ['in'] as const },
    ];
    const refused = (speed: 'full' | 'high', driver: Driver): boolean =>
      allocateEndpoints({ name: 'test', endpoints, speed }, gadget(driver)).refusal !== undefined;
    assert.equal(refused('high', 'uvc+2'), false);
    assert.equal(refused('full', 'uvc+2'), true);
    assert.equal(refused('full', 'uac2+microphone'), false);
    const large = {
      ...gadget('hid')[0]!,
      endpoints: [{ ...gadget('hid')[0]!.endpoints[0]!, matchSize: 65 }],
    };
    assert.equal(
      allocateEndpoints({ name: 'test', endpoints, speed: 'full' }, [large]).refusal?.lacks,
      'endpoint',
    );
    assert.equal(allocateEndpoints({ name: 'test', endpoints }, [large]).refusal, undefined);
  });

  it('counts an endpoint of either direction under both, and takes it from both', () => {
    const { in: input, out: output } = allocateEndpoints(profile('atmel_usba-sam9'), gadget('acm'));
    assert.deepEqual(input, { used: 2, free: 3, total: 6 });
    assert.deepEqual(output, { used: 1, free: 3, total: 6 });
  });

  it('lets SourceSink go on without isochronous unless it gets both', () => {
    const controller = (...transfersOut: ('bulk' | 'isochronous')[]): ControllerProfile => ({
      name: 'test',
      endpoints: [
        { name: 'ep1in', directions: ['in'] },
        { name: 'ep2in', directions: ['in'] },
        { name: 'ep1out', directions: ['out'] },
        { name: 'ep2out', directions: ['out'], transfers: transfersOut },
      ],
    });
    assert.deepEqual(namesOf(controller('isochronous'), 'SourceSink'), [
      ['ep1in', 'ep1out', 'ep2in', 'ep2out'],
    ]);
    assert.deepEqual(namesOf(controller('bulk'), 'SourceSink', 'hid'), [['ep1in', 'ep1out'], ['ep2in']]);
  });

  it('stops at functions that need alternate settings where there are none', () => {
    const controller = { ...profile('dwc2-bcm2835'), alternateSettings: false };
    const [network] = gadget('ecm');
    const { refusal } = allocateEndpoints(controller, [{ ...network!, alternateSettings: true }]);
    assert.deepEqual([refusal?.index, refusal?.lacks], [0, 'alternateSettings']);
  });
});

describe('drivers with a rule of their own', () => {
  it('chipidea takes the last IN endpoint for isochronous IN', () => {
    assert.deepEqual(namesOf(profile('ci_hdrc'), 'uac2+microphone', 'hid'), [['ep1in', 'ep7in'], ['ep2in']]);
  });

  it('net2280 puts interrupt on the two small endpoints first', () => {
    assert.deepEqual(namesOf(profile('net2280'), 'acm', 'hid', 'hid'), [
      ['ep-a', 'ep-b', 'ep-e'],
      ['ep-f'],
      ['ep-c'],
    ]);
  });

  it('usb338x keeps the endpoints with DMA for bulk and isochronous', () => {
    assert.deepEqual(namesOf(profile('usb338x'), 'hid+out', 'uac2+microphone'), [
      ['ep2in', 'ep1out'],
      ['ep4in', 'ep1in'],
    ]);
  });

  it('cdns3 looks at the direction only', () => {
    const controller: ControllerProfile = {
      name: 'cdns3',
      endpoints: [{ name: 'ep1in', directions: ['in'], transfers: ['interrupt'], maxPacketSize: 8 }],
    };
    assert.deepEqual(namesOf({ ...controller, matchEndpoint: 'cdns3' }, 'uvc+2'), [['ep1in']]);
    assert.deepEqual(namesOf(controller, 'mass_storage'), [[]]);
    assert.deepEqual(namesOf({ ...controller, matchEndpoint: 'cdns3' }, 'mass_storage'), [['ep1in']]);
  });
});
