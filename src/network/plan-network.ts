import { frozen } from '../options/frozen.js';
import { bridgeCommands, unbridgeCommands } from './bridge-commands.js';
import { commandWords, placeholders, withPlaceholders } from './command-words.js';
import { clientSteps } from './dhcp-client.js';
import { asService, dnsmasqWords } from './dhcp-server.js';
import { firewallPolicy } from './firewall-policy.js';
import { addressesOf, linkAddresses } from './link-addresses.js';
import { foreignRules, ruleTag } from './foreign-rules.js';
import { iptablesRemoval, iptablesRules, restoreWords, type IpFamily } from './iptables-rules.js';
import { forwardingSettings, interfaceSettings, type KernelSetting } from './kernel-settings.js';
import { managerFiles } from './manager-files.js';
import type { RunProgram } from './network-action.js';
import type { DhcpClient, NetworkCommandName, NetworkDefinition } from './network-definition.js';
import type { NetworkPlace, NetworkManagerName, UplinkState } from './network-place.js';
import type { NetworkPlan, NetworkStep } from './network-plan.js';
import { nftTables } from './nft-rules.js';
import { networkOf, type NetworkSource } from './otg-net.js';
import { runFile } from './run-files.js';

/** A network at its place. */
interface Site {
  readonly network: NetworkDefinition;
  readonly name: string;
  readonly place: NetworkPlace;
}

const noUplink: UplinkState = { macAddress: '02:00:00:00:00:01', addresses: [], routes: [] };

/** The words of a hook, if it has any of its own: what is only added to a hook has no program to go to. */
function hookWords({ network, name }: Site, command: NetworkCommandName): string[] {
  const options = network.commands?.[command];
  if (!options?.words?.length) return [];
  return withPlaceholders(commandWords([], options), placeholders(network, name));
}

const run = (words: readonly string[]): RunProgram[] => (words.length ? [{ op: 'run', words }] : []);

const leniently = (program: Omit<RunProgram, 'op' | 'lenient'>): RunProgram => ({
  op: 'run',
  ...program,
  lenient: true,
});

function ipBatch({ network }: Site, ...options: readonly string[]): string[] {
  return [...commandWords(['ip'], network.commands?.ip), ...options, '-batch', '-'];
}

function batchStep(
  site: Site,
  key: string,
  commands: readonly string[],
  undo: readonly string[],
): NetworkStep {
  const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
  return {
    key,
    phase: 'link',
    action: { op: 'run', words: ipBatch(site), input: [text(commands)] },
    undo: [leniently({ words: ipBatch(site, '-force'), input: [text(undo)] })],
  };
}

/** What asks for an address. */
const clientOf = ({ network, place }: Site): DhcpClient | undefined =>
  network.mode === 'client' ? (network.client ?? place.client ?? 'udhcpc') : undefined;

const isManager = (client: DhcpClient | undefined): client is DhcpClient & NetworkManagerName =>
  client === 'NetworkManager' || client === 'systemd-networkd';

function fileSteps(site: Site): NetworkStep[] {
  const { network, name, place } = site;
  const client = clientOf(site);
  const asked = network.mode === 'client' && isManager(client) ? { manager: client, network } : undefined;
  const managers = new Set([...(place.managers ?? []), ...(asked ? [asked.manager] : [])]);
  return managerFiles([...managers], name, interfaceSettings(network, name), asked).flatMap(
    ({ file, reload, isForgotten }) => [
      {
        key: `file ${file.path}`,
        phase: 'guard',
        action: { op: 'save', ...file },
        undo: [{ op: 'remove', path: file.path }, ...(reload && !isForgotten ? [leniently(reload)] : [])],
      },
      ...(reload
        ? [
            {
              key: reload.words.join(' '),
              phase: 'guard',
              action: { op: 'run', ...reload },
              undo: [],
            } as const,
          ]
        : []),
    ],
  );
}

const nft = (text: string): RunProgram => ({ op: 'run', words: ['nft', '-f', '-'], input: [text] });

function nftSteps({ network, name }: Site): NetworkStep[] {
  return nftTables(firewallPolicy(network, name)).map(({ family, rules, removal }) => ({
    key: `rules ${family}`,
    phase: 'guard',
    action: nft(rules),
    undo: [nft(removal)],
  }));
}

function foreignSteps({ network, name, place }: Site): NetworkStep[] {
  const { foreignChains = [] } = place;
  if (network.mode !== 'nat' || !foreignChains.length) return [];
  const { uplink } = network;
  return [
    {
      key: `rules of others for ${uplink}`,
      phase: 'guard',
      action: nft(foreignRules(name, uplink, foreignChains)),
      // They are there until they are taken back: inserted again, they would be there twice.
      again: nft(''),
      undo: [{ op: 'untag', tag: ruleTag(name, uplink) }],
    },
  ];
}

function iptablesSteps({ network, name, place }: Site): NetworkStep[] {
  const policy = firewallPolicy(network, name);
  return (['ipv4', 'ipv6'] satisfies IpFamily[]).map((family) => {
    const words = restoreWords(commandWords(['iptables'], network.commands?.iptables), family);
    const [repeated, first] = iptablesRules(policy, family);
    const again = { op: 'run', words, input: [repeated, first] } as const;
    const [inPlace] = iptablesRules(policy, family, place.jumps);
    return {
      key: `rules ${family}`,
      phase: 'guard',
      action: { op: 'run', words, input: place.isRepeated ? [inPlace, first] : [first] },
      again,
      undo: [leniently({ words, input: iptablesRemoval(policy, family) })],
    };
  });
}

const settingStep = ({ path, value }: KernelSetting): NetworkStep => ({
  key: `setting ${path}`,
  phase: 'link',
  action: { op: 'set', path, value },
  undo: [{ op: 'restore', path }],
});

function addressStep(site: Site): NetworkStep {
  const { network, name, place } = site;
  const shut = place.isUp ? [] : [`link set dev ${name} down`];
  if (network.mode === 'bridge') {
    const uplink = place.uplink ?? noUplink;
    return batchStep(site, 'bridge', bridgeCommands(network, name, uplink), [
      ...shut,
      ...unbridgeCommands(network, uplink),
    ]);
  }
  const { ipv4, ipv6 } = linkAddresses(network);
  const addresses = [...ipv4, ...ipv6];
  return batchStep(
    site,
    'addresses',
    [...addresses.map((each) => `address replace ${each} dev ${name}`), `link set dev ${name} up`],
    [...addresses.map((each) => `address delete ${each} dev ${name}`), ...shut],
  );
}

function serverStep(site: Site): NetworkStep[] {
  const { network, name, place } = site;
  const addresses = addressesOf(network);
  const isOurs = network.commands?.postStart?.words === undefined;
  if (!isOurs || !addresses || !('dhcp' in network) || !network.dhcp.serve) return [];
  const { dhcp, ulaPrefix } = network;
  const usual = dnsmasqWords(name, addresses, ulaPrefix, dhcp);
  const known = placeholders(network, name);
  const { remove = [], append = [] } = network.commands?.postStart ?? {};
  const words = commandWords(usual, {
    remove: withPlaceholders(remove, known),
    append: withPlaceholders(append, known),
  });
  return [
    {
      key: 'dhcp server',
      phase: 'link',
      action: { op: 'run', words: place.systemd ? asService(name, words) : words },
      undo: [
        { op: 'stop', program: 'dnsmasq', pidFile: runFile(name, 'dnsmasq.pid') },
        { op: 'remove', path: runFile(name, 'leases') },
      ],
    },
  ];
}

function clientStepsOf(site: Site): NetworkStep[] {
  const { network, name } = site;
  const client = clientOf(site);
  if (network.mode !== 'client' || !client) return [];
  const { start, stop } = clientSteps(client, name, network);
  return start.map((action, index) => ({
    key: `dhcp client ${index}`,
    phase: 'link',
    action,
    undo: index === 0 ? stop : [],
  }));
}

const hookStep = (key: string, phase: NetworkStep['phase'], words: readonly string[]): NetworkStep[] =>
  run(words).map((action) => ({ key, phase, action, undo: [] }));

/** The hooks of the way back: one before everything else that is taken back, one after it. */
function withStopHooks(site: Site, steps: readonly NetworkStep[]): NetworkStep[] {
  const [before, after] = (['preStop', 'postStop'] as const).map((hook) =>
    run(hookWords(site, hook)).map((action): RunProgram => ({ ...action, lenient: true })),
  );
  return steps.map((step, index) => ({
    ...step,
    undo: [...(index === steps.length - 1 ? before! : []), ...step.undo, ...(index === 0 ? after! : [])],
  }));
}

/**
 * The steps that make a network at its place, and what takes each back. Whether it is sound, {@link validateNetworks} says.
 *
 * @example
 * ```ts
 * const plan = planNetwork(new OtgNet({ allowTcp: [80] }), { gadget: 'kvmd', function: 'ecm.usb0' });
 * console.log(formatNetworkPlan(plan));
 * ```
 */
export function planNetwork(source: NetworkSource, place: NetworkPlace): NetworkPlan {
  const network = networkOf(source);
  const name = place.interface ?? 'usb0';
  const site: Site = { network, name, place };
  const steps = [
    ...hookStep('before the start', 'guard', hookWords(site, 'preStart')),
    ...fileSteps(site),
    ...(network.firewall === 'iptables' ? iptablesSteps(site) : [...nftSteps(site), ...foreignSteps(site)]),
    ...interfaceSettings(network, name).map(settingStep),
    ...(network.mode === 'nat' ? forwardingSettings(name, network.uplink).map(settingStep) : []),
    addressStep(site),
    ...serverStep(site),
    ...clientStepsOf(site),
    ...hookStep('after the start', 'link', hookWords(site, 'postStart')),
  ];
  return frozen({
    version: 1,
    gadget: place.gadget,
    function: place.function,
    interface: name,
    network,
    ...(network.mode === 'bridge' && place.uplink && { uplink: place.uplink }),
    steps: withStopHooks(site, steps),
  });
}
