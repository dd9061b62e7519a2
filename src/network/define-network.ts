import { frozen } from '../options/frozen.js';
import { isPlain, type Plain } from '../options/plain.js';
import type { NetworkDefinition } from './network-definition.js';
import { derivedUlaPrefix } from './ula-prefix.js';

const common = { allowIcmp: true, allowTcp: [], allowUdp: [], firewall: 'nftables' } as const;

const dhcp = { serve: true, leaseSeconds: 86_400, dnsServers: [], options: [] } as const;

const addressed = { subnet: '172.30.30.0/24', ipv6: 'link-local' } as const;

/** What each mode has where nothing is said. */
const defaults: Readonly<Record<string, Plain>> = {
  isolated: { ...common, ...addressed, dhcp: { ...dhcp, router: false } },
  nat: { ...common, ...addressed, dhcp: { ...dhcp, router: true } },
  bridge: { ...common, bridge: 'br-usb', ipv6: 'link-local' },
  client: { ...common, defaultRoute: false, ipv6: 'link-local' },
};

/** Asked for without a prefix, addresses of their own are no less unique than the seed that they come from. */
function withUlaPrefix({ ulaSeed, ...options }: Plain): Plain {
  if (typeof ulaSeed !== 'string' || options['ulaPrefix'] !== undefined)
    return { ...options, ...(ulaSeed !== undefined && { ulaSeed }) };
  return { ...options, ulaPrefix: derivedUlaPrefix(ulaSeed) };
}

/**
 * Completes the options of a network to its definition. A definition stays as it is. Nothing is judged here, and nothing that is at
 * fault is lost: hold the result against the rules.
 */
export function defineNetwork(options: Plain): NetworkDefinition {
  if (!isPlain(options)) return options;
  const { mode = 'isolated' } = options;
  const usual = defaults[String(mode)] ?? {};
  const usualDhcp = usual['dhcp'];
  // Without what is undefined, which stands for the default.
  const given = frozen(withUlaPrefix(options));
  return frozen({
    mode,
    ...usual,
    ...given,
    ...(isPlain(usualDhcp) && isPlain(given['dhcp']) && { dhcp: { ...usualDhcp, ...given['dhcp'] } }),
  } as unknown as NetworkDefinition);
}
