import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defineGadget } from 'usb-gadget';
import { gadgetState, planUp, up } from 'usb-gadget/live';
import { SimulatedKernel, type SimulatedCall } from 'usb-gadget/testing';
import { counting, failingAt, unseen } from './failing-system.js';
import { bound, changed, images, keyboard } from './gadgets.js';
import { refuses, rejectsWith } from './rejects.js';

const folder = '/sys/kernel/config/usb_gadget';

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

  it('advises to leave a controller out only where there is one', async () => {
    for (const controllers of [['dummy_udc.0'], ['dummy_udc.0', 'dummy_udc.1']]) {
      const system = new SimulatedKernel({ controllers });
      const error = await refuses(
        system,
        () => up({ ...keyboard, udc: 'c.0' }, system),
        'CONTROLLER_MISSING',
      );
      assert.equal(error.issues[0]!.hint.includes('leave the controller out'), controllers.length === 1);
    }
  });

  it('refuses an image that is too small, or a folder', async () => {
    const [cd, disk] = Object.keys(images) as [string, string];
    const system = new SimulatedKernel({ files: { [cd]: 300 * 2048 - 1, [`${disk}/x`]: 1 } });
    await refuses(system, () => up(bound, system), 'IMAGE_MISSING', 'IMAGE_MISSING');
  });

  it('tells of an image that no path leads to as of one that is not there', async () => {
    const [cd] = Object.keys(images) as [string];
    const system = new SimulatedKernel({ files: images });
    for (const code of ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG']) {
      const error = await refuses(system, () => up(bound, unseen(system, cd, code)), 'IMAGE_MISSING');
      assert.equal(error.issues[0]!.message, `"${cd}" is not there.`);
    }
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

  it('gives files back to whom they belonged when it fails in the end', async () => {
    const system = new SimulatedKernel({ users: { kvm: 1000 } });
    await up(keyboard, system);
    const owned = defineGadget({ ...keyboard, owner: { user: 'kvm' } });
    const isLast = (value: unknown): boolean =>
      typeof value === 'string' && value.includes('"kvm"') && !value.includes('"unfinished"');
    system.fail(({ call, value }) => call === 'save' && isLast(value), 'ENOSPC');
    await rejectsWith(up(owned, system), 'OPERATION_FAILED');
    assert.equal((await system.stat(`${folder}/g1/UDC`)).uid, 0);
    assert.deepEqual((await planUp(keyboard, system)).operations, []);
  });

  for (const [what, fails] of [
    ['in the end', ({ call, value }) => call === 'save' && !String(value).includes('"unfinished"')],
    ['at its bind', ({ call }) => call === 'bind'],
  ] satisfies [string, (call: SimulatedCall) => boolean][])
    it(`gives what is made anew back to its owner, nodes as well, when it fails ${what}`, async () => {
      const system = new SimulatedKernel({ files: images, users: { kvm: 1000 } });
      const owned = { ...bound, owner: { user: 'kvm' } };
      await up(owned, system);
      const configurations = [...bound.configurations].reverse();
      let count = 0;
      system.fail((call) => fails(call) && count++ === 0, 'EIO');
      await rejectsWith(up({ ...owned, configurations }, system), 'OPERATION_FAILED');
      const files = [`${folder}/g1/configs/c.1`, `${folder}/g1/configs/d.2`, '/dev/hidg0', '/dev/ttyGS0'];
      for (const file of files) assert.equal((await system.stat(file)).uid, 1000, file);
      assert.deepEqual((await planUp(owned, system)).operations, []);
    });

  it('ends its waiting for a controller when it is stopped', async () => {
    const system = new SimulatedKernel({ controllers: [] });
    const wait = { wait: 60_000, signal: AbortSignal.abort() };
    await refuses(system, () => up(keyboard, system, wait), 'ABORTED');
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
    assert.deepEqual(system.calls.filter(({ path }) => path.startsWith(folder)).at(-1)?.call, 'bind');
  });
});

describe('planUp', () => {
  it('changes nothing', async () => {
    const { system, count } = counting(new SimulatedKernel({ files: images }));
    assert.ok((await planUp(bound, system)).operations.length > 30);
    assert.equal(count(), 0);
  });
});
