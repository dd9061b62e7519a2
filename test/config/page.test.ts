import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fixture, brief, gadgetOf, linked, read, withCard } from './fixture.js';
import { pikvmForwarding, pikvmNetworkDefaults } from './pikvm-rows.js';

describe("the examples of PiKVM's page on USB Ethernet", () => {
  it('the network card: keyboard, two mice, disk and ecm with both addresses as they stand there', () => {
    const definition = gadgetOf(fixture('page.yaml'));
    assert.deepEqual(linked(definition), [
      'hid.usb0',
      'hid.usb1',
      'hid.usb2',
      'mass_storage.usb0',
      'ecm.usb0',
    ]);
    assert.deepEqual(definition.functions[4], {
      driver: 'ecm',
      name: 'usb0',
      hostAddress: '48:6f:73:74:50:43',
      deviceAddress: '42:61:64:55:53:42',
    });
    assert.deepEqual(definition.owner, { user: 'kvmd', optional: true });
    assert.deepEqual(read(fixture('page.yaml')).issues, []);
  });

  it('the same out of JSON, and with tabs in it', () => {
    const devices = {
      ethernet: { enabled: true, driver: 'ecm', host_mac: '48:6f:73:74:50:43', kvm_mac: '42:61:64:55:53:42' },
    };
    const text = JSON.stringify({ otg: { devices } }, undefined, '\t');
    assert.deepEqual(gadgetOf(text), gadgetOf(fixture('page.yaml')));
  });

  it('the whole network, with the older spelling of ip_cmd', () => {
    const { networks, issues } = read(withCard(fixture('page-network.yaml')));
    assert.deepEqual(networks, [
      {
        ...pikvmNetworkDefaults,
        ...pikvmForwarding('wlan0'),
        subnet: '10.65.0.0/28',
        allowTcp: [80, 443],
        commands: {
          ip: { words: ['/usr/bin/ip'] },
          postStart: { append: ['--dhcp-option=6,1.1.1.1,1.0.0.1'] },
        },
      },
    ]);
    assert.deepEqual(issues, []);
  });

  it('the whole network without a network card is not used', () => {
    const { networks, issues } = read(fixture('page-network.yaml'));
    assert.deepEqual([networks, brief(issues)], [[], ['NETWORK_UNUSED 1:1 otgnet']]);
  });

  const parts: readonly (readonly [what: string, text: string, difference: object])[] = [
    ['ports', 'otgnet:\n    firewall:\n        allow_tcp: [80, 443]\n', { allowTcp: [80, 443] }],
    ['routing', 'otgnet:\n    firewall:\n        forward_iface: eth0\n', pikvmForwarding('eth0')],
    [
      'a name server',
      'otgnet:\n    commands:\n        post_start_cmd_append:\n        - "--dhcp-option=6,8.8.8.8"\n',
      { commands: { postStart: { append: ['--dhcp-option=6,8.8.8.8'] } } },
    ],
    [
      'the range, indented as on the page',
      ' otgnet:\n    iface:\n        net: 10.65.0.0/28\n',
      { subnet: '10.65.0.0/28' },
    ],
  ];
  for (const [what, text, difference] of parts)
    it(what, () =>
      assert.deepEqual(read(withCard(text)).networks, [{ ...pikvmNetworkDefaults, ...difference }]),
    );
});
