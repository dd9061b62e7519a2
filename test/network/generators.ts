import fc from 'fast-check';
import { defineNetwork } from '../../src/network/define-network.js';
import type { NetworkDefinition } from '../../src/network/network-definition.js';
import type { NetworkPlace } from '../../src/network/network-place.js';
import { networkShape } from '../../src/network/network-shape.js';
import { validateNetworks } from '../../src/network/validate-networks.js';
import type { Plain } from '../../src/options/plain.js';
import type { Shape } from '../../src/options/shape.js';
import { hasControlCharacter } from '../../src/usb/bytes.js';

const port = fc.integer({ min: 1, max: 65_535 });

/** Numbers and ranges, often of the same few ports. */
export const ports: fc.Arbitrary<number | string> = fc.oneof(
  port,
  fc.integer({ min: 1, max: 40 }),
  fc
    .tuple(fc.integer({ min: 1, max: 40 }), fc.nat(9))
    .map(([first, more]): string => `${first}-${first + more}`),
);

/** Good values of the options whose shape does not tell them. */
const samples: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  subnet: fc.constantFrom('172.30.30.0/24', '10.0.0.0/8', '192.168.7.4/30', '192.168.7.4/31'),
  ulaPrefix: fc.constantFrom('fd12:3456:789a::/64', 'fdff::/64'),
  ulaSeed: fc.string().filter((each) => !hasControlCharacter(each)),
  function: fc.constant('ecm.usb0'),
  uplink: fc.constantFrom('eth0', 'wlan0', 'eth0.100', 'br-lan'),
  bridge: fc.constantFrom('br-usb', 'br1'),
  allowTcp: ports,
  allowUdp: ports,
  dnsServers: fc.constantFrom('1.1.1.1', '2606:4700:4700::1111'),
  searchDomain: fc.constantFrom('lan', 'home.arpa'),
  hostAddress: fc.constantFrom('172.30.30.10', '10.1.2.3', '192.168.7.5', '192.168.7.6'),
  options: fc.constantFrom('42,0.0.0.0', 'option:mtu,1400'),
  words: fc.constantFrom('/usr/bin/x', '--iface={iface}', 'a b', 'a\nb'),
  remove: fc.constantFrom('--no-ping', '--dhcp-option={dhcp_option_3}'),
  append: fc.constantFrom('--log-dhcp', '{iface}', '{what}'),
};

function valuesOf(shape: Shape, key: string): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'value': {
      const { type, enum: words, minimum, maximum } = shape.schema;
      if (words) return fc.constantFrom(...(words as readonly string[]));
      if (type === 'boolean') return fc.boolean();
      if (type === 'integer') return fc.integer({ min: minimum as number, max: maximum as number });
      if (!samples[key]) throw new TypeError(`The generator knows no values of ${key}.`);
      return samples[key];
    }
    case 'list':
      return fc.array(valuesOf(shape.of, key), { maxLength: 4 });
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(shape.options).map(([name, option]) => [name, valuesOf(option.shape, name)]),
        ),
        { requiredKeys: Object.keys(shape.options).filter((name) => shape.options[name]!.required) },
      );
    case 'variant':
      return fc.oneof(
        ...Object.entries(shape.cases).map(([told, each]) =>
          valuesOf(each, told).map((options) => ({ ...(options as Plain), [shape.key]: told })),
        ),
      );
    case 'map':
      throw new TypeError('No network has a map.');
  }
}

/** Networks of every mode, with any options that go together. */
export const networks: fc.Arbitrary<NetworkDefinition> = valuesOf(networkShape, 'network')
  .map((options) => defineNetwork(options as Plain))
  .filter((network) => validateNetworks([network]).every(({ severity }) => severity !== 'error'));

/** Boards of every kind. */
export const places: fc.Arbitrary<NetworkPlace> = fc
  .record(
    {
      interface: fc.constantFrom('usb0', 'usb1', 'a-long-name.100'),
      isUp: fc.boolean(),
      systemd: fc.boolean(),
      isRepeated: fc.boolean(),
      managers: fc.subarray(['udev', 'NetworkManager', 'systemd-networkd'] as const),
      client: fc.constantFrom('dhcpcd', 'udhcpc', 'systemd-networkd', 'NetworkManager'),
      foreignChains: fc.constantFrom([], [{ family: 'ip', table: 'filter', chain: 'FORWARD' }]),
      uplink: fc.constantFrom({
        macAddress: '02:00:00:00:00:09',
        addresses: ['192.168.1.5/24'],
        routes: ['default via 192.168.1.1'],
      }),
    },
    { requiredKeys: [] },
  )
  .map((board) => ({ gadget: 'kvmd', function: 'ecm.usb0', ...board }));
