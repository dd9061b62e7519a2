import { sectionsText, type ConfigurationFile, type Section } from './configuration-file.js';
import { addressesOf, linkAddresses } from './link-addresses.js';
import type {
  AddressedNetwork,
  BridgeNetworkDefinition,
  IsolatedNetworkDefinition,
  NatNetworkDefinition,
} from './network-definition.js';
import type { NetworkPlan } from './network-plan.js';
import {
  advertisementSections,
  clientLink,
  notForBooting,
  ownAddresses,
  serverSection,
  yes,
} from './networkd-sections.js';

const file = (
  name: string,
  comments: readonly string[],
  sections: readonly Section[],
): ConfigurationFile => ({
  path: `/etc/systemd/network/${name}`,
  text: sectionsText(comments, sections),
  mode: 0o644,
});

/**
 * Of the files that match an interface the first counts: after that of a network plan that tells networkd to keep off
 * (`00-usb-gadget-*.network`), before those of the distributions (`80-*`).
 */
const linkFile = (
  name: string,
  comments: readonly string[],
  sections: readonly Section[],
): ConfigurationFile =>
  file(`20-usb-gadget-${name}.network`, comments, [['Match', [`Name=${name}`]], ...sections]);

/** What the server of networkd cannot do that dnsmasq can. */
const serverLimits = ({ dhcp, ulaPrefix }: AddressedNetwork, isServed: boolean): string[] => [
  ...(dhcp.serve && !isServed
    ? ['The DHCP server of networkd needs a network of more than two addresses: the host must set its own.']
    : []),
  ...(dhcp.serve && dhcp.options.length
    ? ['More DHCP options are words for dnsmasq, and are left out.']
    : []),
  ...(dhcp.serve && ulaPrefix ? ['The host makes its own IPv6 address; networkd has no DHCPv6 server.'] : []),
];

function addressedFiles(
  network: IsolatedNetworkDefinition | NatNetworkDefinition,
  name: string,
): ConfigurationFile[] {
  const { dhcp, ipv6, ulaPrefix, mode } = network;
  const addresses = addressesOf(network);
  const server = dhcp.serve && addresses && addresses.prefix < 31 ? [serverSection(dhcp, addresses)] : [];
  const advertisement = dhcp.serve && ulaPrefix ? advertisementSections(dhcp, ulaPrefix) : [];
  const own = linkAddresses(network);
  return [
    linkFile(
      name,
      [
        ...serverLimits(network, server.length > 0),
        ...(mode === 'nat'
          ? [
              `IPMasquerade= has the kernel forward between all interfaces: only the rules hold it to ${network.uplink}.`,
            ]
          : []),
      ],
      [
        notForBooting,
        [
          'Network',
          [
            ...ownAddresses([...own.ipv4, ...own.ipv6], ipv6 === 'off'),
            `DHCPServer=${yes(server.length > 0)}`,
            `IPv6SendRA=${yes(advertisement.length > 0)}`,
            ...(mode === 'nat' ? ['IPMasquerade=ipv4'] : []),
          ],
        ],
        ...server,
        ...advertisement,
      ],
    ),
  ];
}

function bridgeFiles({ bridge, uplink }: BridgeNetworkDefinition, name: string): ConfigurationFile[] {
  const port: Section = ['Network', [`Bridge=${bridge}`]];
  const match: Section = ['Match', [`Name=${uplink}`]];
  return [
    file(
      `20-usb-gadget-${bridge}.netdev`,
      ['Set MACAddress= to that of the uplink for the network outside to see no other device than before.'],
      [
        ['NetDev', [`Name=${bridge}`, 'Kind=bridge']],
        ['Bridge', ['STP=no', 'ForwardDelaySec=0']],
      ],
    ),
    file(
      `20-usb-gadget-${bridge}.network`,
      ['Put what the uplink had here, where that was not DHCP.'],
      [
        ['Match', [`Name=${bridge}`]],
        ['Network', ['DHCP=yes', 'IPv6AcceptRA=yes']],
      ],
    ),
    // Before whatever else there is for the uplink.
    file(`05-usb-gadget-${uplink}.network`, [], [match, port]),
    linkFile(name, [], [notForBooting, port]),
  ];
}

/**
 * A network as files of systemd-networkd (systemd.network(5) of version 252, systemd.netdev(5)), for boards where that is to keep it.
 *
 * @example
 * ```ts
 * const plan = planNetwork(new OtgNet(), { gadget: 'kvmd', function: 'ecm.usb0' });
 * for (const { path, text } of formatNetworkd(plan)) console.log(path, text);
 * ```
 */
export function formatNetworkd({ network, interface: name }: NetworkPlan): ConfigurationFile[] {
  if (network.mode === 'bridge') return bridgeFiles(network, name);
  return network.mode === 'client'
    ? [linkFile(name, [], clientLink(network))]
    : addressedFiles(network, name);
}
