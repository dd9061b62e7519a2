import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EthernetFunction, Gadget } from 'usb-gadget';
import { down, networkDown, networkUp, up, type System } from 'usb-gadget/live';
import { OtgNet, type OtgNetOptions } from 'usb-gadget/network';
import { SimulatedKernel, type SimulatedCall, type SimulatedKernelOptions } from 'usb-gadget/testing';
import { boardPrograms, type SimulatedProgram } from '../../src/system/simulated-programs.js';
import { rejectsWith } from './rejects.js';

const card = (deviceAddress = '02:00:00:00:00:02'): Gadget =>
  new Gadget({
    name: 'card',
    vendorId: 1,
    productId: 2,
    functions: [new EthernetFunction({ driver: 'ecm', hostAddress: '02:00:00:00:00:01', deviceAddress })],
  });

const modes: Readonly<Record<string, OtgNetOptions>> = {
  isolated: {},
  'isolated, iptables': { firewall: 'iptables' },
  nat: { mode: 'nat', uplink: 'eth0' },
  'nat elsewhere': { mode: 'nat', uplink: 'wlan0' },
  bridge: { mode: 'bridge', uplink: 'eth0' },
  client: { mode: 'client', client: 'udhcpc' },
  'client, systemd-networkd': { mode: 'client', client: 'systemd-networkd' },
};

const ended = (status: number, stdout = ''): ReturnType<SimulatedProgram> => ({
  status,
  stdout,
  stderr: status ? 'no such luck' : '',
});

const foreign = { family: 'ip', table: 'filter', name: 'FORWARD', hook: 'forward', policy: 'drop' };

/** nftables with its tables, and a chain of somebody else's that drops what is to be forwarded. */
class Nft {
  readonly tables = new Set<string>();
  readonly rules: Readonly<Record<string, unknown>>[] = [];
  #handle = 0;

  readonly run: SimulatedProgram = ([verb, ...rest], input = '') => {
    if (verb === 'list') return ended(this.tables.has(rest.slice(1).join(' ')) ? 0 : 1);
    if (verb === '-j')
      return ended(
        0,
        JSON.stringify({ nftables: [{ chain: foreign }, ...this.rules.map((rule) => ({ rule }))] }),
      );
    for (const line of input.split('\n')) this.#load(line);
    return ended(0);
  };

  #load(line: string): void {
    const [, gone, table] = /^(delete )?table (\w+ [\w.-]+)( \{)?$/.exec(line) ?? [];
    if (table) this.tables[gone ? 'delete' : 'add'](table);
    const [, rule, comment] = /^insert rule ip filter FORWARD (.*) comment "(.*)"$/.exec(line) ?? [];
    if (rule)
      this.rules.push({
        family: 'ip',
        table: 'filter',
        chain: 'FORWARD',
        handle: ++this.#handle,
        comment,
        rule,
      });
    const handle = /^delete rule .* handle (\d+)$/.exec(line)?.[1];
    if (handle)
      this.rules.splice(
        this.rules.findIndex((each) => each['handle'] === Number(handle)),
        1,
      );
  }
}

interface Board {
  readonly kernel: SimulatedKernel;
  readonly nft: Nft;
  /** Everything that a network leaves on a board, but for how its plan came to be. */
  state(): Promise<string[]>;
}

function board(options: SimulatedKernelOptions = {}): Board {
  const nft = new Nft();
  const links = new Map<string, string>();
  const ip: SimulatedProgram = (words, input = '') => {
    if (words.includes('-json')) return ended(0, '[]\n');
    for (const line of input.split('\n')) {
      const [, verb, what = '', name = ''] =
        /^(?:link|address) (\w+) (.*?)(?:dev|name) (\S+)/.exec(line) ?? [];
      if (verb === 'add' || verb === 'replace') links.set(`${what}${name}`, line);
      if (verb === 'delete') links.delete(`${what}${name}`);
    }
    void kernel.save(
      '/proc/net/fib_trie',
      links.has('172.30.30.1/24 usb0') ? '|-- 172.30.30.1\n  /32 host LOCAL\n' : '',
    );
    return ended(0);
  };
  const dnsmasq: SimulatedProgram = (words) => {
    const option = (name: string): string => words.find((each) => each.startsWith(name))!.slice(name.length);
    void kernel.save(option('--pid-file='), '77\n');
    void kernel.save(option('--dhcp-leasefile='), '');
    void kernel.save('/proc/77/stat', '77 (dnsmasq) S 1\n');
    return ended(0);
  };
  const kernel: SimulatedKernel = new SimulatedKernel({
    interfaces: ['eth0', 'wlan0'],
    files: { '/run/udev/control': '', '/run/systemd/netif/here': '' },
    ...options,
    programs: {
      ...boardPrograms,
      ip,
      dnsmasq,
      nft: nft.run,
      networkctl: () => ended(0),
      ...options.programs,
    },
  });
  const walk = async (path: string): Promise<string[]> => {
    const found: string[] = [];
    for (const { name, type } of await kernel.list(path).catch(() => [])) {
      const each = `${path}/${name}`;
      if (type === 'folder') found.push(...(await walk(each)));
      else found.push(`${each}: ${new TextDecoder().decode(await kernel.read(each)).trim()}`);
    }
    return found;
  };
  const state = async (): Promise<string[]> => [
    kernel.tree(),
    ...(await walk('/run')).filter((each) => !/^\/run\/usb-gadget\/networks\//.test(each)),
    ...(await walk('/proc/sys/net/ipv4/conf')),
    ...[...links.keys()].sort(),
    ...[...nft.tables].sort(),
    ...nft.rules.map(({ rule, comment }) => `${String(rule)} (${String(comment)})`),
  ];
  return { kernel, nft, state };
}

const isBound = (kernel: SimulatedKernel): boolean => /UDC = \S/.test(kernel.tree());

describe('a network in place of another', () => {
  for (const [from, first] of Object.entries(modes))
    for (const [to, second] of Object.entries(modes))
      it(`${from}, then ${to}: nothing of the first is left, up or down`, async () => {
        const [changed, fresh] = [board(), board()];
        await up(card(), changed.kernel, { networks: [new OtgNet(first)] });
        for (const { kernel } of [changed, fresh])
          await up(card(), kernel, { networks: [new OtgNet(second)] });
        assert.deepEqual(await changed.state(), await fresh.state());
        for (const { kernel } of [changed, fresh]) await down('card', kernel);
        assert.deepEqual(await changed.state(), await board().state());
      });

  for (const [to, second] of Object.entries(modes))
    it(`isolated, then ${to}, refused at any call: the first is there as before`, async () => {
      for (const remade of [card(), card('02:00:00:00:00:03')]) {
        const isOurs = ({ call, path, value }: SimulatedCall): boolean =>
          !path.endsWith('/lock') &&
          !(call === 'save' && /^\/proc|\.(pid|leases)$/.test(path)) &&
          !(call === 'run' && /^(list|-j)/.test(String(value)));
        for (let which = 0; ; which++) {
          const { kernel, state } = board();
          await up(remade, kernel, { networks: [new OtgNet({ allowUdp: [53] })] });
          const before = await state();
          let left = which;
          let refused: SimulatedCall | undefined;
          kernel.fail((call) => {
            if (!isOurs(call) || left-- !== 0) return false;
            refused = call;
            return true;
          }, 'EIO');
          const isDone = await up(card(), kernel, { networks: [new OtgNet(second)] }).then(
            () => true,
            () => false,
          );
          if (!refused) break;
          if (!isDone) assert.deepEqual(await state(), before, JSON.stringify(refused));
        }
      }
    });
});

it('what could not be taken back of the first is told, and tried again by down', async () => {
  const { kernel, state } = board();
  await up(card(), kernel, { networks: [new OtgNet(modes['nat']!)] });
  let refusals = 0;
  const isFirst = ({ path }: SimulatedCall): boolean => /eth0\/forwarding$/.test(path) && !refusals++;
  kernel.fail((call) => call.call === 'write' && isFirst(call), 'EIO');
  const { issues } = await up(card(), kernel, { networks: [new OtgNet()] });
  assert.ok(refusals);
  assert.deepEqual(
    issues.map(({ code }) => code).filter((code) => code === 'UNDO_INCOMPLETE'),
    ['UNDO_INCOMPLETE'],
  );
  await down('card', kernel);
  assert.deepEqual(await state(), await board().state());
});

describe('the end of the work', () => {
  const isLast: Readonly<Record<string, (call: SimulatedCall) => boolean>> = {
    gadget: ({ path, value }) =>
      path === '/run/usb-gadget/card.json' && !String(value).includes('unfinished'),
    network: ({ path, value }) => path.includes('/networks/') && !String(value).includes('unfinished'),
  };
  for (const [what, is] of Object.entries(isLast))
    it(`cannot be saved for the ${what}: the gadget is off the bus again, and never on it without rules`, async () => {
      const { kernel, nft, state } = board();
      const before = await state();
      kernel.fail((call) => call.call === 'save' && is(call), 'EIO');
      await rejectsWith(up(card(), kernel, { networks: [new OtgNet()] }), 'OPERATION_FAILED');
      assert.equal(isBound(kernel), false);
      assert.equal(nft.tables.size, 0);
      assert.deepEqual(await state(), before);
    });

  it('comes too early on the way from a bridge: what is left of both can be taken down', async () => {
    for (let changes = 0; changes < 60; changes++) {
      const { kernel, state } = board();
      await up(card(), kernel, { networks: [new OtgNet(modes['bridge']!)] });
      const end = kernel.calls.length + changes;
      const dying: System = new Proxy(kernel, {
        get: (target, key: keyof SimulatedKernel) => {
          const value: unknown = target[key];
          if (typeof value !== 'function') return value;
          return (...parameters: unknown[]) =>
            kernel.calls.length >= end
              ? Promise.reject(new Error('killed'))
              : (value as (...all: unknown[]) => unknown).apply(target, parameters);
        },
      });
      await up(card(), dying, { networks: [new OtgNet()] }).catch(() => undefined);
      await kernel.remove('/run/usb-gadget/lock');
      await networkDown('card', kernel);
      await down('card', kernel);
      assert.deepEqual(await state(), await board().state(), `after ${changes}`);
    }
  });
});

describe('a network that comes again', () => {
  const linesOfIp = (kernel: SimulatedKernel, from: number): string[] =>
    kernel.calls
      .slice(from)
      .flatMap(({ path, input }) => (path === 'ip' && input ? input.trimEnd().split('\n') : []));

  it('leaves the link up where the addresses are the same', async () => {
    const kernel = new SimulatedKernel();
    await up(card(), kernel, { networks: [new OtgNet()] });
    const from = kernel.calls.length;
    await networkUp(new OtgNet({ allowTcp: [80] }), 'card', kernel);
    assert.deepEqual(linesOfIp(kernel, from), [
      'address replace 172.30.30.1/24 dev usb0',
      'link set dev usb0 up',
    ]);
  });

  it('takes a bridge away before it makes it', async () => {
    const kernel = new SimulatedKernel();
    await up(card(), kernel, { networks: [new OtgNet(modes['bridge']!)] });
    const from = kernel.calls.length;
    await networkUp(new OtgNet(modes['bridge']!), 'card', kernel);
    const lines = linesOfIp(kernel, from).filter((line) => /^link (add|delete)/.test(line));
    assert.deepEqual(
      lines.map((line) => line.split(' ').slice(0, 2).join(' ')),
      ['link delete', 'link add'],
    );
  });
});

it("leaves a bridge of somebody else's alone", async () => {
  const { kernel } = board({ interfaces: ['eth0', 'br-usb'] });
  const error = await rejectsWith(
    up(card(), kernel, { networks: [new OtgNet(modes['bridge']!)] }),
    'INTERFACE_UNSUITABLE',
  );
  assert.equal(error.issues[0]?.path, 'network.bridge');
  assert.ok(!kernel.calls.some(({ call, input }) => call === 'run' && input?.includes('br-usb')));
});

it('bridges nothing of which it cannot be told what addresses it has', async () => {
  const old: SimulatedProgram = () => ({ status: 255, stdout: '', stderr: 'Option "-json" is unknown' });
  const system = new SimulatedKernel({
    interfaces: ['eth0'],
    files: { '/sys/class/net/eth0/address': 'dc:a6:32:00:00:01\n' },
    programs: { ...boardPrograms, ip: old },
  });
  const networks = [new OtgNet(modes['bridge']!)];
  const error = await rejectsWith(up(card(), system, { networks }), 'OPERATION_FAILED');
  assert.deepEqual([error.path, system.tree()], ['network.uplink', '']);
});
