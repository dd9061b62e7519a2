import { shortText } from '../attributes/text-codecs.js';
import {
  text,
  truth,
  wholeNumber,
  type ObjectShape,
  type OptionTable,
  type ValueShape,
} from '../options/shape.js';
import { planAddresses } from './address-plan.js';

/** What is done to the words of a command that the network runs. */
export interface CommandOptions {
  /** The words that replace the whole command. Default: it stays. */
  readonly words?: readonly string[];
  /** Words to leave out; never the first. */
  readonly remove?: readonly string[];
  /** Words to add at the end. */
  readonly append?: readonly string[];
}

/** The programs that the network uses, and its four hooks. */
export type NetworkCommandName =
  'ip' | 'iptables' | 'sysctl' | 'preStart' | 'postStart' | 'preStop' | 'postStop';

/** The network over a gadget's network card, as plain data. */
export interface NetworkOptions {
  /** The IPv4 network of the USB link. Default `172.30.30.0/24`. */
  readonly subnet?: string;
  /** The host may ping the device. Default true. */
  readonly allowIcmp?: boolean;
  /** TCP ports of the device that the host may reach. Default none. */
  readonly allowTcp?: readonly number[];
  /** UDP ports of the device that the host may reach. Default 67: DHCP. */
  readonly allowUdp?: readonly number[];
  /** The interface over which the host reaches other networks. Default: none, it reaches the device alone. */
  readonly forwardInterface?: string;
  /** Changes to commands. */
  readonly commands?: Readonly<Partial<Record<NetworkCommandName, CommandOptions>>>;
}

/** An IPv4 network for a USB link. */
export const subnet: ValueShape = text(
  'an IPv4 network such as 172.30.30.0/24, with a prefix of at most 31, no bits set after it, and no loopback, multicast or reserved addresses',
  'Take a network that neither the device nor the host is in already.',
  (value) => {
    const plan = planAddresses(value);
    return typeof plan !== 'string' ? undefined : plan === 'malformed' ? 'VALUE_FORMAT' : 'VALUE_RANGE';
  },
  { pattern: '^\\d+(\\.\\d+){3}/\\d+$' },
);

/** The name of a network interface, or an empty text for none (net/core/dev.c, dev_valid_name). */
export const interfaceName: ValueShape = text(
  'the name of a network interface such as eth0',
  'See the names with: ip link',
  (value) => (/^[^/:\s]{0,15}$/.test(value) && value !== '.' && value !== '..' ? undefined : 'VALUE_FORMAT'),
  { maxLength: 15 },
);

const port = wholeNumber(0, 65535);
const words = { kind: 'list', of: shortText(4095) } as const;

const command: ObjectShape = {
  kind: 'object',
  options: {
    words: { shape: words, about: 'The words that replace the whole command.' },
    remove: { shape: words, about: 'Words to leave out; never the first.' },
    append: { shape: words, about: 'Words to add at the end.' },
  },
};

const commandAbouts: Readonly<Record<NetworkCommandName, string>> = {
  ip: 'The program ip.',
  iptables: 'The program iptables.',
  sysctl: 'The program sysctl.',
  preStart: 'Run before the network starts.',
  postStart: 'Run after the network has started: the DHCP server.',
  preStop: 'Run before the network stops.',
  postStop: 'Run after the network has stopped.',
};

const commands: OptionTable = Object.fromEntries(
  Object.entries(commandAbouts).map(([name, about]) => [name, { shape: command, about }]),
);

/** What `network` of our document may be. */
export const networkShape: ObjectShape = {
  kind: 'object',
  options: {
    subnet: { shape: subnet, about: 'The IPv4 network of the USB link. Default 172.30.30.0/24.' },
    allowIcmp: { shape: truth, about: 'The host may ping the device. Default true.' },
    allowTcp: {
      shape: { kind: 'list', of: port },
      about: 'TCP ports of the device that the host may reach. Default none.',
    },
    allowUdp: {
      shape: { kind: 'list', of: port },
      about: 'UDP ports of the device that the host may reach. Default 67.',
    },
    forwardInterface: {
      shape: interfaceName,
      about: 'The interface over which the host reaches other networks. Default none.',
    },
    commands: { shape: { kind: 'object', options: commands }, about: 'Changes to commands.' },
  },
};
