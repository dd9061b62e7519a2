import ipaddr from 'ipaddr.js';
import { shortText } from '../attributes/text-codecs.js';
import {
  oneOf,
  text,
  truth,
  wholeNumber,
  type ObjectShape,
  type Option,
  type OptionTable,
  type Shape,
  type ValueShape,
  type VariantShape,
} from '../options/shape.js';
import { planAddresses } from './address-plan.js';
import type { NetworkCommandName } from './network-definition.js';
import { portFault } from './ports.js';
import { isUlaPrefix } from './ula-prefix.js';

/** An IPv4 network for a USB link. */
export const subnet: ValueShape = text(
  'an IPv4 network such as 172.30.30.0/24, with a prefix of at most 31, no bits set after it, and no loopback, multicast or reserved addresses',
  'Zeros behind the prefix, as in 192.168.1.0/24; and one that neither the device nor the host is in already.',
  (value) => {
    const plan = planAddresses(value);
    return typeof plan !== 'string' ? undefined : plan === 'malformed' ? 'VALUE_FORMAT' : 'VALUE_RANGE';
  },
  { pattern: '^\\d+(\\.\\d+){3}/\\d+$' },
);

/**
 * The name of a network interface: of those that the kernel takes (net/core/dev.c, dev_valid_name), the ones that stand for themselves in
 * nft, iptables, `ip -batch` and udev. To one or other of these, `eth*` and `eth+` are patterns, and `#` begins a comment.
 */
export const interfaceName: ValueShape = text(
  'the name of a network interface such as eth0',
  'See the names with: ip link',
  (value) => (/^\w[\w.-]{0,14}$/.test(value) ? undefined : 'VALUE_FORMAT'),
  { pattern: '^\\w[\\w.-]{0,14}$' },
);

const address: ValueShape = text('an IPv4 or IPv6 address such as 1.1.1.1', '', (value) =>
  ipaddr.IPv4.isValidFourPartDecimal(value) || (ipaddr.IPv6.isValid(value) && !value.includes('%'))
    ? undefined
    : 'VALUE_FORMAT',
);

const hostAddress: ValueShape = text('an IPv4 address such as 172.30.30.10', '', (value) =>
  ipaddr.IPv4.isValidFourPartDecimal(value) ? undefined : 'VALUE_FORMAT',
);

const ulaPrefix: ValueShape = text(
  'a local IPv6 network such as fd12:3456:789a::/64',
  'It begins with fd and has a prefix of 64 (RFC 4193); ulaSeed makes one.',
  (value) => (isUlaPrefix(value) ? undefined : 'VALUE_FORMAT'),
);

const domain: ValueShape = text('a domain such as lan', '', (value) =>
  /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(value) ? undefined : 'VALUE_FORMAT',
);

const port: ValueShape = {
  kind: 'value',
  expected: 'a port from 1 to 65535, or a range such as 8000-8010',
  hint: '',
  fault: portFault,
  schema: {
    oneOf: [
      { type: 'integer', minimum: 1, maximum: 65535 },
      { type: 'string', pattern: '^\\d{1,5}(-\\d{1,5})?$' },
    ],
  },
};

const listOf = (of: Shape): Shape => ({ kind: 'list', of });

/** A word for a program: whatever execve(2) takes, such as a script for `sh -c` on several lines. */
const words = listOf(
  text('a text without a null character', '', (value) =>
    value.includes('\0') ? 'STRING_INVALID' : undefined,
  ),
);

const command: Option = {
  shape: {
    kind: 'object',
    options: { words: { shape: words }, remove: { shape: words }, append: { shape: words } },
  },
};

const commands: Readonly<Record<NetworkCommandName, Option>> = {
  ip: command,
  iptables: command,
  sysctl: command,
  preStart: command,
  postStart: command,
  preStop: command,
  postStop: command,
};

const common: OptionTable = {
  function: { shape: shortText(40) },
  allowIcmp: { shape: truth },
  allowTcp: { shape: listOf(port) },
  allowUdp: { shape: listOf(port) },
  firewall: { shape: oneOf(['nftables', 'iptables']) },
  commands: { shape: { kind: 'object', options: commands } },
};

const dhcp: ObjectShape = {
  kind: 'object',
  options: {
    serve: { shape: truth },
    leaseSeconds: { shape: wholeNumber(120, 0xffff_fffe) },
    router: { shape: truth },
    dnsServers: { shape: listOf(address) },
    searchDomain: { shape: domain },
    hostAddress: { shape: hostAddress },
    options: { shape: listOf(shortText(255)) },
  },
};

const addressed: OptionTable = {
  subnet: { shape: subnet },
  ipv6: { shape: oneOf(['off', 'link-local', 'ula']) },
  ulaPrefix: { shape: ulaPrefix },
  ulaSeed: { shape: shortText(255) },
  dhcp: { shape: dhcp },
};

const joining: OptionTable = {
  ipv6: { shape: oneOf(['off', 'link-local']) },
};

const uplink: OptionTable = {
  uplink: { shape: interfaceName, required: 'The interface that leads to other networks.' },
};

const modes: Readonly<Record<string, OptionTable>> = {
  isolated: addressed,
  nat: { ...uplink, ...addressed },
  bridge: {
    ...uplink,
    bridge: { shape: interfaceName },
    ...joining,
  },
  client: {
    client: { shape: oneOf(['dhcpcd', 'udhcpc', 'systemd-networkd', 'NetworkManager']) },
    defaultRoute: { shape: truth },
    ...joining,
  },
};

/** What a network of our document may be. */
export const networkShape: VariantShape = {
  kind: 'variant',
  key: 'mode',
  byDefault: 'isolated',
  cases: Object.fromEntries(
    Object.entries(modes).map(([mode, own]) => [mode, { kind: 'object', options: { ...own, ...common } }]),
  ),
};
