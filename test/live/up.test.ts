import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defineGadget, GadgetError, type IssueCode } from 'usb-gadget';
import { down, downAll, gadgetState, listGadgets, planUp, up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { counting, failingAt } from './failing-system.js';
import { bound, changed, images, keyboard } from './gadgets.js';

const folder = '/sys/kernel/config/usb_gadget';

const rejectsWith = async (work: Promise<unknown>, ...codes: IssueCode[]): Promise<GadgetError> => {
  const error = await work.then(
    () => assert.fail('it went well'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof GadgetError, String(error));
  assert.deepEqual(
    error.issues.map(({ code }) => code),
    codes,
  );
  return error;
};

/** The files that were written outside configfs. */
const saved = (system: SimulatedKernel): string[] =>
  system.calls.flatMap(({ call, path }) => (call === 'save' ? [path] : []));

/** Work that is refused must not have changed anything, neither in configfs nor beside it. */
async function refuses(system: SimulatedKernel, work: () => Promise<unknown>, ...codes: IssueCode[]): Promise<GadgetError> {
  const calls = system.calls.length;
  const error = await rejectsWith(work(), ...codes);
  assert.deepEqual(system.calls.slice(calls), []);
  return error;
}

describe('up', () => {
  it('makes and binds a gadget, and says to which controller', async () => {
    const system = new SimulatedKernel();
    const { udc, plan } = await up(keyboard, system);
    assert.equal(udc, 'fe980000.usb');
    assert.equal(plan.operations.at(-1)?.op, 'bind');
    const state = await gadgetState(system, 'g1');
    assert.equal(state.udc, udc);
    assert.deepEqual(state.configurations, [{ name: 'c.1', functions: ['hid.usb0'] }]);
  });

  for (const kernel of ['5.10', '6.1', '6.12', '7.2'])
    it(`changes nothing the second time on ${kernel}: no call but reading`, async () => {
      const system = new SimulatedKernel({ kernel, files: images, users: { kvmd: 990 } });
      const gadget = { ...bound, owner: { user: 'kvmd' } };
      await up(gadget, system);
      const calls = system.calls.length;
      assert.deepEqual((await up(gadget, system)).plan.operations, []);
      assert.deepEqual(system.calls.slice(calls), []);
    });

  it('reads the order of links as they were made, newest or oldest first', async () => {
    for (const kernel of ['6.12', '7.2']) {
      const system = new SimulatedKernel({ kernel, files: images });
      await up(changed, system);
      assert.deepEqual((await gadgetState(system, 'g1')).configurations, [
        { name: 'c.1', functions: ['mass_storage.usb0', 'hid.usb0'] },
        { name: 'd.2', functions: ['gser.usb0', 'ncm.usb0'] },
      ]);
    }
  });

  it('leaves the gadget unbound if told so, and needs no controller then', async () => {
    const system = new SimulatedKernel({ controllers: [] });
    assert.equal((await up(keyboard, system, { bind: false })).udc, '');
    assert.match(system.tree(), /hid\.usb0 -> /);
  });

  it('gives files to the owner, and leaves them to root where an optional one is missing', async () => {
    const system = new SimulatedKernel({ users: { kvmd: 990 } });
    await up({ ...keyboard, owner: { user: 'kvmd' } }, system);
    assert.equal((await system.stat(`${folder}/g1/UDC`)).uid, 990);
    const other = new SimulatedKernel();
    const { issues } = await up({ ...keyboard, owner: { user: 'kvmd', optional: true } }, other);
    assert.ok(issues.some(({ code }) => code === 'OWNER_MISSING_DEFAULT'));
    assert.equal((await other.stat(`${folder}/g1/UDC`)).uid, 0);
  });

  it('gives a file back to its owner when a change fails', async () => {
    const system = new SimulatedKernel({ users: { first: 1, second: 2 } });
    await up({ ...keyboard, owner: { user: 'first' } }, system);
    const change = { ...keyboard, productId: 7, owner: { user: 'second' } };
    const last = (await planUp(change, system)).operations.length - 1;
    await rejectsWith(up(change, failingAt(system, last)), 'OPERATION_FAILED');
    assert.equal((await system.stat(`${folder}/g1/UDC`)).uid, 1);
  });

  it('tells every fault at once, and touches nothing', async () => {
    const system = new SimulatedKernel({ controllers: [] });
    const gadget = defineGadget({
      ...bound,
      owner: { user: 'nobody-here' },
    });
    await refuses(
      system,
      () => up(gadget, system),
      'OWNER_MISSING',
      'IMAGE_MISSING',
      'IMAGE_MISSING',
      'CONTROLLER_MISSING',
    );
  });

  it('refuses an image that is too small, or a folder', async () => {
    const [cd, disk] = Object.keys(images) as [string, string];
    const system = new SimulatedKernel({ files: { [cd]: 300 * 2048 - 1, [`${disk}/x`]: 1 } });
    await refuses(system, () => up(bound, system), 'IMAGE_MISSING', 'IMAGE_MISSING');
  });

  it('refuses an invalid definition before anything else', async () => {
    const system = new SimulatedKernel({ controllers: [] });
    await refuses(system, () => up({ ...keyboard, name: '../etc' }, system), 'NAME_INVALID');
  });

  it('names the controllers when there are several and none is told', async () => {
    const system = new SimulatedKernel({ controllers: ['dummy_udc.0', 'dummy_udc.1'] });
    const error = await refuses(system, () => up(keyboard, system), 'CONTROLLER_AMBIGUOUS');
    assert.match(error.message, /dummy_udc\.0, dummy_udc\.1/);
    assert.equal((await up(keyboard, system, { udc: 'dummy_udc.1' })).udc, 'dummy_udc.1');
    assert.equal((await up({ ...keyboard, productId: 9 }, system)).udc, 'dummy_udc.1');
  });

  it('names the gadget that holds the controller', async () => {
    const system = new SimulatedKernel();
    await up(keyboard, system);
    const error = await refuses(system, () => up({ ...keyboard, name: 'g2' }, system), 'CONTROLLER_BUSY');
    assert.match(error.message, /held by "g1"/);
    assert.match(error.hint, /down g1/);
  });

  it('refuses what the controller has no endpoints for, or has the kernel say so', async () => {
    const functions = ['usb0', 'usb1', 'usb2', 'usb3'].map((name) => ({ driver: 'acm', name }));
    const gadget = defineGadget({ ...keyboard, functions, configurations: undefined });
    const system = new SimulatedKernel();
    await refuses(system, () => up(gadget, system), 'ENDPOINTS_EXHAUSTED');
    const error = await rejectsWith(up(gadget, system, { force: true }), 'OPERATION_FAILED');
    assert.match(error.message, /needs an (IN|OUT) endpoint/);
    assert.equal(system.tree(), '');
  });

  it('waits for a controller, and says in the end that there is none', async () => {
    const system = new SimulatedKernel({ controllers: [] });
    await rejectsWith(up(keyboard, system, { wait: 1 }), 'CONTROLLER_MISSING');
  });

  it('loads the gadget code and mounts configfs', async () => {
    const system = new SimulatedKernel({ configfs: false });
    await up(keyboard, system);
    assert.match(system.tree(), /hid\.usb0 -> /);
  });

  it('says that configfs is missing, and gives the lock back', async () => {
    const system = new SimulatedKernel({ configfs: false });
    system.fail(({ call }) => call === 'mount' || call === 'loadModule', 'ENOENT');
    await rejectsWith(up(keyboard, system), 'CONFIGFS_MISSING');
    await rejectsWith(up(keyboard, system), 'CONFIGFS_MISSING');
  });

  it('says that the user may not', async () => {
    const system = new SimulatedKernel();
    system.fail(({ call }) => call === 'claim', 'EACCES');
    await rejectsWith(up(keyboard, system), 'NOT_PERMITTED');
    assert.equal(system.tree(), '');
  });

  it('says what is the matter when the kernel hangs, and then touches nothing more', async () => {
    const system = new SimulatedKernel();
    system.fail(({ call }) => call === 'bind', 'ETIMEDOUT');
    const error = await rejectsWith(up(keyboard, system), 'OPERATION_TIMEOUT');
    assert.match(error.hint, /reboot/);
    assert.deepEqual(
      system.calls.filter(({ path }) => path.startsWith(folder)).at(-1)?.call,
      'bind',
    );
  });
});

describe('a gadget that something else made', () => {
  const foreign = async (): Promise<SimulatedKernel> => {
    const system = new SimulatedKernel({ files: images });
    await up(bound, system);
    await system.remove('/run/usb-gadget/g1.json');
    return system;
  };

  it('is left alone', async () => {
    const system = await foreign();
    await refuses(system, () => up(changed, system), 'GADGET_FOREIGN');
  });

  it('needs no leave if nothing is to be changed', async () => {
    assert.deepEqual((await up(bound, await foreign())).plan.operations, []);
  });

  it('is changed if told so, and ours from then on', async () => {
    const system = await foreign();
    await up(changed, system, { replace: true });
    await up(bound, system);
    assert.deepEqual((await planUp(bound, system)).operations, []);
  });

  it('stays foreign when the change fails', async () => {
    const system = await foreign();
    await rejectsWith(up(changed, failingAt(system, 9), { replace: true }), 'OPERATION_FAILED');
    await refuses(system, () => up(changed, system), 'GADGET_FOREIGN');
  });

  it('can be listed and removed', async () => {
    const system = await foreign();
    assert.deepEqual(
      (await listGadgets(system)).map(({ name, functions }) => [name, functions]),
      [['g1', ['hid.usb0', 'mass_storage.usb0', 'ncm.usb0', 'acm.usb0']]],
    );
    await down('g1', system);
    assert.equal(system.tree(), '');
  });
});

describe('what a change would destroy', () => {
  const address = async (system: SimulatedKernel): Promise<string> =>
    new TextDecoder().decode(await system.read(`${folder}/g1/functions/ncm.usb0/dev_addr`));

  const medium = async (system: SimulatedKernel): Promise<string> =>
    new TextDecoder().decode(await system.read(`${folder}/g1/functions/mass_storage.usb0/lun.0/file`));

  const [cd, disk] = Object.keys(images) as [string, string];
  const undeclared = (interfaceName?: string) =>
    defineGadget({
      ...keyboard,
      functions: [
        { driver: 'ncm', name: 'usb0', ...(interfaceName && { interfaceName }) },
        { driver: 'mass_storage', name: 'usb0', luns: [{ cdrom: interfaceName === undefined }] },
      ],
      configurations: undefined,
    });

  it('is carried over: a random address of a function that is made anew, the medium in a drive', async () => {
    const system = new SimulatedKernel({ files: images });
    await up(undeclared(), system);
    await system.write(`${folder}/g1/functions/mass_storage.usb0/lun.0/file`, cd);
    const before = await address(system);
    const { plan } = await up(undeclared('lan%d'), system);
    assert.ok(plan.operations.some(({ op }) => op === 'rmdir'));
    assert.equal(await address(system), before);
    assert.equal(await medium(system), `${cd}\n`);
  });

  it('survives a crash in the middle of the change', async () => {
    const system = new SimulatedKernel({ files: images });
    await up(undeclared(), system);
    await system.write(`${folder}/g1/functions/mass_storage.usb0/lun.0/file`, disk);
    const before = await address(system);
    const { operations } = await planUp(undeclared('lan%d'), system);
    const made = operations.findIndex(({ op }) => op === 'mkdir');
    // From the crash on nothing is done any more, neither by the change nor by its undoing.
    let crashed = false;
    system.fail(({ call }) => crashed && call !== 'remove', 'EIO');
    const crash = failingAt(system, made, 'EIO', () => (crashed = true));
    await assert.rejects(up(undeclared('lan%d'), crash));
    crashed = false;
    await assert.rejects(address(system));
    await up(undeclared('lan%d'), system);
    assert.equal(await address(system), before);
    assert.equal(await medium(system), `${disk}\n`);
    assert.deepEqual((await planUp(undeclared('lan%d'), system)).operations, []);
  });
});

describe('the lock', () => {
  const path = '/run/usb-gadget/lock';

  it('keeps a second process out, and says which one works', async () => {
    const system = new SimulatedKernel({ files: { '/proc/7/stat': stat(7, 100) } });
    await system.claim(path, '7 100');
    const error = await rejectsWith(up(keyboard, system), 'LOCKED');
    assert.match(error.message, /Process 7 /);
    assert.equal(system.tree(), '');
  });

  it('keeps a second call of the same process out', async () => {
    const system = new SimulatedKernel({ files: { '/proc/self/stat': stat(8, 50), '/proc/8/stat': stat(8, 50) } });
    const both = await Promise.allSettled([up(keyboard, system), up({ ...keyboard, productId: 3 }, system)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  });

  for (const [what, files] of [
    ['has ended', {}],
    ['is another one of the same number', { '/proc/7/stat': stat(7, 200) }],
  ] as const)
    it(`is taken over if its process ${what}`, async () => {
      const system = new SimulatedKernel({ files });
      await system.claim(path, '7 100');
      await up(keyboard, system);
      await assert.rejects(system.read(path));
    });
});

/** A line of proc_pid_stat(5); the program's name holds what makes it hard to read. */
function stat(process: number, started: number): string {
  const fields = Array.from({ length: 17 }, () => 0);
  return `${process} (a) 1 S) S 1${fields.map((field) => ` ${field}`).join('')} ${started} 0 0\n`;
}

describe('down', () => {
  it('removes everything, and what was saved', async () => {
    const system = new SimulatedKernel({ files: images });
    await up(bound, system);
    await down('g1', system);
    assert.equal(system.tree(), '');
    assert.deepEqual([...new Set(saved(system))], ['/run/usb-gadget/g1.json']);
    await assert.rejects(system.read('/run/usb-gadget/g1.json'));
  });

  it('says which gadget is missing, and which there are', async () => {
    const system = new SimulatedKernel();
    await up(keyboard, system);
    const error = await refuses(system, () => down(['g1', 'g2', '..'], system), 'GADGET_MISSING', 'GADGET_MISSING');
    assert.match(error.message, /no gadget "g2". There are g1/);
  });

  it('removes all gadgets', async () => {
    const system = new SimulatedKernel({ controllers: ['dummy_udc.0', 'dummy_udc.1'] });
    await up(keyboard, system, { udc: 'dummy_udc.0' });
    await up({ ...keyboard, name: 'g2' }, system, { udc: 'dummy_udc.1' });
    assert.equal((await downAll(system)).length, 2);
    assert.equal(system.tree(), '');
  });
});

describe('planUp', () => {
  it('changes nothing', async () => {
    const { system, count } = counting(new SimulatedKernel({ files: images }));
    assert.ok((await planUp(bound, system)).operations.length > 30);
    assert.equal(count(), 0);
  });
});
