import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineGadget } from '../../src/gadget/define.js';
import { endpointRequests, endpointsOf } from '../../src/gadget/endpoints.js';
import type { GadgetDefinition } from '../../src/gadget/definition.js';
import { findControllerProfile } from '../../src/udc/find-controller.js';

const pi = findControllerProfile('dwc2-bcm2835')!;

const keyboard = { driver: 'hid', preset: 'keyboard' };
const disk = { driver: 'mass_storage', luns: [{}] };

const gadget = (functions: readonly object[], more: object = {}): GadgetDefinition =>
  defineGadget({ name: 'g1', vendorId: 1, productId: 2, functions, ...more });

/** What each driver asks for, as `direction transfer size` (the kernel's table in drivers/usb/gadget/function). */
const asked: Readonly<
  Record<string, readonly [interfaces: number, bindErrno: number, ...endpoints: readonly string[]]>
> = {
  mass_storage: [1, 524, 'in bulk 512', 'out bulk 512'],
  ecm: [2, 19, 'in bulk 512', 'out bulk 512', 'in interrupt 16'],
  geth: [1, 19, 'in bulk 512', 'out bulk 512'],
  eem: [1, 19, 'in bulk 512', 'out bulk 512'],
  ncm: [2, 19, 'in bulk 512', 'out bulk 512', 'in interrupt 16'],
  rndis: [2, 19, 'in bulk 512', 'out bulk 512', 'in interrupt 8'],
  acm: [2, 19, 'in bulk 512', 'out bulk 512', 'in interrupt 10'],
  gser: [1, 19, 'in bulk 512', 'out bulk 512'],
  obex: [2, 19, 'in bulk 512', 'out bulk 512'],
};

for (const [driver, [interfaces, bindErrno, ...endpoints]] of Object.entries(asked))
  test(`${driver} asks for ${endpoints.join(', ')}`, () => {
    const [configuration] = endpointRequests(
      gadget([{ driver, ...(driver === 'mass_storage' && { luns: [{}] }) }]),
    );
    const [request] = configuration!.functions;
    assert.equal(request!.interfaces, interfaces);
    assert.equal(request!.bindErrno, bindErrno);
    assert.deepEqual(
      request!.endpoints.map(
        ({ direction, transfer, packetSize }) => `${direction} ${transfer} ${packetSize}`,
      ),
      endpoints,
    );
  });

test('a hid asks for an OUT endpoint unless it is told not to', () => {
  const { configurations } = endpointsOf(gadget([keyboard, { ...keyboard, noOutEndpoint: false }]), pi);
  assert.deepEqual(
    configurations[0]!.functions.map(({ name, endpoints }) => [name, ...endpoints.map((each) => each.name)]),
    [
      ['hid.keyboard', 'ep1in'],
      ['hid.keyboard1', 'ep2in', 'ep1out'],
    ],
  );
});

test('each configuration has all endpoints, and functions in the order of its links', () => {
  const both = gadget([keyboard, disk], {
    configurations: [{ functions: ['mass_storage.usb0', 'hid.keyboard'] }, { functions: ['hid.keyboard'] }],
  });
  const { binds, works, configurations } = endpointsOf(both, pi);
  assert.deepEqual([binds, works], [true, true]);
  assert.deepEqual(
    configurations.map(({ name, functions }) => [name, ...functions.map((each) => each.name)]),
    [
      ['c.1', 'mass_storage.usb0', 'hid.keyboard'],
      ['c.2', 'hid.keyboard'],
    ],
  );
});

test('a refusal points at the function in the document, not in the configuration', () => {
  const functions = [{ driver: 'acm' }, { driver: 'acm' }, { driver: 'acm' }, { driver: 'acm' }];
  const order = { configurations: [{ functions: ['acm.usb3', 'acm.usb2', 'acm.usb1', 'acm.usb0'] }] };
  const { binds, because } = endpointsOf(gadget(functions, order), pi);
  assert.equal(binds, false);
  assert.deepEqual(
    because.map(({ code, path }) => `${code} ${path}`),
    ['ENDPOINTS_EXHAUSTED functions[0]'],
  );
});

test('the kernel decides how many interfaces there are', () => {
  const many = gadget([{ driver: 'uac2', contents: [], interfaces: 16, endpoints: [] }, keyboard]);
  const codes = (kernel: string): string[] => endpointsOf(many, pi, kernel).because.map(({ code }) => code);
  assert.deepEqual(codes('6.1'), ['INTERFACES_EXHAUSTED']);
  assert.deepEqual(codes('6.12'), []);
});

test('obex and uvc hold the gadget off the bus, as raw functions too', () => {
  for (const held of [
    { driver: 'obex' },
    { driver: 'obex', contents: [], endpoints: [] },
    { driver: 'uvc', contents: [] },
  ]) {
    const { binds, works, because } = endpointsOf(gadget([held]), pi);
    assert.deepEqual([binds, works, because.map(({ code }) => code)], [true, false, ['HELD_OFF_BUS']]);
  }
});

test('a HID function without a report descriptor asks for endpoints of no size, not of no number', () => {
  const [configuration] = endpointRequests(gadget([{ driver: 'hid' }]));
  assert.deepEqual(
    configuration!.functions[0]!.endpoints.map(({ packetSize }) => packetSize),
    [0, 0],
  );
});
