import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defineGadget } from 'usb-gadget';
import { defineNetwork, validateNetworks } from 'usb-gadget/network';

type Options = Readonly<Record<string, unknown>>;

const ula = 'fd12:3456:789a::/64';
const nat = { mode: 'nat', uplink: 'eth0' };
const dhcp = { dnsServers: ['9.9.9.9'] };
const bridge = { mode: 'bridge', uplink: 'eth0' };

/** `code path` of every issue. */
const judged = (networks: readonly Options[], gadget?: Options): string[] =>
  validateNetworks(networks.map(defineNetwork), gadget && defineGadget(gadget)).map(
    ({ code, path }) => `${code} ${path}`,
  );

describe('what is asked of one network', () => {
  const rows: readonly (readonly [what: string, options: Options, issues: readonly string[]])[] = [
    ['nothing said', {}, []],
    ['a local network', { ipv6: 'ula', ulaPrefix: ula }, []],
    ['a local network from a seed', { ipv6: 'ula', ulaSeed: 'board' }, []],
    ['a local network not asked for', { ulaPrefix: ula }, ['NETWORK_ADDRESS network.ulaPrefix']],
    ['a local network, and no IPv6', { ipv6: 'off', ulaPrefix: ula }, ['NETWORK_ADDRESS network.ulaPrefix']],
    ['a local network without its prefix', { ipv6: 'ula' }, ['NETWORK_ADDRESS network.ipv6']],
    [
      'a local network, and a seed',
      { ipv6: 'ula', ulaPrefix: ula, ulaSeed: 'board' },
      ['NETWORK_ADDRESS network.ulaSeed'],
    ],
    ['an address for the host', { dhcp: { hostAddress: '172.30.30.254' } }, []],
    [
      "the device's address for the host",
      { dhcp: { hostAddress: '172.30.30.1' } },
      ['NETWORK_ADDRESS network.dhcp.hostAddress'],
    ],
    [
      'an address of another network for the host',
      { ...nat, dhcp: { ...dhcp, hostAddress: '10.0.0.2' } },
      ['NETWORK_ADDRESS network.dhcp.hostAddress'],
    ],
    ['a bridge', bridge, []],
    ['a bridge with iptables', { ...bridge, firewall: 'iptables' }, ['NETWORK_BACKEND network.firewall']],
    ['nat without servers of names', nat, ['NETWORK_WITHOUT_DNS network.dhcp.dnsServers']],
    [
      'nat with servers of names that a host without addresses of IPv6 is not told of',
      { ...nat, dhcp: { dnsServers: ['2620:fe::fe'] } },
      ['NETWORK_WITHOUT_DNS network.dhcp.dnsServers'],
    ],
    ['nat with servers of names', { ...nat, dhcp: { dnsServers: ['9.9.9.9'] } }, []],
    [
      'nat with another option that ends in 6',
      { ...nat, dhcp: { options: ['42,10.0.0.6,10.0.0.7'] } },
      ['NETWORK_WITHOUT_DNS network.dhcp.dnsServers'],
    ],
    ['nat with them as an option', { ...nat, dhcp: { options: ['option:dns-server,9.9.9.9'] } }, []],
    [
      'nat with them as a word of the command, as PiKVM has it',
      { ...nat, commands: { postStart: { append: ['--dhcp-option=6,9.9.9.9'] } } },
      [],
    ],
    ['nat with a DHCP server of somebody else', { ...nat, dhcp: { serve: false } }, []],
    ['nat with iptables', { ...nat, dhcp, firewall: 'iptables' }, []],
    ['link-local addresses', { subnet: '169.254.7.0/24' }, []],
    [
      'link-local addresses, led on',
      { ...nat, dhcp, subnet: '169.254.7.0/24' },
      ['NETWORK_LINK_LOCAL network.subnet'],
    ],
    [
      'single values at fault, which hide the rest',
      { subnet: 'x', ipv6: 'ula', dhcp: { hostAddress: 'y' } },
      ['VALUE_FORMAT network.subnet', 'VALUE_FORMAT network.dhcp.hostAddress'],
    ],
    ['a mode that is none', { mode: 'router' }, ['VALUE_FORMAT network.mode']],
  ];
  for (const [what, options, issues] of rows)
    it(`${what}: ${issues.join(', ') || 'good'}`, () => assert.deepEqual(judged([options]), issues));
});

describe('what is asked of several networks', () => {
  const rows: readonly (readonly [what: string, networks: readonly Options[], issues: readonly string[]])[] =
    [
      ['apart', [{ subnet: '10.0.0.0/24' }, { subnet: '10.0.1.0/24' }], []],
      ['a bridge between', [{}, bridge], []],
      ['two bridges', [bridge, { ...bridge, bridge: 'br1', uplink: 'eth1' }], []],
      [
        'two bridges with the name that is the default',
        [bridge, { ...bridge, uplink: 'eth1' }],
        ['INTERFACE_UNSUITABLE network[1].bridge'],
      ],
      [
        'two bridges of one uplink',
        [bridge, {}, { ...bridge, bridge: 'br1' }],
        ['INTERFACE_UNSUITABLE network[2].uplink'],
      ],
      ['both with the default', [{}, {}], ['NETWORK_OVERLAP network[1].subnet']],
      [
        'one within the other',
        [bridge, { subnet: '10.0.0.0/8' }, { ...nat, dhcp, subnet: '10.7.0.0/24' }],
        ['NETWORK_OVERLAP network[2].subnet'],
      ],
      ['each on its own', [{}, { ...bridge, firewall: 'iptables' }], ['NETWORK_BACKEND network[1].firewall']],
    ];
  for (const [what, networks, issues] of rows)
    it(`${what}: ${issues.join(', ') || 'good'}`, () => assert.deepEqual(judged(networks), issues));
});

describe('what is asked of a network and its gadget', () => {
  const gadget = (drivers: readonly string[], configurations?: readonly Options[]): Options => ({
    name: 'g1',
    vendorId: 1,
    productId: 2,
    functions: drivers.map((driver) => ({ driver })),
    ...(configurations && { configurations }),
  });
  const far = { subnet: '10.0.0.0/24' };
  const fault = 'NETWORK_FUNCTION network.function';
  const rows: readonly (readonly [
    what: string,
    networks: readonly Options[],
    gadget: Options,
    issues: readonly string[],
  ])[] = [
    ['the only card', [{}], gadget(['acm', 'ecm']), []],
    ['a card by name', [{ function: 'ncm.usb0' }], gadget(['ecm', 'ncm']), []],
    ['rndis5, which is rndis', [{ function: 'rndis.usb0' }], gadget(['rndis5']), []],
    ['no card', [{}], gadget(['acm']), [fault]],
    ['one of two cards', [{}], gadget(['ecm', 'ncm']), [fault]],
    ['a card that is none', [{ function: 'eem.usb0' }], gadget(['ecm']), [fault]],
    ['a function that is no card', [{ function: 'acm.usb0' }], gadget(['acm', 'ecm']), [fault]],
    [
      'a card that the host does not see',
      [{}],
      gadget(['acm', 'ecm'], [{ functions: ['acm.usb0'] }]),
      [fault],
    ],
    ['the only card that the host sees', [{}], gadget(['ecm', 'ncm'], [{ functions: ['ncm.usb0'] }]), []],
    [
      'a card for each',
      [{ function: 'ecm.usb0' }, { function: 'ncm.usb0', ...far }],
      gadget(['ecm', 'ncm']),
      [],
    ],
    ['a card for two', [{}, far], gadget(['ecm']), ['NETWORK_FUNCTION network[1].function']],
  ];
  for (const [what, networks, of, issues] of rows)
    it(`${what}: ${issues.join(', ') || 'good'}`, () => assert.deepEqual(judged(networks, of), issues));
});
