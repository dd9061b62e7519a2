import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { controllerProfiles, defaultControllerProfile } from '../../src/udc/controllers.js';
import { findControllerProfile } from '../../src/udc/find-controller.js';
import { endpointLimit, endpointTotal } from '../../src/udc/profile.js';
import { validateControllerProfile } from '../../src/udc/read-profile.js';
import { profile } from './profile.js';

describe('the known controllers', () => {
  const counts: [name: string, input: number, output: number, first: string, limits: number[]][] = [
    ['dwc2-bcm2835', 7, 7, 'ep1in ep1out ep2in', [1024]],
    ['dwc2-stm32mp15', 8, 8, 'ep1in ep1out ep2in', [1024]],
    ['dummy_hcd', 12, 12, 'ep1in-bulk ep2out-bulk ep5in-int', [65535]],
    ['usbip-vudc', 15, 15, 'ep1out ep1in ep2out', [65535]],
    ['musb-am335x', 15, 15, 'ep1in ep1out ep2in', [512, 256, 64, 4096, 1024]],
    ['musb-sunxi', 5, 5, 'ep1in ep1out ep2in', [512]],
    ['musb-sunxi-h3', 4, 4, 'ep1in ep1out ep2in', [512]],
    ['ci_hdrc', 7, 7, 'ep1out ep1in ep2out', [65535]],
    ['renesas_usb3-rcar', 3, 2, 'ep1 ep2 ep3', [65535]],
    ['renesas_usb3-rzv2m', 4, 4, 'ep1 ep2 ep3', [65535]],
    ['atmel_usba-sam9', 6, 6, 'ep1 ep2 ep3', [1024]],
    ['atmel_usba-sama5', 15, 15, 'ep1 ep2 ep3', [1024]],
    ['net2280', 6, 6, 'ep-a ep-b ep-c', [65535, 64]],
    ['usb338x', 4, 4, 'ep1in ep2out ep3in', [65535]],
    ['max3420', 2, 1, 'ep1-bulk-out ep2-bulk-in ep3-bulk-in', [64]],
  ];
  for (const [name, input, output, first, limits] of counts)
    it(`${name}: ${input} IN, ${output} OUT`, () => {
      const found = profile(name);
      assert.equal(endpointTotal(found, 'in'), input);
      assert.equal(endpointTotal(found, 'out'), output);
      assert.equal(
        found.endpoints
          .slice(0, 3)
          .map((each) => each.name)
          .join(' '),
        first,
      );
      assert.deepEqual([...new Set(found.endpoints.map(endpointLimit))], limits);
    });

  it('are all in that list, described as a user would, and say where they are from', () => {
    assert.deepEqual(
      controllerProfiles.map(({ name }) => name).toSorted(),
      counts.map(([name]) => name).toSorted(),
    );
    for (const each of controllerProfiles) {
      assert.deepEqual(validateControllerProfile(each), []);
      assert.ok(each.source && each.confidence && each.title);
    }
  });

  it('begin with the default, the Raspberry Pi', () => {
    assert.equal(defaultControllerProfile.name, 'dwc2-bcm2835');
    assert.equal(controllerProfiles[0], defaultControllerProfile);
  });
});

describe('controllers of one number', () => {
  const names = (name: string): string =>
    profile(name)
      .endpoints.map((each) => each.name)
      .join(' ');

  it('dwc3 begins with OUT, and an odd number ends with OUT', () => {
    assert.equal(names('dwc3:8'), 'ep1out ep1in ep2out ep2in ep3out ep3in');
    assert.equal(names('dwc3:7'), 'ep1out ep1in ep2out ep2in ep3out');
    assert.equal(profile('dwc3:32').endpoints.length, 30);
  });

  it('ci_hdrc has one pair less than device endpoints', () => {
    assert.equal(names('ci_hdrc:3'), 'ep1out ep1in ep2out ep2in');
  });

  it('are unknown with numbers that no hardware has', () => {
    for (const name of [
      'dwc3',
      'dwc3:',
      'dwc3:3',
      'dwc3:33',
      'dwc3:1e1',
      'ci_hdrc:17',
      'ci_hdrc:-1',
      'dwc2:7',
    ])
      assert.equal(findControllerProfile(name), undefined, name);
  });
});

describe('names in /sys/class/udc of a running machine', () => {
  const names: Record<string, string | undefined> = {
    'dummy_udc.0': 'dummy_hcd',
    'dummy_udc.12': 'dummy_hcd',
    'usbip-vudc.0': 'usbip-vudc',
    '20980000.usb': 'dwc2-bcm2835',
    '3f980000.usb': 'dwc2-bcm2835',
    'fe980000.usb': 'dwc2-bcm2835',
    '1000480000.usb': 'dwc2-bcm2835',
    '49000000.usb-otg': 'dwc2-stm32mp15',
    'musb-hdrc.0': 'musb-am335x',
    'musb-hdrc.1.auto': 'musb-sunxi-h3',
    'ci_hdrc.0': 'ci_hdrc',
    'fcc00000.usb': undefined,
    'xdummy_udc.0': undefined,
    constructor: undefined,
  };
  for (const [name, expected] of Object.entries(names))
    it(`${name}: ${expected ?? 'not known'}`, () =>
      assert.equal(findControllerProfile(name)?.name, expected));
});
