import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EthernetFunction, GadgetError } from 'usb-gadget';
import { down, networkDown, networkStatus, networkUp, up, type ProgramResult } from 'usb-gadget/live';
import { OtgNet } from 'usb-gadget/network';
import { NodeSystem } from 'usb-gadget/node';
import { hostDeviceGone } from '../host.js';
import { card, plugCard, system, unplugCard } from '../network-gadget.js';
import { run } from '../network.js';
import type { CheckGroup, Report } from '../report.js';
import { askForLease, makeUplink, networkState, plugHost, removeUplink } from '../stage.js';
import { mustUsbGadget } from '../tool.js';
import { waitFor } from '../wait.js';

const ids = ['0525', 'a4a2'] as const;

async function checkRemade(report: Report): Promise<void> {
  await report.check('network: a gadget remade under its network is told, and net up mends it', async () => {
    const network = new OtgNet();
    await plugCard(network);
    // As a tool does that knows nothing of the network.
    const folder = '/sys/kernel/config/usb_gadget/card';
    writeFileSync(`${folder}/UDC`, '\n', { flag: 'r+' });
    await run('rm', `${folder}/configs/c.1/ecm.usb0`);
    await run('rmdir', `${folder}/functions/ecm.usb0`);
    await hostDeviceGone(...ids);
    await up(card('ecm'), system, { udc: 'dummy_udc.0', replace: true });
    const [status] = await networkStatus(system);
    assert.match(status?.faults.join() ?? '', /does not have its address/);
    await networkUp(network, 'card', system);
    assert.deepEqual((await networkStatus(system))[0]?.faults, []);
    const name = await plugHost(...ids);
    assert.match((await askForLease('host', name))?.address ?? '', /^172\.30\.30\./);
    const [leased] = await networkStatus(system);
    assert.equal(leased?.leases.length, 1);
  });
  await report.check('network: net down works when the gadget is gone', async () => {
    const folder = '/sys/kernel/config/usb_gadget/card';
    writeFileSync(`${folder}/UDC`, '\n', { flag: 'r+' });
    await run('rm', `${folder}/configs/c.1/ecm.usb0`);
    await run('rmdir', `${folder}/functions/ecm.usb0`);
    await networkDown('card', system);
    assert.doesNotMatch(await run('nft', 'list', 'ruleset'), /usb_gadget/);
    await down('card', system);
  });
}

async function checkPikvm(report: Report): Promise<void> {
  await report.check("network: PiKVM's file, with its hooks and what they append", async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'pikvm-')), 'override.yaml');
    writeFileSync(
      file,
      [
        'otg: { devices: { ethernet: { enabled: true, host_mac: 48:6f:73:74:50:43, kvm_mac: 42:61:64:55:53:42 } } }',
        'otgnet:',
        '  iface: { net: 10.65.0.0/28, ip_cmd: [/sbin/ip] }',
        '  firewall: { allow_tcp: [80, 443] }',
        '  commands:',
        '    pre_start_cmd: [touch, "/tmp/pre-{iface}"]',
        '    post_start_cmd_append: ["--dhcp-option=6,1.1.1.1,1.0.0.1"]',
        '    post_stop_cmd: [touch, "/tmp/{iface_ip}-{net_prefix}-{dhcp_ip_end}"]',
        '',
      ].join('\n'),
    );
    mustUsbGadget('up', file, '--udc', 'dummy_udc.0');
    assert.ok(existsSync('/tmp/pre-usb0'));
    const name = await plugHost('1d6b', '0104');
    const lease = await askForLease('host', name, 30);
    assert.match(lease?.address ?? '', /^10\.65\.0\.([2-9]|1[0-4])$/);
    assert.deepEqual([lease?.router, lease?.dns], ['', '1.1.1.1 1.0.0.1']);
    mustUsbGadget('down', 'kvmd');
    assert.ok(existsSync('/tmp/10.65.0.1-28-10.65.0.14'));
    await hostDeviceGone('1d6b', '0104');
  });
}

/** Keeps the names of the programs that it runs. */
class CountingSystem extends NodeSystem {
  readonly programs: string[] = [];

  override run(program: string, parameters: readonly string[], input?: string): Promise<ProgramResult> {
    this.programs.push(program);
    return super.run(program, parameters, input);
  }
}

async function checkCost(report: Report): Promise<void> {
  await report.check('network: net up starts at most four programs', async () => {
    await up(card('ecm'), system, { udc: 'dummy_udc.0' });
    const counting = new CountingSystem();
    await networkUp(new OtgNet({ allowTcp: [22] }), 'card', counting);
    console.log(
      `${report.kernel} net up starts ${counting.programs.length} programs: ${counting.programs.join(', ')}`,
    );
    assert.ok(counting.programs.length <= 4, counting.programs.join());
    await waitFor('the interface to be up', async () =>
      /UP/.test(await run('ip', 'link', 'show', 'usb0')) ? true : undefined,
    );
    await unplugCard();
  });
}

/** What the machine has already is in the way, and is named before anything is changed. */
async function checkInTheWay(report: Report): Promise<void> {
  const refusal = async (network: OtgNet): Promise<GadgetError> => {
    const before = await networkState();
    const options = { udc: 'dummy_udc.0', networks: [network] };
    const error: unknown = await up(card('ecm'), system, options).catch((reason: unknown) => reason);
    assert.ok(error instanceof GadgetError, String(error));
    assert.ok(!existsSync('/sys/kernel/config/usb_gadget/card'));
    assert.deepEqual(await networkState(), before);
    return error;
  };
  await report.check('network: a network that the machine is in already is named', async () => {
    const { code, message } = await refusal(new OtgNet({ subnet: '10.99.0.0/16' }));
    assert.equal(code, 'NETWORK_OVERLAP');
    assert.match(message, /10\.99\.0\.0\/24 over up0/);
  });
  await report.check('network: an uplink that is not there is named', async () => {
    const { code, message } = await refusal(new OtgNet({ mode: 'nat', uplink: 'eth7' }));
    assert.equal(code, 'INTERFACE_MISSING');
    assert.match(message, /eth7/);
  });
  await report.check('network: who has the port of DHCP servers is named', async () => {
    const server = [
      '--conf-file=/dev/null',
      '--port=0',
      '--pid-file=/tmp/other.pid',
      '--dhcp-range=10.99.0.9,10.99.0.9',
    ];
    await run('dnsmasq', ...server);
    const { code, message } = await refusal(new OtgNet());
    assert.equal(code, 'PORT_TAKEN');
    assert.match(message, /"dnsmasq"/);
    const pid = Number(readFileSync('/tmp/other.pid', 'utf8'));
    process.kill(pid);
    await waitFor('the other server to end', () => (existsSync(`/proc/${pid}`) ? undefined : true));
  });
}

async function checkTwo(report: Report): Promise<void> {
  await report.check('network: each of two cards has a network of its own', async () => {
    const before = await networkState();
    const [first, second] = ['a', 'b'].map(
      (name) => new EthernetFunction({ driver: 'ecm', name, hostAddress: `02:00:00:00:0b:0${name}` }),
    );
    const gadget = card('ecm').with({ functions: [first!, second!] });
    const networks = [
      new OtgNet({ function: 'ecm.a', allowTcp: [22] }),
      new OtgNet({ function: 'ecm.b', subnet: '10.65.0.0/28' }),
    ];
    await up(gadget, system, { udc: 'dummy_udc.0', networks });
    const found = await networkStatus(system);
    assert.deepEqual(
      found.map((each) => [each.function, each.interface, each.address, each.faults]),
      [
        ['ecm.a', 'usb0', '172.30.30.1/24', []],
        ['ecm.b', 'usb1', '10.65.0.1/28', []],
      ],
    );
    assert.deepEqual((await up(gadget, system, { udc: 'dummy_udc.0', networks })).networks, []);
    await networkDown('card', system, 'ecm.b');
    assert.deepEqual(
      (await networkStatus(system)).map((each) => each.function),
      ['ecm.a'],
    );
    await unplugCard();
    assert.deepEqual(await networkState(), before);
  });
}

/** Rules of the kernel's chains that lead into ours. */
async function jumpsOf(program: string): Promise<string[]> {
  const lines = (await run(program)).split('\n');
  return lines.filter((line) => /^-A [A-Z]/.test(line) && line.includes(' -j usbg-')).sort();
}

async function checkJumps(report: Report): Promise<void> {
  await report.check(
    'network: what somebody took out of iptables comes again, and nothing twice',
    async () => {
      const before = await networkState();
      await up(card('ecm'), system, { udc: 'dummy_udc.0' });
      const network = new OtgNet({ mode: 'nat', uplink: 'up0', firewall: 'iptables' });
      await networkUp(network, 'card', system);
      const [made, made6] = [await jumpsOf('iptables-save'), await jumpsOf('ip6tables-save')];
      assert.deepEqual([made.length, made6.length], [5, 4]);
      await run('iptables', '-D', 'FORWARD', '-i', 'usb0', '-j', 'usbg-fwd-usb0');
      await run('ip6tables', '-t', 'raw', '-D', 'PREROUTING', '-i', 'usb0', '-j', 'usbg-guard-usb0');
      await networkUp(network, 'card', system);
      assert.deepEqual([await jumpsOf('iptables-save'), await jumpsOf('ip6tables-save')], [made, made6]);
      // What the new one has no use for goes at once.
      await networkUp(new OtgNet({ firewall: 'iptables' }), 'card', system);
      assert.doesNotMatch(await run('iptables-save'), /usbg-out-usb0/);
      await unplugCard();
      assert.deepEqual(await networkState(), before);
    },
  );
}

/** A network beside what a machine has, does and loses. */
export const networkLive: CheckGroup = {
  name: 'network-live',
  checks: async (report) => {
    await makeUplink();
    for (const check of [checkRemade, checkPikvm, checkInTheWay, checkTwo, checkJumps, checkCost])
      await check(report);
    await removeUplink();
  },
};
