import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  Configuration,
  FunctionFsFunction,
  Gadget,
  GadgetError,
  planCreate,
  planRemove,
  formatPlan,
  formatShell,
  SerialFunction,
} from 'usb-gadget';
import { down, functionFsBytes, planUp, up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';

const echo = new FunctionFsFunction({
  name: 'echo',
  mountPoint: '/run/echo',
  userId: 1000,
  mode: 0o660,
  interfaces: [
    {
      text: 'Echo',
      endpoints: [
        { direction: 'in', transfer: 'bulk' },
        { direction: 'out', transfer: 'bulk' },
        { direction: 'in', transfer: 'interrupt', packetBytes: 28 },
      ],
    },
  ],
});
const gadget = new Gadget({ name: 'g1', vendorId: 0x1d6b, productId: 0x0104, functions: [echo] });
const { interfaces } = echo.toDefinition();

const serial = new SerialFunction({ driver: 'acm', name: 'usb0' });

const nobody = (): SimulatedKernel => new SimulatedKernel({ functionFs: [] });

async function failure(work: Promise<unknown>): Promise<GadgetError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof GadgetError, String(error));
  return error;
}

describe('a function that a program serves', () => {
  it('is not waited for where no configuration holds it, and goes while the gadget stays on the bus', async () => {
    const system = nobody();
    const configurations = [new Configuration({ functions: ['acm.usb0'] })];
    const spare = new Gadget({ ...gadget.options, functions: [echo, serial], configurations });
    await up(spare, system);
    const { operations } = await planUp(spare.with({ functions: [serial] }), system);
    assert.deepEqual(
      operations.map(({ op }) => op),
      ['umount', 'rmdir'],
    );
  });

  it('is mounted, waited for and only then bound, and unmounted before it goes', () => {
    assert.equal(
      formatPlan(planCreate(gadget, { kernel: '6.12' })),
      [
        'g1 on Linux 6.12: 9 operations in /sys/kernel/config/usb_gadget',
        '  mkdir   g1',
        '  write   g1/idVendor = 0x1d6b',
        '  write   g1/idProduct = 0x0104',
        '  mkdir   g1/functions/ffs.echo',
        '  mkdir   g1/configs/c.1',
        '  symlink g1/configs/c.1/ffs.echo -> g1/functions/ffs.echo',
        '  mount   /run/echo (g1/functions/ffs.echo)',
        '  wait    g1/functions/ffs.echo   (until its program is ready, 10 s at most)',
        '  bind    g1/UDC = (the only controller)',
        'The host: a new device appears.',
        '',
      ].join('\n'),
    );
    assert.deepEqual(
      planRemove(gadget, { kernel: '6.12' }).operations.map(({ op }) => op),
      ['unbind', 'umount', 'unlink', 'rmdir', 'rmdir', 'rmdir'],
    );
  });

  it('is mounted and waited for by a script, too', () => {
    const script = formatShell(planCreate(gadget, { kernel: '6.12' }));
    assert.match(
      script,
      /^mkdir -p \/run\/echo && mount -t functionfs -o uid=1000,fmode=660 -- echo \/run\/echo$/m,
    );
    assert.match(script, /^wait_ready "\$gadgets"\/g1\/functions\/ffs\.echo \/run\/echo 10$/m);
  });

  for (const kernel of ['5.10', '6.1', '6.12', '7.2'])
    it(`comes up, stays as it is and goes on ${kernel}`, async () => {
      const system = new SimulatedKernel({ kernel });
      await up(gadget, system);
      assert.deepEqual((await planUp(gadget, system)).operations, []);
      await down('g1', system);
      assert.equal(system.tree(), '');
      await assert.rejects(system.stat('/run/echo'), { code: 'ENOENT' });
    });

  it('is bound as soon as its program is ready', async () => {
    const system = nobody();
    let mounted = false;
    await up(gadget, system, {
      onProgress: ({ operation, state }) => {
        if (operation.op === 'mount') mounted = state === 'done';
        if (operation.op === 'wait' && state === 'started') system.serve('echo', interfaces);
      },
    });
    assert.ok(mounted);
    system.serve('echo', undefined);
    assert.equal((await planUp(gadget, system)).operations.map(({ op }) => op).join(), 'wait,bind');
  });

  it('is taken back when no program comes', async () => {
    const system = nobody();
    const { issues } = await failure(
      up(gadget.with({ functions: [echo.with({ readySeconds: 0 })] }), system),
    );
    assert.deepEqual(
      issues.map(({ code, path }) => [code, path]),
      [['OPERATION_FAILED', 'g1/functions/ffs.echo']],
    );
    assert.match(issues[0]!.message, /No program has written its descriptors/);
    assert.equal(system.tree(), '');
    await assert.rejects(system.stat('/run/echo'), { code: 'ENOENT' });
  });

  it('is waited for no longer than until the work is stopped', async () => {
    const stop = new AbortController();
    const system = nobody();
    system.waitUntil = async (isOver) => assert.ok(await isOver());
    const { code } = await failure(
      up(gadget, system, {
        signal: stop.signal,
        onProgress: ({ operation }) => {
          if (operation.op === 'wait') stop.abort();
        },
      }),
    );
    assert.equal(code, 'ABORTED');
    assert.equal(system.tree(), '');
  });

  it('is not removed under a program that has its files open, and stays on the bus', async () => {
    const system = nobody();
    await up(gadget, system, {
      onProgress: ({ operation }) => {
        if (operation.op === 'wait') system.serve('echo', interfaces);
      },
    });
    const before = system.tree();
    const { issues } = await failure(down('g1', system));
    assert.match(issues[0]!.message, /^umount \/run\/echo .*A program has its files open/);
    assert.equal(system.tree(), before);
  });

  it('has a name that no other gadget has', async () => {
    const system = new SimulatedKernel({ controllers: ['dummy_udc.0', 'fe980000.usb'] });
    await up(gadget, system, { udc: 'dummy_udc.0' });
    const { issues } = await failure(up(gadget.with({ name: 'g2' }), system, { udc: 'fe980000.usb' }));
    assert.match(issues[0]!.message, /Another gadget has a FunctionFS of that name/);
  });
});

describe('the descriptors of such a function', () => {
  const { descriptors, strings } = functionFsBytes(echo.toDefinition());
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

  it('are those of three speeds, each with its packets and intervals (functionfs.h)', () => {
    const set = (bulk: string, interval: string, companion = ['', '']): string =>
      [
        '090400000' + '3ff000001',
        `07058102${bulk}00${companion[0]}`,
        `07050202${bulk}00${companion[0]}`,
        `0705830` + `31c00${interval}${companion[1]}`,
      ].join('');
    assert.equal(
      text(descriptors),
      [
        '03000000',
        '84000000',
        '07000000',
        '04000000' + '04000000' + '07000000',
        set('4000', '01'),
        set('0002', '04'),
        set('0004', '04', ['063000000000', '063000001c00']),
      ].join(''),
    );
  });

  it('are followed by the names of the interfaces', () => {
    assert.equal(text(strings), '02000000' + '17000000' + '01000000' + '01000000' + '0904' + '4563686f00');
    assert.equal(
      text(functionFsBytes({ interfaces: [{ endpoints: [] }] }).strings),
      '02000000' + '10000000' + '00000000' + '00000000',
    );
  });
});
