import { sectionsText, type ConfigurationFile, type Section } from './configuration-file.js';
import { linkAddresses } from './link-addresses.js';
import type {
  BridgeNetworkDefinition,
  IsolatedNetworkDefinition,
  NatNetworkDefinition,
  NetworkDefinition,
} from './network-definition.js';
import { clientProfile, connectionSection, keyfileValue, noNames } from './network-manager-sections.js';
import type { NetworkPlan } from './network-plan.js';

const profileFile = (
  name: string,
  comments: readonly string[],
  sections: readonly Section[],
): ConfigurationFile => ({
  path: `/etc/NetworkManager/system-connections/usb-gadget-${name}.nmconnection`,
  text: sectionsText(comments, sections),
  mode: 0o600,
});

/** One connection profile. What names are asked for over the link, whoever is there would answer. */
const profile = (
  name: string,
  type: 'ethernet' | 'bridge',
  comments: readonly string[],
  more: readonly string[],
  sections: readonly Section[],
): ConfigurationFile =>
  profileFile(name, comments, [connectionSection(`usb-gadget-${name}`, type, name, more), ...sections]);

/** Its own udev rules keep NetworkManager from the interfaces of gadgets (85-nm-unmanaged.rules); this counts for more. */
const managed = (name: string): ConfigurationFile => ({
  path: `/etc/NetworkManager/conf.d/usb-gadget-${name}.conf`,
  text: sectionsText(
    [],
    [[`device-usb-gadget-${name}`, [`match-device=interface-name:${name}`, 'managed=1']]],
  ),
  mode: 0o644,
});

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

function bridgeProfiles({ bridge, uplink }: BridgeNetworkDefinition, name: string): ConfigurationFile[] {
  const port = [`master=${keyfileValue(bridge)}`, 'slave-type=bridge'];
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

function profilesOf(network: NetworkDefinition, name: string): ConfigurationFile[] {
  if (network.mode === 'bridge') return bridgeProfiles(network, name);
  if (network.mode !== 'client') return addressedProfiles(network, name);
  return [profileFile(name, [], clientProfile(`usb-gadget-${name}`, name, network))];
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
  return [managed(name), ...profilesOf(network, name)];
}
