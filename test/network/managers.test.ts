import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import {
  formatNetworkd,
  formatNetworkManager,
  OtgNet,
  planNetwork,
  type ConfigurationFile,
  type NetworkPlan,
  type OtgNetOptions,
} from 'usb-gadget/network';
import { assertGolden } from '../golden.js';

const planOf = (options: OtgNetOptions): NetworkPlan =>
  planNetwork(new OtgNet(options), { gadget: 'kvmd', function: 'ecm.usb0' });

const networks: Readonly<Record<string, OtgNetOptions>> = {
  isolated: {},
  ula: {
    ipv6: 'ula',
    ulaPrefix: 'fd12:3456:789a::/64',
    dhcp: {
      hostAddress: '172.30.30.10',
      leaseSeconds: 600,
      dnsServers: ['172.30.30.1', 'fd12:3456:789a::1'],
      searchDomain: 'lan',
      options: ['42,0.0.0.0'],
    },
  },
  nat: { mode: 'nat', uplink: 'eth0', dhcp: { dnsServers: ['9.9.9.9'] } },
  bridge: { mode: 'bridge', uplink: 'eth0' },
  client: { mode: 'client' },
  'client-through-the-host': { mode: 'client', defaultRoute: true, ipv6: 'off' },
};

const shown = (files: readonly ConfigurationFile[]): string =>
  files.map(({ path, text, mode }) => `==> ${path} ${mode.toString(8)}\n${text}`).join('\n');

for (const [name, options] of Object.entries(networks)) {
  test(`${name} for systemd-networkd`, () =>
    assertGolden(`network/networkd-${name}.txt`, shown(formatNetworkd(planOf(options)))));
  test(`${name} for NetworkManager`, () =>
    assertGolden(`network/network-manager-${name}.txt`, shown(formatNetworkManager(planOf(options)))));
}

const networkd = (options: OtgNetOptions): string => shown(formatNetworkd(planOf(options)));
const networkManager = (options: OtgNetOptions): string => shown(formatNetworkManager(planOf(options)));

describe('a network for a network manager', () => {
  it('says at the top of each file that the rules are not in it', () => {
    for (const options of Object.values(networks))
      for (const { text } of [...formatNetworkd(planOf(options)), ...formatNetworkManager(planOf(options))])
        assert.match(text, /^# This is no firewall: .*nft/);
  });

  it('is readable to root alone for NetworkManager, and to networkd’s own user', () => {
    assert.ok(
      formatNetworkManager(planOf({})).every(
        ({ path, mode }) => mode === (path.endsWith('.nmconnection') ? 0o600 : 0o644),
      ),
    );
    assert.ok(formatNetworkd(planOf({})).every(({ mode }) => mode === 0o644));
  });

  it('leads the host nowhere where it is isolated', () => {
    assert.match(networkd({}), /^EmitRouter=no\nEmitDNS=no$/m);
    assert.doesNotMatch(networkd({}), /IPMasquerade|^DNS=/m);
    assert.match(networkManager({}), /^method=manual\naddress1=172\.30\.30\.1\/24\nnever-default=true$/m);
    assert.match(networkManager({}), /^# .*dnsmasq must serve/m);
  });

  it('gives the host the addresses of the plan', () => {
    assert.match(networkd({ subnet: '10.65.0.16/28' }), /^PoolOffset=2\nPoolSize=13$/m);
    assert.match(networkd({ dhcp: { hostAddress: '172.30.30.200' } }), /^PoolOffset=200\nPoolSize=1$/m);
  });

  it('is for an interface that NetworkManager keeps off unless it is told', () => {
    for (const options of Object.values(networks))
      assert.match(networkManager(options), /^match-device=interface-name:usb0\nmanaged=1$/m);
  });

  it('has no server where there is none, or none can be', () => {
    for (const options of [{ dhcp: { serve: false } }, { subnet: '10.65.0.0/31' }]) {
      assert.match(networkd(options), /^DHCPServer=no$/m);
      assert.doesNotMatch(networkd(options), /\[DHCPServer\]/);
    }
    assert.match(networkd({ subnet: '10.65.0.0/31' }), /^# .*the host must set its own/m);
  });

  it('has no IPv6 where that is off', () => {
    assert.match(networkd({ ipv6: 'off' }), /^LinkLocalAddressing=no$/m);
    assert.match(networkManager({ ipv6: 'off' }), /^\[ipv6\]\nmethod=disabled$/m);
  });

  it('takes routes and names from the host only if that leads on', () => {
    assert.doesNotMatch(networkd({ mode: 'client' }), /^Use\w+=yes/m);
    assert.match(networkd({ mode: 'client', defaultRoute: true }), /^UseDNS=yes$/m);
    assert.match(networkManager({ mode: 'client' }), /^never-default=true$/m);
    assert.match(networkManager({ mode: 'client', defaultRoute: true }), /^never-default=false$/m);
    for (const defaultRoute of [true, false])
      assert.match(networkd({ mode: 'client', defaultRoute }), /^UseHostname=no$/m);
  });
});
