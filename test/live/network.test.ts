import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GadgetError } from '../../src/errors.js';
import { EthernetFunction } from '../../src/functions/ethernet-function.js';
import { Gadget } from '../../src/gadget/gadget.js';
import { down } from '../../src/live/up/down.js';
import { networkDown } from '../../src/live/networks/network-down.js';
import { networkStatus, readLeases } from '../../src/live/networks/network-status.js';
import { networkUp } from '../../src/live/networks/network-up.js';
import { up } from '../../src/live/up/up.js';
import { OtgNet, type OtgNetOptions } from '../../src/network/otg-net.js';
import type { SimulatedCall } from '../../src/system/simulated-calls.js';
import { boardPrograms, type SimulatedProgram } from '../../src/system/simulated-programs.js';
import { SimulatedKernel } from '../../src/system/simulated-kernel.js';
import type { SimulatedKernelOptions } from '../../src/system/simulated-options.js';

const card = new Gadget({
  name: 'card',
  vendorId: 1,
  productId: 2,
  functions: [new EthernetFunction({ driver: 'ecm', macSeed: 'x' })],
});

const modes: Readonly<Record<string, OtgNetOptions>> = {
  isolated: {},
  'isolated, iptables': { firewall: 'iptables' },
  nat: { mode: 'nat', uplink: 'eth0' },
  bridge: { mode: 'bridge', uplink: 'eth0' },
  client: { mode: 'client', client: 'udhcpc' },
};

const fails: SimulatedProgram = () => ({ status: 1, stdout: '', stderr: 'no such luck' });

/** A board whose programs do what shows of them: `ip` gives addresses, dnsmasq runs. */
function board(options: SimulatedKernelOptions = {}): SimulatedKernel {
  const address = (_parameters: readonly string[], input = ''): ReturnType<SimulatedProgram> => {
    const given = /address replace ([\d.]+)\//.exec(input)?.[1];
    const gone = input.includes('address delete');
    const trie = given ? `|-- ${given}\n  /32 host LOCAL\n` : '';
    if (given || gone) void kernel.save('/proc/net/fib_trie', trie);
    return { status: 0, stdout: '', stderr: '' };
  };
  const serve = (parameters: readonly string[]): ReturnType<SimulatedProgram> => {
    const pidFile = parameters.find((each) => each.startsWith('--pid-file='))?.slice('--pid-file='.length);
    if (pidFile) void kernel.save(pidFile, '77\n');
    void kernel.save('/proc/77/stat', '77 (dnsmasq) S 1\n');
    return { status: 0, stdout: '', stderr: '' };
  };
  const kernel: SimulatedKernel = new SimulatedKernel({
    ...options,
    programs: { ...boardPrograms, ip: address, dnsmasq: serve, ...options.programs },
  });
  return kernel;
}

/** What can be told of a machine from outside: gadgets, our files, settings of the kernel. */
async function stateOf(kernel: SimulatedKernel): Promise<Record<string, string>> {
  const found: Record<string, string> = { tree: kernel.tree() };
  const walk = async (path: string): Promise<void> => {
    for (const { name, type } of await kernel.list(path).catch(() => [])) {
      const each = `${path}/${name}`;
      if (type === 'file') found[each] = new TextDecoder().decode(await kernel.read(each));
      else await walk(each);
    }
  };
  for (const folder of ['/run', '/proc/sys/net/ipv4/conf/eth0']) await walk(folder);
  return found;
}

const names = (kernel: SimulatedKernel): string[] =>
  kernel.calls.map(({ call, path }) =>
    call === 'run' || call === 'bind' ? `${call} ${path.replace(/.*\//, '')}` : call,
  );

describe('a gadget with its network', () => {
  it('has the rules before it is bound, and its address after', async () => {
    const kernel = board();
    await up(card, kernel, { networks: [new OtgNet()] });
    const order = ['run nft', 'bind UDC', 'run ip', 'run dnsmasq'].map((each) => names(kernel).indexOf(each));
    assert.ok(order.every((each) => each >= 0));
    assert.deepEqual(
      order,
      [...order].sort((left, right) => left - right),
    );
  });

  it('changes nothing a second time', async () => {
    const kernel = board();
    await up(card, kernel, { networks: [new OtgNet()] });
    const before = kernel.calls.length;
    const { plan, networks } = await up(card, kernel, { networks: [new OtgNet()] });
    assert.deepEqual([plan.operations, networks], [[], []]);
    assert.deepEqual(names(kernel).slice(before), ['run nft']);
    assert.equal(kernel.calls.at(-1)?.value, 'list table inet usb_gadget_usb0');
  });

  it('is made for the next name where another interface has the first', async () => {
    const kernel = board({ interfaces: ['eth0', 'usb0'] });
    const { networks } = await up(card, kernel, { networks: [new OtgNet()] });
    assert.equal(networks[0]?.interface, 'usb1');
  });

  it('loses the network that is no longer wanted, and keeps it if nothing is said', async () => {
    const kernel = board();
    await up(card, kernel, { networks: [new OtgNet()] });
    await up(card, kernel);
    assert.equal((await networkStatus(kernel)).length, 1);
    await up(card, kernel, { networks: [] });
    assert.deepEqual(await networkStatus(kernel), []);
  });

  for (const [mode, options] of Object.entries(modes))
    it(`${mode}: leaves no file and no setting when it goes`, async () => {
      const kernel = board();
      const before = await stateOf(kernel);
      await up(card, kernel, { networks: [new OtgNet(options)] });
      assert.notDeepEqual(await stateOf(kernel), before);
      await down('card', kernel);
      assert.deepEqual(await stateOf(kernel), before);
    });
});

/** Calls of ours: not those that take the lock or give it back, and not what the programs of the board do. */
const isOurs = ({ call, path }: SimulatedCall): boolean =>
  path !== '/run/usb-gadget/lock' && !(call === 'save' && /fib_trie$|stat$|\.pid$/.test(path));

describe('whatever call fails', () => {
  for (const [mode, options] of Object.entries(modes))
    it(`${mode}: up leaves everything as it was, or everything is there`, async () => {
      const whole = board();
      await up(card, whole, { networks: [new OtgNet(options)] });
      const calls = whole.calls.filter(isOurs).length;
      let refusals = 0;
      for (let index = 0; index < calls; index++) {
        const kernel = board();
        const before = await stateOf(kernel);
        let left = index;
        kernel.fail((call) => isOurs(call) && left-- === 0, 'EIO');
        await up(card, kernel, { networks: [new OtgNet(options)] }).catch(() => undefined);
        const after = await stateOf(kernel);
        if (/UDC = \S/.test(kernel.tree())) continue;
        assert.deepEqual(after, before, `call ${index} of ${calls}`);
        refusals++;
      }
      // What is lenient, and what only tidies up, may fail.
      assert.ok(refusals > calls - 5, `${refusals} of ${calls} were refusals`);
    });

  it('a program that ends with 1 is quoted, and the gadget goes again', async () => {
    const kernel = board({ programs: { dnsmasq: fails } });
    const before = await stateOf(kernel);
    await assert.rejects(up(card, kernel, { networks: [new OtgNet()] }), /dnsmasq .*no such luck/);
    assert.deepEqual(await stateOf(kernel), before);
  });

  it('a program that Ctrl-C ends together with the work is not blamed for it', async () => {
    const abort = new AbortController();
    const dnsmasq: SimulatedProgram = (...asked) => {
      abort.abort();
      return fails(...asked);
    };
    const kernel = board({ programs: { dnsmasq } });
    await up(card, kernel);
    const before = await stateOf(kernel);
    await assert.rejects(
      networkUp(new OtgNet(), 'card', kernel, { signal: abort.signal }),
      (error) => error instanceof GadgetError && error.code === 'ABORTED',
    );
    assert.deepEqual(await stateOf(kernel), before);
  });
});

describe('a network that is begun and never finished', () => {
  /** As if the process ended there: nothing after the call is done, and so nothing is undone. */
  class Killed extends Error {}

  for (const [mode, options] of Object.entries(modes))
    it(`${mode}: is taken down after any call`, async () => {
      const whole = board();
      await up(card, whole);
      const first = whole.calls.length;
      await networkUp(new OtgNet(options), 'card', whole);
      const calls = whole.calls.length - first;
      for (let index = 1; index < calls; index++) {
        const kernel = board();
        await up(card, kernel);
        const before = await stateOf(kernel);
        const end = kernel.calls.length + index;
        const dying = new Proxy(kernel, {
          get: (target, key: keyof SimulatedKernel) => {
            const value: unknown = target[key];
            if (typeof value !== 'function') return value;
            return (...parameters: unknown[]) =>
              kernel.calls.length >= end
                ? Promise.reject(new Killed())
                : (value as (...all: unknown[]) => unknown).apply(target, parameters);
          },
        });
        await networkUp(new OtgNet(options), 'card', dying).catch(() => undefined);
        await kernel.remove('/run/usb-gadget/lock');
        await networkDown('card', kernel).catch((error: unknown) => {
          assert.ok(error instanceof GadgetError && error.code === 'NETWORK_MISSING', String(error));
        });
        const after = await stateOf(kernel);
        delete after['/run/usb-gadget/lock'];
        assert.deepEqual(after, before, `call ${index} of ${calls}`);
      }
    });
});

describe('what is in the way is told, and nothing is changed', () => {
  const route = 'Iface\tDestination\n eth0 001E1EAC 00000000 0001 0 0 0 00FFFFFF\n';
  const rows: readonly (readonly [code: string, options: OtgNetOptions, board: SimulatedKernelOptions])[] = [
    ['PROGRAM_MISSING', {}, { programs: { ip: boardPrograms['ip']!, nft: boardPrograms['nft']! } }],
    ['INTERFACE_MISSING', { mode: 'nat', uplink: 'wlan7' }, {}],
    ['INTERFACE_UNSUITABLE', { mode: 'nat', uplink: 'usb0' }, {}],
    ['NETWORK_OVERLAP', {}, { files: { '/proc/net/route': route } }],
    [
      'PORT_TAKEN',
      {},
      {
        files: { '/proc/net/udp': '  sl\n  1: 00000000:0043 00000000:0000\n' },
        programs: {
          ...boardPrograms,
          ss: () => ({
            status: 0,
            stdout: 'UNCONN 0 0 0.0.0.0:67 0.0.0.0:* users:(("udhcpd",pid=9,fd=3))\n',
            stderr: '',
          }),
        },
      },
    ],
  ];
  for (const [code, options, machine] of rows)
    it(code, async () => {
      const kernel = new SimulatedKernel(machine);
      const error: unknown = await up(card, kernel, { networks: [new OtgNet(options)] }).catch(
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof GadgetError, String(error));
      assert.ok(
        error.issues.some((each) => each.code === code),
        error.message,
      );
      const changes = kernel.calls.filter(({ call, path }) => call !== 'run' && !path.endsWith('/lock'));
      assert.deepEqual(changes, []);
    });

  it('a server on another interface is in nobody\u2019s way', async () => {
    const kernel = board({
      files: { '/proc/net/udp': '  sl\n  1: 00000000:0043 00000000:0000\n' },
      programs: { ss: () => ({ status: 0, stdout: 'UNCONN 0 0 0.0.0.0%virbr0:67 0.0.0.0:*\n', stderr: '' }) },
    });
    await up(card, kernel, { networks: [new OtgNet()] });
  });
});

describe('leases', () => {
  it('are those that dnsmasq keeps', () => {
    const text =
      '1700000000 48:6f:73:74:50:43 172.30.30.9 laptop 01:48\nduid 00:01\n1700000001 77 fd00::1000 * 00:02\n';
    assert.deepEqual(readLeases(text), [
      { address: '172.30.30.9', macAddress: '48:6f:73:74:50:43', hostName: 'laptop', expires: 1_700_000_000 },
      { address: 'fd00::1000', macAddress: '', hostName: '', expires: 1_700_000_001 },
    ]);
  });
});
