import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineGadget, findControllerProfile, validate } from 'usb-gadget';
import { endpointRequests } from '../../src/gadget/endpoints.js';
import { kernelVersion } from '../../src/attributes/kernel-version.js';

const rawGadget = (driver: string) =>
  defineGadget({ name: 'g', vendorId: 1, productId: 1, functions: [{ driver, contents: [] }] });

function requests(driver: string, kernel: string): string {
  const [configuration] = endpointRequests(rawGadget(driver), kernelVersion(kernel));
  const [asked] = configuration!.functions;
  return asked!.endpoints
    .map(({ transfer, direction, matchSize }) => `${transfer} ${direction} ${matchSize}`)
    .join(', ');
}

/** What a function asks for of which a document tells nothing but its driver (drivers/usb/gadget/function, the values of alloc_inst). */
const asked: readonly (readonly [driver: string, kernel: string, endpoints: string])[] = [
  ['uac1', '5.10', 'isochronous out 200, isochronous in 200'],
  ['uac1', '6.12', 'interrupt in 2, isochronous out 200, isochronous in 200'],
  ['uac2', '6.12', 'interrupt in 6, isochronous out 260, isochronous in 3, isochronous in 196'],
  ['uvc', '6.1', 'interrupt in 16, isochronous in 1024'],
  ['uvc', '6.12', 'isochronous in 1024'],
  ['ncm', '6.12', 'bulk in 0, bulk out 0, interrupt in 16'],
  ['gser', '6.12', 'bulk in 0, bulk out 0'],
  ['mass_storage', '6.12', 'bulk in 0, bulk out 0'],
  ['midi', '6.12', 'bulk in 0, bulk out 0'],
];

for (const [driver, kernel, endpoints] of asked)
  test(`a raw function of ${driver} asks for what ${driver} asks for by itself on ${kernel}`, () => {
    assert.equal(requests(driver, kernel), endpoints);
  });

test('the endpoints of a driver that nobody knows, or that depend on its values, are said not to be known', () => {
  const controller = findControllerProfile('dwc2-bcm2835')!;
  const unknown = (driver: string): boolean =>
    validate(rawGadget(driver), { controller }).some(({ code }) => code === 'ENDPOINTS_UNKNOWN');
  assert.deepEqual(['hid', 'vendor_thing', 'ecm'].map(unknown), [true, true, false]);
});

test('a driver with a hyphen is told which letters a name has', () => {
  const [issue] = validate(rawGadget('vendor-thing'));
  assert.equal(issue?.hint, 'Letters, digits and underscores.');
});

test('only ffs has files to mount, also among drivers that are known', () => {
  const codes = (driver: string): string[] =>
    validate(
      defineGadget({
        name: 'g',
        vendorId: 1,
        productId: 1,
        functions: [{ driver, contents: [], mountPoint: '/dev/x' }],
      }),
    ).map(({ code }) => code);
  assert.deepEqual(
    ['uac2', 'vendor_thing', 'ffs'].map((driver) => codes(driver).includes('OPTION_UNKNOWN')),
    [true, true, false],
  );
});

test('a place in the folder stands in the contents once: a tree has one text for it', () => {
  const contents = [
    { path: 'a', text: '1' },
    { path: 'b', text: '1' },
    { path: 'a', text: '0' },
  ];
  const functions = [{ driver: 'vendor_thing', endpoints: [], contents }];
  const issues = validate(defineGadget({ name: 'g', vendorId: 1, productId: 1, functions }));
  assert.deepEqual(
    issues.map(({ code, path }) => `${code} ${path}`),
    ['NAME_DUPLICATE functions[0].contents[2].path'],
  );
});
