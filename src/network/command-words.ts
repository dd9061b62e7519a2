import { addressesOf } from './link-addresses.js';
import type { CommandOptions, NetworkDefinition } from './network-definition.js';

/** What stands for each placeholder in the words of a command: PiKVM's names. */
export function placeholders(network: NetworkDefinition, name: string): Readonly<Record<string, string>> {
  const addresses = addressesOf(network);
  if (!addresses) return { iface: name };
  const { device, network: net, prefix, mask, hostFirst, hostLast } = addresses;
  return {
    iface: name,
    iface_ip: device,
    net_ip: net,
    net_prefix: String(prefix),
    net_mask: mask,
    dhcp_ip_begin: hostFirst,
    dhcp_ip_end: hostLast,
    dhcp_option_3: network.mode === 'nat' ? `3,${device}` : '3',
  };
}

/** The words of a command with what is known in place of `{iface}` and the like; what is not known stays as it is. */
export function withPlaceholders(
  words: readonly string[],
  known: Readonly<Record<string, string>>,
): string[] {
  return words.map((word) =>
    word.replace(/\{(\w+)\}/g, (whole, key: string) => (Object.hasOwn(known, key) ? known[key]! : whole)),
  );
}

/** A command as it is to be run: its usual words, or others, without some and with more. */
export function commandWords(usual: readonly string[], options: CommandOptions = {}): string[] {
  const { words = [], remove = [], append = [] } = options;
  return [
    ...(words.length ? words : usual).filter((word, index) => index === 0 || !remove.includes(word)),
    ...append,
  ];
}
