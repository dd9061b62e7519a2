import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { defineGadget } from 'usb-gadget';
import {
  changeLinks,
  gadgetState,
  planGadgetReset,
  planLinkChange,
  resetGadget,
  up,
  type LinkChange,
} from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { bound, images } from './gadgets.js';
import { refuses, rejectsWith } from './rejects.js';

const all = ['acm.b', 'hid.c', 'ecm.a', 'gser.d'] as const;

const gadget = (linked: readonly string[] = all): ReturnType<typeof defineGadget> =>
  defineGadget({
    name: 'g1',
    vendorId: 0x1d6b,
    productId: 0x0104,
    functions: [
      { driver: 'acm', name: 'b' },
      { driver: 'hid', name: 'c', preset: 'keyboard' },
      { driver: 'ecm', name: 'a' },
      { driver: 'gser', name: 'd' },
    ],
    configurations: [{ functions: linked }],
  });

async function withGadget(linked?: readonly string[], udc = 'fe980000.usb'): Promise<SimulatedKernel> {
  const system = new SimulatedKernel({ controllers: [udc] });
  await up(gadget(linked), system);
  return system;
}

const linkedIn = async (system: SimulatedKernel): Promise<readonly string[]> =>
  (await gadgetState(system, 'g1')).configurations[0]!.functions;

describe('changeLinks', () => {
  it('puts a function back where its user had it', async () => {
    const order = ['gser.d', 'ecm.a', 'hid.c', 'acm.b'];
    const system = await withGadget(order);
    await changeLinks('g1', { disable: ['ecm.a'] }, system);
    assert.deepEqual(await linkedIn(system), ['gser.d', 'hid.c', 'acm.b']);
    await changeLinks('g1', { enable: ['ecm.a'] }, system);
    assert.deepEqual(await linkedIn(system), order);
  });

  it('gives a link the name again that its user gave it', async () => {
    const system = new SimulatedKernel();
    const configurations = [{ functions: all, links: { 'ecm.a': 'f3' } }];
    const named = defineGadget({ ...gadget(), configurations });
    await up(named, system);
    const before = system.tree();
    await changeLinks('g1', { disable: ['ecm.a'] }, system);
    await changeLinks('g1', { enable: ['ecm.a'] }, system);
    assert.equal(system.tree(), before);
  });

  it('puts one that the definition left out at the place of its making', async () => {
    const system = await withGadget(['acm.b', 'gser.d']);
    await changeLinks('g1', { enable: ['ecm.a', 'hid.c'] }, system);
    assert.deepEqual(await linkedIn(system), all);
  });

  it('keeps the order of the user through any changes', () =>
    fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...all], { minLength: 4 }),
        fc.array(
          fc.tuple(fc.constantFrom<'enable' | 'disable'>('enable', 'disable'), fc.constantFrom(...all)),
          {
            maxLength: 6,
          },
        ),
        async (order, changes) => {
          const system = await withGadget(order, 'dummy_udc.0');
          const wanted = new Set<string>(order);
          for (const [key, name] of changes) {
            if (key === 'disable' && wanted.size === 1) continue;
            await changeLinks('g1', { [key]: [name] }, system);
            if (key === 'enable') wanted.add(name);
            else wanted.delete(name);
            assert.deepEqual(
              await linkedIn(system),
              order.filter((each) => wanted.has(each)),
            );
          }
        },
      ),
      { numRuns: 15 },
    ));

  it('changes nothing, on or off the bus, where nothing differs', async () => {
    const system = await withGadget();
    const { plan } = await changeLinks('g1', { enable: all }, system);
    assert.deepEqual(plan.operations, []);
  });

  it('exchanges functions in one go, off the bus, and binds last', async () => {
    const system = await withGadget(['acm.b', 'hid.c']);
    const { plan } = await changeLinks('g1', { disable: ['acm.b'], enable: ['ecm.a'] }, system);
    assert.deepEqual(
      plan.operations.map(({ op }) => op),
      ['unbind', 'unlink', 'unlink', 'symlink', 'symlink', 'bind'],
    );
  });

  it('takes the configuration that it is told, else that of the definition', async () => {
    const system = new SimulatedKernel({ files: images });
    await up(bound, system);
    const home = async (change: LinkChange): Promise<Record<string, readonly string[]>> => {
      await changeLinks('g1', change, system);
      const { configurations } = await gadgetState(system, 'g1');
      return Object.fromEntries(configurations.map(({ name, functions }) => [name, functions]));
    };
    await home({ disable: ['acm.usb0'] });
    assert.deepEqual((await home({ enable: ['acm.usb0'] }))['d.2'], ['ncm.usb0', 'acm.usb0']);
    await home({ disable: ['acm.usb0'] });
    assert.deepEqual((await home({ enable: ['acm.usb0'], configuration: 'c.1' }))['c.1'], [
      'hid.usb0',
      'mass_storage.usb0',
      'acm.usb0',
    ]);
  });

  it('refuses before it touches anything what would not bind', async () => {
    const system = await withGadget();
    const gone = (change: LinkChange, ...codes: Parameters<typeof refuses>[2][]): Promise<unknown> =>
      refuses(system, () => planLinkChange('g1', change, system), ...codes);
    await gone({ disable: all }, 'CONFIGURATION_EMPTY');
    await gone({ enable: ['hid.nobody'] }, 'FUNCTION_MISSING');
    await gone({ enable: ['hid.c'], configuration: 'x.9' }, 'CONFIGURATION_MISSING');
    await rejectsWith(changeLinks('g2', { enable: ['hid.c'] }, system), 'GADGET_MISSING');
  });

  it('does not leave the bus for functions that the controller has no endpoints for', async () => {
    const system = new SimulatedKernel({ controllers: ['fe980000.usb'] });
    const functions = Array.from({ length: 4 }, (_, index) => ({
      driver: 'acm' as const,
      name: `p${index}`,
    }));
    const names = functions.map(({ name }) => `acm.${name}`);
    await up(
      defineGadget({
        name: 'g1',
        vendorId: 1,
        productId: 2,
        functions,
        configurations: [{ functions: names.slice(0, 3) }],
      }),
      system,
    );
    const calls = system.calls.filter(({ path }) => path.endsWith('/UDC')).length;
    await rejectsWith(changeLinks('g1', { enable: names }, system), 'ENDPOINTS_EXHAUSTED');
    assert.equal(system.calls.filter(({ path }) => path.endsWith('/UDC')).length, calls);
  });

  it('undoes a failure', async () => {
    const system = await withGadget(['acm.b', 'hid.c']);
    const before = system.tree();
    let binds = 0;
    system.fail(({ call, value }) => call === 'bind' && value !== '\n' && binds++ === 0, 'EBUSY');
    await rejectsWith(changeLinks('g1', { enable: ['ecm.a'] }, system), 'OPERATION_FAILED');
    assert.equal(system.tree(), before);
  });

  it('gives the nodes to the owner again, since a bind makes them anew', async () => {
    const system = new SimulatedKernel({ users: { kvm: 1000 } });
    await up({ ...gadget(), owner: { user: 'kvm' } }, system);
    const owner = async (): Promise<number> => (await system.stat('/dev/hidg0')).uid;
    assert.equal(await owner(), 1000);
    assert.equal((await system.stat('/dev/ttyGS1')).uid, 1000);
    await resetGadget('g1', system);
    assert.equal(await owner(), 1000);
    let count = 0;
    system.fail(({ call }) => call === 'bind' && count++ === 0, 'EIO');
    await rejectsWith(resetGadget('g1', system), 'OPERATION_FAILED');
    assert.equal(await owner(), 1000);
  });
});

describe('resetGadget', () => {
  it('links everything anew in its order between an unbind and a bind', async () => {
    const system = await withGadget(['hid.c', 'acm.b']);
    const before = system.tree();
    const plan = await planGadgetReset('g1', system);
    assert.deepEqual(
      plan.operations.map(
        (each) => `${each.op} ${'path' in each ? each.path.replace('g1/configs/c.1/', '') : ''}`,
      ),
      ['unbind g1/UDC', 'unlink acm.b', 'unlink hid.c', 'symlink hid.c', 'symlink acm.b', 'bind g1/UDC'],
    );
    assert.deepEqual(await resetGadget('g1', system), plan);
    assert.equal(system.tree(), before);
  });

  it('binds a gadget that is not bound', async () => {
    const system = new SimulatedKernel();
    await up(gadget(), system, { bind: false });
    await resetGadget('g1', system);
    assert.equal((await gadgetState(system, 'g1')).udc, 'fe980000.usb');
  });
});
