import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defineGadget, planCreate, type Operation, type Plan } from 'usb-gadget';
import { apply, type Progress } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { impatient } from './failing-system.js';
import { bound, images, keyboard } from './gadgets.js';
import { refuses, rejectsWith } from './rejects.js';

const planOf = (...operations: Operation[]): Plan => ({
  version: 1,
  kernel: '7.2',
  gadget: 'g1',
  operations,
  notices: [],
});

const folder = '/sys/kernel/config/usb_gadget';

describe('apply', () => {
  it('tells of each step', async () => {
    const told: Progress[] = [];
    const plan = planCreate(keyboard);
    await apply(plan, new SimulatedKernel(), { onProgress: (each) => told.push(each) });
    assert.deepEqual(
      told.map(({ operation, state }) => `${operation.op} ${state}`),
      plan.operations.flatMap(({ op }) => [`${op} started`, `${op} done`]),
    );
    assert.deepEqual(
      [told.at(-1)?.index, told.at(-1)?.total],
      [plan.operations.length - 1, plan.operations.length],
    );
  });

  it('passes over an optional attribute that the kernel lacks, and an optional owner that the machine lacks', async () => {
    const told: string[] = [];
    const plan = planOf(
      { op: 'mkdir', path: 'g1' },
      { op: 'write', path: 'g1/vendor_only', text: '1', optional: true },
      { op: 'chown', path: 'g1/UDC', owner: 'kvmd', optional: true },
      { op: 'unbind', path: 'g1/UDC' },
    );
    await apply(plan, new SimulatedKernel(), {
      onProgress: ({ state }) => {
        if (state !== 'started') told.push(state);
      },
    });
    assert.deepEqual(told, ['done', 'passed over', 'passed over', 'passed over']);
  });

  it('is undone when who is told of the steps throws, and tells of that', async () => {
    const states = ['started', 'done', 'failed'] as const;
    for (const [index, when] of states.entries()) {
      const system = new SimulatedKernel();
      if (when === 'failed') system.fail(({ call }) => call === 'bind', 'EIO');
      const wrong = new Error('the screen is gone');
      let calls = 0;
      const failure = apply(planCreate(keyboard), system, {
        onProgress: ({ operation, state }) => {
          if (calls) calls++;
          if (operation.op !== 'bind' || state !== when) return;
          calls++;
          throw wrong;
        },
      });
      const error = await rejectsWith(failure, when === 'failed' ? 'OPERATION_FAILED' : 'ABORTED');
      if (when !== 'failed') {
        assert.equal(
          error.issues[0]!.message,
          'The work was stopped by its listener: Error: the screen is gone.',
        );
        assert.equal(error.cause, wrong);
      }
      assert.deepEqual([system.tree(), calls, index], ['', 1, states.indexOf(when)]);
    }
  });

  it('does not blame a program that ends because the work is stopped', async () => {
    const stop = new AbortController();
    const ended = Object.assign(new Error('modprobe libcomposite: status null'), { code: 'EIO' });
    const system = Object.assign(new SimulatedKernel(), {
      loadModule: () => {
        stop.abort();
        return Promise.reject(ended);
      },
    });
    const plan = planOf({ op: 'mkdir', path: 'g1' }, { op: 'load', module: 'libcomposite' });
    const error = await rejectsWith(apply(plan, system, { signal: stop.signal }), 'ABORTED');
    assert.deepEqual([error.issues.length, error.cause, system.tree()], [1, ended, '']);
  });

  it('looks for the controller before anything is touched', async () => {
    const system = new SimulatedKernel({ controllers: [] });
    await refuses(system, () => apply(planCreate(keyboard), system), 'CONTROLLER_MISSING');
  });

  it('reports an owner that is missing, and undoes what was done', async () => {
    const system = new SimulatedKernel();
    const plan = planOf({ op: 'mkdir', path: 'g1' }, { op: 'chown', path: 'g1/UDC', owner: 'kvmd' });
    await rejectsWith(apply(plan, system), 'OWNER_MISSING');
    assert.equal(system.tree(), '');
  });

  it('says what could not be put back, and goes on with the rest', async () => {
    const system = impatient(new SimulatedKernel({ files: images }));
    const failure = apply(planCreate(bound), system, {
      onProgress: ({ operation }) => {
        if (operation.op === 'bind') system.fail(({ call }) => call === 'bind' || call === 'unlink', 'EIO');
      },
    });
    const error = await rejectsWith(failure, 'OPERATION_FAILED', 'UNDO_INCOMPLETE');
    assert.match(error.issues[1]!.message, /unlink +g1\/os_desc\/d\.2/);
    // What nothing holds is gone.
    assert.doesNotMatch(system.tree(), /g1\/strings\/0x409/);
  });

  it('leaves a gadget alone that is there where it was to be made', async () => {
    const system = new SimulatedKernel();
    const unbound = planCreate(keyboard, { bind: false });
    await apply(unbound, system);
    const before = system.tree();
    const error = await rejectsWith(apply(unbound, system), 'OPERATION_FAILED');
    assert.match(error.message, /EEXIST/);
    assert.equal(system.tree(), before);
  });

  it('keeps the error of the system as the cause', async () => {
    const error = await rejectsWith(
      apply(
        planOf({ op: 'mkdir', path: 'g1' }, { op: 'mkdir', path: 'g1/configs/c.0' }),
        new SimulatedKernel(),
      ),
      'OPERATION_FAILED',
    );
    assert.equal((error.cause as NodeJS.ErrnoException).code, 'EINVAL');
    assert.equal(error.path, 'g1/configs/c.0');
  });
});

describe('a failure names its likely cause and the cure', () => {
  const [cd] = Object.keys(images) as [string];
  const make: readonly Operation[] = [
    { op: 'mkdir', path: 'g1' },
    { op: 'mkdir', path: 'g1/functions/mass_storage.usb0' },
    { op: 'mkdir', path: 'g1/functions/hid.usb0' },
    { op: 'mkdir', path: 'g1/configs/c.1' },
    { op: 'symlink', path: 'g1/configs/c.1/hid.usb0', target: 'g1/functions/hid.usb0' },
  ];
  const lun = 'g1/functions/mass_storage.usb0/lun.0';

  for (const [what, expected, ...operations] of [
    [
      'a linked function',
      /report_length = 9: EBUSY \(16\)\. The function is linked/,
      { op: 'write', path: 'g1/functions/hid.usb0/report_length', text: '9' },
    ],
    ['a missing image', /There is no such image/, { op: 'write', path: `${lun}/file`, text: '/nothing' }],
    [
      'a small image',
      /ETOOSMALL \(525\)\. The image is too small/,
      { op: 'write', path: `${lun}/file`, text: '/tmp/small' },
    ],
    [
      'a medium in the drive',
      /A medium is in the drive/,
      { op: 'write', path: `${lun}/file`, text: cd },
      { op: 'write', path: `${lun}/cdrom`, text: '1' },
    ],
    [
      'a number that is taken',
      /Another configuration has the number/,
      { op: 'mkdir', path: 'g1/configs/d.1' },
    ],
    [
      'a third language',
      /two languages/,
      ...['0x409', '0x407', '0x40c'].map((name): Operation => ({ op: 'mkdir', path: `g1/strings/${name}` })),
    ],
    [
      'a fifth keyboard',
      /All four HID functions/,
      ...['b', 'c', 'd', 'e'].map((name): Operation => ({ op: 'mkdir', path: `g1/functions/hid.${name}` })),
    ],
    [
      'a function that the kernel has not',
      /has no such function/,
      { op: 'mkdir', path: 'g1/functions/none.usb0' },
    ],
    [
      'an attribute that the kernel has not',
      /has no such attribute/,
      { op: 'write', path: 'g1/none', text: '1' },
    ],
    ['a link that leads to a folder', /A link leads to it/, { op: 'rmdir', path: 'g1/functions/hid.usb0' }],
    ['a module that is not there', /has no such module/, { op: 'load', module: 'none' }],
  ] as readonly [string, RegExp, ...Operation[]][])
    it(what, async () => {
      const system = impatient(new SimulatedKernel({ files: { ...images, '/tmp/small': 100 } }));
      const error = await rejectsWith(apply(planOf(...make, ...operations), system), 'OPERATION_FAILED');
      assert.match(error.issues[0]!.message, expected);
      assert.notEqual(error.hint, '');
      assert.equal(system.tree(), '');
    });
});

describe('a refused bind is looked into', () => {
  const gadget = (driver: string, count: number) =>
    defineGadget({
      name: 'g1',
      vendorId: 1,
      productId: 1,
      functions: Array.from({ length: count }, (_, index) => ({ driver, name: `u${index}` })),
    });
  const log =
    "[ 12.3] udc fe980000.usb: failed to start g1: -19\n[ 12.4] UDC core: g1: couldn't find an available UDC\n";
  const withLog = (stdout: string): SimulatedKernel =>
    new SimulatedKernel({ kernel: '6.12', programs: { dmesg: () => ({ status: 0, stdout, stderr: '' }) } });
  const withoutLinks = (plan: Plan): Plan => ({
    ...plan,
    operations: plan.operations.filter(({ op }) => op !== 'symlink'),
  });

  it('a configuration without functions', async () => {
    const error = await rejectsWith(
      apply(withoutLinks(planCreate(keyboard)), withLog(log)),
      'OPERATION_FAILED',
    );
    assert.match(error.message, /configuration g1\/configs\/c\.1 has no function/);
  });

  it('no configuration', async () => {
    const plan = planOf({ op: 'mkdir', path: 'g1' }, { op: 'bind', path: 'g1/UDC', udc: '' });
    const error = await rejectsWith(apply(plan, withLog(log)), 'OPERATION_FAILED');
    assert.match(error.message, /has no configuration/);
  });

  it('endpoints, if it is known what the plan was made from', async () => {
    const definition = gadget('acm', 5);
    const error = await rejectsWith(
      apply(planCreate(definition), withLog(log), { definition }),
      'OPERATION_FAILED',
    );
    assert.match(error.message, /needs an (IN|OUT) endpoint/);
  });

  it('else what the kernel log says, since the write hides the number', async () => {
    const error = await rejectsWith(apply(planCreate(gadget('acm', 5)), withLog(log)), 'OPERATION_FAILED');
    assert.match(error.message, /EBUSY \(16\)\. A function cannot start, the kernel log says ENODEV \(19\)/);
  });

  it('on kernels before 5.19 the write tells the number itself', async () => {
    const plan = planCreate(gadget('acm', 5), { kernel: '5.10' });
    const error = await rejectsWith(apply(plan, new SimulatedKernel({ kernel: '5.10' })), 'OPERATION_FAILED');
    assert.match(error.message, /ENODEV \(19\)\. A function cannot start/);
  });

  it('and where the looking fails, everything is undone all the same', async () => {
    const system = new SimulatedKernel({
      programs: {
        dmesg: () => {
          throw new Error('killed');
        },
      },
    });
    await rejectsWith(apply(planCreate(gadget('acm', 5)), system), 'OPERATION_FAILED');
    assert.equal(system.tree(), '');
  });

  it('a controller that was taken in the meantime', async () => {
    const system = withLog('');
    await apply(planCreate({ ...keyboard, name: 'other' }, { bind: false }), system);
    const failure = apply(planCreate(keyboard), system, {
      onProgress: ({ phase, operation, state }) => {
        if (phase === 'apply' && operation.op === 'bind' && state === 'started')
          void system.bind(`${folder}/other/UDC`, 'fe980000.usb');
      },
    });
    assert.match((await rejectsWith(failure, 'OPERATION_FAILED')).message, /held by "other"/);
  });
});
