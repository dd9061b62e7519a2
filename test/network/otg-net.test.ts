import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { derivedUlaPrefix, OtgNet, planNetwork, validateNetworks } from 'usb-gadget/network';

const common = { allowIcmp: true, allowTcp: [], allowUdp: [], firewall: 'nftables' } as const;
const dhcp = { serve: true, leaseSeconds: 86_400, dnsServers: [], options: [] } as const;
const addressed = { ...common, subnet: '172.30.30.0/24', ipv6: 'link-local' } as const;

describe('what a network is where nothing is said', () => {
  const rows: readonly (readonly [network: OtgNet, definition: object])[] = [
    [new OtgNet({}), { mode: 'isolated', ...addressed, dhcp: { ...dhcp, router: false } }],
    [
      new OtgNet({ mode: 'nat', uplink: 'eth0' }),
      { mode: 'nat', uplink: 'eth0', ...addressed, dhcp: { ...dhcp, router: true } },
    ],
    [
      new OtgNet({ mode: 'bridge', uplink: 'eth0' }),
      { mode: 'bridge', uplink: 'eth0', bridge: 'br-usb', ...common, ipv6: 'link-local' },
    ],
    [new OtgNet({ mode: 'client' }), { mode: 'client', ...common, defaultRoute: false, ipv6: 'link-local' }],
  ];
  for (const [network, definition] of rows)
    it(network.toDefinition().mode, () => {
      assert.deepEqual(network.toDefinition(), definition);
      const issues = validateNetworks([network.toDefinition()]);
      assert.deepEqual(
        issues.filter(({ severity }) => severity !== 'note'),
        [],
      );
    });
});

describe('a network', () => {
  it('keeps what of its DHCP is not said', () => {
    assert.deepEqual(new OtgNet({ dhcp: { router: true } }).toDefinition(), {
      mode: 'isolated',
      ...addressed,
      dhcp: { ...dhcp, router: true },
    });
  });

  it('makes its local IPv6 network of a seed, and keeps no seed', () => {
    assert.deepEqual(new OtgNet({ ipv6: 'ula', ulaSeed: 'board' }).toDefinition(), {
      mode: 'isolated',
      ...addressed,
      ipv6: 'ula',
      ulaPrefix: derivedUlaPrefix('board'),
      dhcp: { ...dhcp, router: false },
    });
  });

  it('has its defaults again for what is undefined', () => {
    const changed = new OtgNet({ subnet: '10.0.0.0/24', ipv6: 'off', dhcp: { serve: false } });
    const back = changed.with({ subnet: undefined, ipv6: undefined, dhcp: undefined });
    assert.deepEqual(back.toDefinition(), new OtgNet({}).toDefinition());
  });

  it('is planned as its definition is', () => {
    const network = new OtgNet({ allowTcp: [80] });
    const place = { gadget: 'kvmd', function: 'ecm.usb0' };
    assert.deepEqual(planNetwork(network, place), planNetwork(network.toDefinition(), place));
  });
});
