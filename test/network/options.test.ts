import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { read } from '../config/fixture.js';

const said = (network: string): ReturnType<typeof read> =>
  read(`gadget: {name: g, vendorId: 1, productId: 2, functions: [{driver: ecm}]}\nnetwork: {${network}}`);

describe('what no option of a network may be', () => {
  const rows: readonly (readonly [network: string, code: string, path: string])[] = [
    ['allowTcp: [65536]', 'VALUE_RANGE', 'allowTcp[0]'],
    ['allowTcp: [80, 0]', 'VALUE_RANGE', 'allowTcp[1]'],
    ['allowUdp: [10-5]', 'VALUE_RANGE', 'allowUdp[0]'],
    ['allowUdp: [x]', 'VALUE_FORMAT', 'allowUdp[0]'],
    ['allowUdp: [true]', 'OPTION_TYPE', 'allowUdp[0]'],
    ['allowTcp: 80', 'OPTION_TYPE', 'allowTcp'],
    ['allowIcmp: 1', 'OPTION_TYPE', 'allowIcmp'],
    ['firewall: pf', 'VALUE_FORMAT', 'firewall'],
    ['mode: router', 'VALUE_FORMAT', 'mode'],
    ['mode: null', 'VALUE_FORMAT', 'mode'],
    ['mode: nat', 'OPTION_REQUIRED', 'uplink'],
    ['mode: bridge', 'OPTION_REQUIRED', 'uplink'],
    ['mode: nat, uplink: eth0 eth1', 'VALUE_FORMAT', 'uplink'],
    ['mode: nat, uplink: ../eth0', 'VALUE_FORMAT', 'uplink'],
    ['mode: nat, uplink: ..', 'VALUE_FORMAT', 'uplink'],
    ['mode: nat, uplink: ""', 'VALUE_FORMAT', 'uplink'],
    ['mode: nat, uplink: -o', 'VALUE_FORMAT', 'uplink'],
    ['mode: nat, uplink: eth+', 'VALUE_FORMAT', 'uplink'],
    [`mode: nat, uplink: 'eth"'`, 'VALUE_FORMAT', 'uplink'],
    ['mode: nat, uplink: a-name-too-long-', 'VALUE_FORMAT', 'uplink'],
    ['mode: bridge, uplink: eth0, bridge: "br*"', 'VALUE_FORMAT', 'bridge'],
    ['mode: client, client: dhclient', 'VALUE_FORMAT', 'client'],
    ['subnet: 10.0.0.1/32', 'VALUE_RANGE', 'subnet'],
    ['subnet: 10.0.0.1/24', 'VALUE_RANGE', 'subnet'],
    ['subnet: 127.0.0.0/8', 'VALUE_RANGE', 'subnet'],
    ['subnet: 224.0.0.0/4', 'VALUE_RANGE', 'subnet'],
    ['subnet: 10.0.0.0', 'VALUE_FORMAT', 'subnet'],
    ['subnet: "fd00::/64"', 'VALUE_FORMAT', 'subnet'],
    ['ipv6: on', 'VALUE_FORMAT', 'ipv6'],
    ['mode: client, ipv6: ula', 'VALUE_FORMAT', 'ipv6'],
    ['ipv6: ula, ulaPrefix: "2001:db8::/64"', 'VALUE_FORMAT', 'ulaPrefix'],
    ['ipv6: ula, ulaPrefix: "fc00::/64"', 'VALUE_FORMAT', 'ulaPrefix'],
    ['ipv6: ula, ulaPrefix: "fd00::/48"', 'VALUE_FORMAT', 'ulaPrefix'],
    ['ipv6: ula, ulaPrefix: "fd00::1/64"', 'VALUE_FORMAT', 'ulaPrefix'],
    ['ipv6: ula, ulaSeed: 1', 'OPTION_TYPE', 'ulaSeed'],
    ['dhcp: []', 'OPTION_TYPE', 'dhcp'],
    ['dhcp: {serve: off}', 'OPTION_TYPE', 'dhcp.serve'],
    ['dhcp: {leaseSeconds: 119}', 'VALUE_RANGE', 'dhcp.leaseSeconds'],
    ['dhcp: {leaseSeconds: 4294967295}', 'VALUE_RANGE', 'dhcp.leaseSeconds'],
    ['dhcp: {dnsServers: [dns.lan]}', 'VALUE_FORMAT', 'dhcp.dnsServers[0]'],
    ['dhcp: {dnsServers: ["fe80::1%eth0"]}', 'VALUE_FORMAT', 'dhcp.dnsServers[0]'],
    ['dhcp: {searchDomain: "lan,6"}', 'VALUE_FORMAT', 'dhcp.searchDomain'],
    ['dhcp: {hostAddress: "fd00::2"}', 'VALUE_FORMAT', 'dhcp.hostAddress'],
    ['dhcp: {options: ["a\\nb"]}', 'STRING_INVALID', 'dhcp.options[0]'],
    ['commands: {ip: [ip]}', 'OPTION_TYPE', 'commands.ip'],
    ['commands: {preStart: {words: ["a\\0b"]}}', 'STRING_INVALID', 'commands.preStart.words[0]'],
    ['commands: {preStart: {words: reboot}}', 'OPTION_TYPE', 'commands.preStart.words'],
  ];
  for (const [network, code, path] of rows)
    it(`${network}: ${code}`, () => {
      const { definition, networks, issues } = said(network);
      assert.deepEqual([definition, networks], [undefined, []]);
      assert.deepEqual(
        issues.map((each) => [each.code, each.path]),
        [[code, `network.${path}`]],
      );
    });
});

describe('keys that are none', () => {
  const rows: readonly (readonly [network: string, path: string, hint: string])[] = [
    ['allowTpc: [80]', 'allowTpc', 'Did you mean "allowTcp"?'],
    ['allow_tcp: [80]', 'allow_tcp', 'Did you mean "allowTcp"?'],
    ['dhcp: {lease_seconds: 600}', 'dhcp.lease_seconds', 'Did you mean "leaseSeconds"?'],
    ['commands: {poststart: {}}', 'commands.poststart', 'Did you mean "postStart"?'],
    ['mode: bridge, uplnik: eth0, uplink: eth0', 'uplnik', 'Did you mean "uplink"?'],
  ];
  for (const [network, path, hint] of rows)
    it(`${network}: ${hint}`, () =>
      assert.deepEqual(
        said(network).issues.map((each) => [each.code, each.path, each.hint]),
        [['OPTION_UNKNOWN', `network.${path}`, hint]],
      ));
});

describe('options of another mode', () => {
  const rows: readonly (readonly [network: string, path: string])[] = [
    ['uplink: eth0', 'uplink'],
    ['bridge: br0', 'bridge'],
    ['mode: nat, uplink: eth0, client: udhcpc', 'client'],
    ['mode: bridge, uplink: eth0, subnet: 10.0.0.0/24', 'subnet'],
    ['mode: bridge, uplink: eth0, dhcp: {}', 'dhcp'],
    ['mode: client, ulaSeed: x', 'ulaSeed'],
    ['mode: client, uplink: eth0', 'uplink'],
    ['defaultRoute: true', 'defaultRoute'],
  ];
  for (const [network, path] of rows)
    it(`${network}: OPTION_UNKNOWN`, () =>
      assert.deepEqual(
        said(network).issues.map((each) => [each.code, each.path]),
        [['OPTION_UNKNOWN', `network.${path}`]],
      ));
});
