import { linkAddresses, sectionsText, type ConfigurationFile, type Section } from './configuration-file.js';
import type {
  BridgeNetworkDefinition,
  ClientNetworkDefinition,
  IsolatedNetworkDefinition,
  NatNetworkDefinition,
} from './network-definition.js';
import type { NetworkPlan } from './network-plan.js';

/** A value as GKeyFile reads it: a backslash begins an escape. */
const value = (text: string): string => text.replaceAll('\\', '\\\\');

/** One connection profile. What names are asked for over the link, whoever is there would answer. */
const profile = (
  name: string,
  type: 'ethernet' | 'bridge',
  comments: readonly string[],
  more: readonly string[],
  sections: readonly Section[],
): ConfigurationFile => ({
  path: `/etc/NetworkManager/system-connections/usb-gadget-${name}.nmconnection`,
  text: sectionsText(comments, [
    [
      'connection',
      [`id=usb-gadget-${value(name)}`, `type=${type}`, `interface-name=${value(name)}`, ...more],
    ],
    ...sections,
  ]),
  mode: 0o600,
});

const noNames = ['llmnr=0', 'mdns=0'] as const;

const ownAddresses = (addresses: readonly string[]): string[] =>
  addresses.map((each, index) => `address${index + 1}=${each}`);

const sharedLimits = (uplink: string): string[] => [
  'Method shared gives the host a router, the device for names, and a lease of an hour, whatever else is asked for.',
  `It masquerades to wherever the default route leads, and not to ${uplink} alone.`,
];

const servedElsewhere =
  'NetworkManager has a DHCP server in its method shared alone, which leads the host on: here dnsmasq must serve.';

function addressedProfiles(
  network: IsolatedNetworkDefinition | NatNetworkDefinition,
  name: string,
): ConfigurationFile[] {
  const { ipv4, ipv6 } = linkAddresses(network);
  const isNat = network.mode === 'nat';
  const never = 'never-default=true';
  const comments = isNat ? sharedLimits(network.uplink) : network.dhcp.serve ? [servedElsewhere] : [];
  const ipv6Lines = ipv6.length
    ? ['method=manual', ...ownAddresses(ipv6), never]
    : [`method=${network.ipv6 === 'off' ? 'disabled' : 'link-local'}`];
  return [
    profile(name, 'ethernet', comments, noNames, [
      ['ipv4', [`method=${isNat ? 'shared' : 'manual'}`, ...ownAddresses(ipv4), ...(isNat ? [] : [never])]],
      ['ipv6', ipv6Lines],
    ]),
  ];
}

/** An address is taken; routes and servers of names only if the host is to lead on, and never a name for the device. */
function clientProfiles({ defaultRoute, ipv6 }: ClientNetworkDefinition, name: string): ConfigurationFile[] {
  const ignored = String(!defaultRoute);
  const lines = [
    'method=auto',
    `never-default=${ignored}`,
    `ignore-auto-routes=${ignored}`,
    `ignore-auto-dns=${ignored}`,
  ];
  return [
    profile(name, 'ethernet', [], noNames, [
      ['hostname', ['from-dhcp=0', 'from-dns-lookup=0']],
      ['ipv4', lines],
      ['ipv6', ipv6 === 'off' ? ['method=disabled'] : lines],
    ]),
  ];
}

function bridgeProfiles({ bridge, uplink }: BridgeNetworkDefinition, name: string): ConfigurationFile[] {
  const port = [`master=${value(bridge)}`, 'slave-type=bridge'];
  return [
    profile(
      bridge,
      'bridge',
      [
        'Put what the uplink had here, where that was not DHCP.',
        'Set mac-address= in [bridge] to that of the uplink for the network outside to see no other device than before.',
      ],
      ['autoconnect-slaves=1'],
      [
        ['bridge', ['stp=false']],
        ['ipv4', ['method=auto']],
        ['ipv6', ['method=auto']],
      ],
    ),
    profile(uplink, 'ethernet', ['It stands in for any other profile of the uplink.'], port, []),
    profile(name, 'ethernet', [], port, []),
  ];
}

/**
 * A network as connection profiles of NetworkManager (nm-settings-keyfile(5), nm-settings-nmcli(5) of version 1.42), for boards where
 * that is to keep it. Only root may read them, or they are not taken.
 *
 * @example
 * ```ts
 * const plan = planNetwork(new OtgNet(), { gadget: 'kvmd', function: 'ecm.usb0' });
 * for (const { path, text } of formatNetworkManager(plan)) console.log(path, text);
 * ```
 */
export function formatNetworkManager({ network, interface: name }: NetworkPlan): ConfigurationFile[] {
  if (network.mode === 'bridge') return bridgeProfiles(network, name);
  return network.mode === 'client' ? clientProfiles(network, name) : addressedProfiles(network, name);
}
