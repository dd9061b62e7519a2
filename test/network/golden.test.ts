import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatNetworkPlan,
  OtgNet,
  planNetwork,
  type NetworkPlace,
  type NetworkSource,
} from 'usb-gadget/network';
import { assertGolden } from '../golden.js';
import { fixture, read, withCard } from '../config/fixture.js';

const ula = { ipv6: 'ula', ulaPrefix: 'fd12:3456:789a::/64' } as const;
const nat = { mode: 'nat', uplink: 'eth0' } as const;
const docker = { family: 'ip', table: 'filter', chain: 'FORWARD' };
const uplink = {
  macAddress: 'dc:a6:32:00:00:01',
  addresses: ['192.168.1.5/24', '2001:db8::5/64'],
  routes: ['default via 192.168.1.1 metric 100', '10.9.0.0/16 via 192.168.1.9'],
};

function pikvmPage(): NetworkSource {
  const [network] = read(withCard(fixture('page-network.yaml'))).networks;
  assert.ok(network);
  return network;
}

const plans: Readonly<Record<string, readonly [network: NetworkSource, place?: Partial<NetworkPlace>]>> = {
  isolated: [new OtgNet({})],
  'isolated-ula-and-ports': [
    new OtgNet({
      ...ula,
      allowTcp: [443, 80, '8000-8010', '8005-8020'],
      allowUdp: [123],
      dhcp: {
        dnsServers: ['1.1.1.1', '2606:4700:4700::1111'],
        searchDomain: 'lan',
        hostAddress: '172.30.30.10',
        leaseSeconds: 600,
        options: ['42,0.0.0.0'],
      },
    }),
    { systemd: true },
  ],
  'isolated-ula-iptables': [new OtgNet({ ...ula, firewall: 'iptables', allowTcp: ['8000-8010'] })],
  'isolated-ipv6-off': [new OtgNet({ ipv6: 'off', allowIcmp: false })],
  'isolated-ipv6-off-iptables': [new OtgNet({ ipv6: 'off', allowIcmp: false, firewall: 'iptables' })],
  'isolated-of-two': [new OtgNet({ subnet: '192.168.7.4/31' })],
  'isolated-without-dhcp': [new OtgNet({ dhcp: { serve: false } }), { interface: 'usb1', isUp: true }],
  'isolated-hooks': [
    new OtgNet({
      commands: {
        ip: { words: ['/sbin/ip', '-color=never'] },
        preStart: { words: ['logger', 'before {iface}'] },
        postStart: {
          words: ['serve', '{iface_ip}/{net_prefix}'],
          append: ['{dhcp_ip_begin}', '{dhcp_ip_end}'],
        },
        preStop: { words: ['logger', 'stopping'] },
        postStop: { words: ['logger', 'stopped'] },
      },
    }),
  ],
  managers: [new OtgNet({}), { managers: ['udev', 'NetworkManager', 'systemd-networkd'] }],
  nat: [new OtgNet({ ...nat, ...ula })],
  'nat-foreign-chain': [new OtgNet(nat), { foreignChains: [docker] }],
  'nat-iptables': [
    new OtgNet({ ...nat, uplink: 'eth0.100', firewall: 'iptables', allowTcp: [80], allowUdp: ['5000-5010'] }),
  ],
  'nat-iptables-repeated': [
    new OtgNet({
      ...nat,
      firewall: 'iptables',
      commands: { iptables: { words: ['/usr/sbin/iptables', '--wait=5'] } },
    }),
    { isRepeated: true },
  ],
  bridge: [new OtgNet({ mode: 'bridge', uplink: 'eth0', allowTcp: [22] }), { uplink }],
  'bridge-ipv6-off': [new OtgNet({ mode: 'bridge', uplink: 'eth0', bridge: 'br1', ipv6: 'off' }), { uplink }],
  'client-dhcpcd': [new OtgNet({ mode: 'client', client: 'dhcpcd' })],
  'client-udhcpc': [new OtgNet({ mode: 'client', client: 'udhcpc', defaultRoute: true })],
  'client-systemd-networkd': [
    new OtgNet({ mode: 'client', client: 'systemd-networkd' }),
    { managers: ['udev', 'systemd-networkd'] },
  ],
  'client-NetworkManager': [
    new OtgNet({ mode: 'client', client: 'NetworkManager', defaultRoute: true }),
    { managers: ['udev', 'NetworkManager'] },
  ],
  'client-iptables': [new OtgNet({ mode: 'client', firewall: 'iptables' }), { client: 'dhcpcd' }],
  'pikvm-page': [pikvmPage(), { systemd: true }],
};

for (const [name, [network, place]] of Object.entries(plans))
  test(`network/${name}`, () => {
    const plan = planNetwork(network, { gadget: 'kvmd', function: 'ecm.usb0', ...place });
    assertGolden(`network/${name}.txt`, formatNetworkPlan(plan));
  });

test('what takes a plan back, as JSON with the plan', () => {
  const plan = planNetwork(plans['nat-foreign-chain']![0], {
    gadget: 'kvmd',
    function: 'ecm.usb0',
    foreignChains: [docker],
  });
  assertGolden('network/nat-foreign-chain.json', `${JSON.stringify(plan, null, 2)}\n`);
});
