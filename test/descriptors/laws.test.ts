import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { endpointsOf, type GadgetDefinition } from 'usb-gadget';
import {
  descriptorHash,
  descriptorsOf,
  descriptorVersion,
  type ConfigurationDescriptors,
  type Descriptor,
  type GadgetDescriptors,
} from 'usb-gadget/descriptors';
import { gadgets } from '../generators.js';
import { controller } from './functions.js';

const kernel = fc.constantFrom('5.10', '6.1', '6.12', '7.2');

/** What holds of what the host reads of any gadget that binds. */
function forAny(
  holds: (descriptors: GadgetDescriptors, gadget: GadgetDefinition, kernel: string) => void,
): void {
  fc.assert(
    fc.property(gadgets, kernel, (gadget, release) => {
      fc.pre(endpointsOf(gadget, controller, release).binds);
      holds(descriptorsOf(gadget, controller, release), gadget, release);
    }),
    { numRuns: 200 },
  );
}

const value = ({ fields }: Descriptor, field: string): number =>
  Number(fields.find(({ name }) => name === field)?.value ?? NaN);

const everyConfiguration = ({ speeds }: GadgetDescriptors): readonly ConfigurationDescriptors[] =>
  speeds.flatMap(({ configurations, otherSpeed }) => [...configurations, ...otherSpeed]);

/** All but those for SuperSpeed that f_uac1.c has: without its interrupt endpoint, and with streams that are not there. */
const everySoundConfiguration = (
  all: GadgetDescriptors,
  gadget: GadgetDefinition,
): readonly ConfigurationDescriptors[] => {
  const isFaulty = gadget.functions.some(({ driver }) => driver === 'uac1');
  return everyConfiguration({
    ...all,
    speeds: all.speeds.filter(({ speed }) => !isFaulty || speed !== 'super'),
  });
};

const named = ({ descriptors }: ConfigurationDescriptors, wanted: string): readonly Descriptor[] =>
  descriptors.filter(({ name }) => name === wanted);

describe('for any gadget that binds', () => {
  it('every length is right, of each descriptor and of each whole', () =>
    forAny((all) => {
      for (const { hex, descriptors } of everyConfiguration(all)) {
        assert.equal(hex, descriptors.map((each) => each.hex).join(''));
        assert.equal(value(descriptors[0]!, 'wTotalLength'), hex.length / 2);
        for (const each of descriptors) assert.equal(value(each, 'bLength'), each.hex.length / 2);
      }
      for (const { store } of [all])
        if (store) assert.equal(value(store.descriptors[0]!, 'wTotalLength'), store.hex.length / 2);
    }));

  it('interfaces are numbered from 0 without a gap, and counted', () =>
    forAny((all, gadget) => {
      for (const each of everySoundConfiguration(all, gadget)) {
        const numbers = named(each, 'Interface')
          .filter((one) => value(one, 'bAlternateSetting') === 0)
          .map((one) => value(one, 'bInterfaceNumber'));
        assert.deepEqual(
          numbers,
          numbers.map((_, index) => index),
        );
        assert.equal(value(each.descriptors[0]!, 'bNumInterfaces'), numbers.length);
      }
    }));

  it('each setting of an interface has as many endpoints as it says', () =>
    forAny((all, gadget) => {
      for (const { descriptors } of everySoundConfiguration(all, gadget)) {
        let left = 0;
        for (const each of descriptors)
          if (each.name === 'Interface') {
            assert.equal(left, 0);
            left = value(each, 'bNumEndpoints');
          } else if (each.name === 'Endpoint') left--;
        assert.equal(left, 0);
      }
    }));

  it('endpoints have the addresses that were given, in whatever settings they are', () =>
    forAny((all, gadget, release) => {
      const given = endpointsOf(gadget, controller, release).configurations;
      for (const each of everySoundConfiguration(all, gadget)) {
        const { functions } = given.find(({ name }) => name === each.name)!;
        const addresses = functions.flatMap(({ endpoints }) => endpoints.map(({ address }) => address));
        const told = named(each, 'Endpoint').map((one) => value(one, 'bEndpointAddress'));
        assert.deepEqual(new Set(told), new Set(addresses));
      }
    }));

  it('every index of a string leads to one, but that of a function that took another one later', () =>
    forAny((all, { configurations }) => {
      // Their drivers keep one index for all functions, and an earlier one still tells that which it had (f_loopback.c, loopback_bind).
      const again = configurations
        .flatMap(({ functions }) => functions)
        .flatMap((name) => /^(Loopback|SourceSink)\./.exec(name)?.[1] ?? []);
      fc.pre(new Set(again).size === again.length);
      const indexes = new Set(all.strings.map(({ index }) => index));
      const descriptors = [
        ...all.speeds.map(({ device }) => device),
        ...everyConfiguration(all).flatMap((each) => each.descriptors),
      ];
      for (const { fields } of descriptors)
        for (const { name, value: index } of fields)
          if (/^i[A-Z]/.test(name) && index !== 0) assert.ok(indexes.has(Number(index)), name);
    }));

  it('the other speed differs in its type alone', () =>
    forAny(({ speeds }) => {
      const [full, high] = speeds;
      const typeless = (each: ConfigurationDescriptors): string => each.hex.slice(0, 2) + each.hex.slice(4);
      assert.deepEqual(full!.otherSpeed.map(typeless), high!.configurations.map(typeless));
      assert.deepEqual(high!.otherSpeed.map(typeless), full!.configurations.map(typeless));
    }));

  it('it is plain JSON, and the hash knows nothing of ids and texts', () =>
    forAny((all, gadget, release) => {
      assert.deepEqual(JSON.parse(JSON.stringify(all)), all);
      const strings = Object.fromEntries(
        Object.keys(gadget.strings ?? {}).map((language) => [language, { product: 'Another' }]),
      );
      const other = { ...gadget, strings, vendorId: 1, productId: 2, deviceVersion: 3 };
      const same = descriptorsOf(other, controller, release);
      assert.equal(descriptorHash(same), descriptorHash(all));
      assert.match(descriptorVersion(all).toString(16), /^\d{1,4}$/);
    }));
});
