import type { Section } from './configuration-file.js';
import type { ClientNetworkDefinition } from './network-definition.js';

/** A value as GKeyFile reads it: a backslash begins an escape. */
export const keyfileValue = (text: string): string => text.replaceAll('\\', '\\\\');

/** What a profile is called, and what it is for. */
export const connectionSection = (
  id: string,
  type: 'ethernet' | 'bridge',
  name: string,
  more: readonly string[],
): Section => [
  'connection',
  [`id=${keyfileValue(id)}`, `type=${type}`, `interface-name=${keyfileValue(name)}`, ...more],
];

/** Names are not asked for over the link: whoever is there would answer. */
export const noNames = ['llmnr=0', 'mdns=0'] as const;

/** The profile of a network plan in which NetworkManager is the DHCP client. */
export const clientProfileName = (name: string): string => `usb-gadget-client-${name}`;

/** An address is taken; routes and servers of names only if the host is to lead on, and never a name for the device. */
export function clientProfile(
  id: string,
  name: string,
  { defaultRoute, ipv6 }: ClientNetworkDefinition,
): Section[] {
  const ignored = String(!defaultRoute);
  const lines = [
    'method=auto',
    `never-default=${ignored}`,
    `ignore-auto-routes=${ignored}`,
    `ignore-auto-dns=${ignored}`,
  ];
  return [
    connectionSection(id, 'ethernet', name, [
      ...noNames,
      // Before a profile for any card, and for as long as it takes the host to share.
      'autoconnect-priority=999',
      'autoconnect-retries=0',
    ]),
    ['hostname', ['from-dhcp=0', 'from-dns-lookup=0']],
    ['ipv4', [...lines, 'dhcp-timeout=2147483647']],
    ['ipv6', ipv6 === 'off' ? ['method=disabled'] : lines],
  ];
}
