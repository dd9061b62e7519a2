import { hasErrors } from '../../errors.js';
import type { GadgetDefinition } from '../../gadget/definition.js';
import { networkDown } from '../../live/networks/network-down.js';
import { networkStatus, type NetworkStatus } from '../../live/networks/network-status.js';
import { networkUp, planNetworkUp } from '../../live/networks/network-up.js';
import { formatNetworkManager } from '../../network/format-network-manager.js';
import { formatNetworkShell } from '../../network/format-network-shell.js';
import { formatNetworkd } from '../../network/format-networkd.js';
import { didYouMean } from '../../options/did-you-mean.js';
import { formatNetworkPlan, formatRules } from '../../network/format-network-text.js';
import type { NetworkDefinition } from '../../network/network-definition.js';
import type { NetworkPlan } from '../../network/network-plan.js';
import { planNetworks } from '../../network/plan-networks.js';
import type { Command } from '../command.js';
import { formatFiles } from '../format-files.js';
import { tableText } from '../table-text.js';
import { judge, withoutTold, type Judgement } from '../judge.js';
import { interruptibly, locations, openMachine } from '../machine.js';
import { networkLine } from '../network-line.js';
import type { Options } from '../options.js';
import { printJson } from '../print-json.js';
import { isFile } from '../read-input.js';
import { refuse } from '../refuse.js';
import { tellIssues } from '../tell-issues.js';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usage-error.js';

/** A gadget with at least one network, from a file. */
interface Networked {
  readonly judgement: Judgement;
  readonly definition: GadgetDefinition;
  readonly networks: readonly NetworkDefinition[];
}

/** Whether the endpoints suffice is no matter of the network. */
const matters = ({ stops }: { readonly stops?: string }): boolean => stops !== 'bind' && stops !== 'work';

/** What a file says; the exit status if that cannot be used. */
function read(file: string, options: Options, terminal: Terminal): Networked | number {
  if (!isFile(file))
    throw usageError(`"${file}" is no file.`, 'Give a FILE that describes a gadget and its network.');
  const judgement = judge(file, options, false);
  const { definition, networks } = judgement;
  const issues = judgement.issues.filter(matters);
  tellIssues(issues, terminal);
  if (!definition || hasErrors(issues)) return refuse(issues, options, terminal);
  if (!networks.length)
    throw usageError(
      `"${file}" describes no network.`,
      'Give it a "network:" (or "otgnet:" in PiKVM\'s file).',
    );
  return { judgement, definition, networks };
}

const printers: Readonly<Record<string, (plan: NetworkPlan, direction: 'up' | 'down') => string>> = {
  sh: (plan, direction) => formatNetworkShell(plan, { direction }),
  nft: formatRules,
  networkd: (plan) => formatFiles(formatNetworkd(plan)),
  networkmanager: (plan) => formatFiles(formatNetworkManager(plan)),
};

function printPlans(plans: readonly NetworkPlan[], options: Options, terminal: Terminal): void {
  if (options.json || options.format === 'json') printJson(plans, terminal);
  else {
    const print = printers[options.format ?? ''] ?? formatNetworkPlan;
    terminal.print(plans.map((plan) => print(plan, options.down ? 'down' : 'up')).join('\n'));
  }
}

const statusHeadings = ['INTERFACE', 'GADGET', 'FUNCTION', 'MODE', 'ADDRESS', 'LEASES'];

function printStatus(found: readonly NetworkStatus[], terminal: Terminal): void {
  const rows = found.map((each) => [
    each.interface,
    each.gadget,
    each.function,
    each.mode,
    each.address || '-',
    each.leases.map(({ address, hostName }) => `${address}${hostName && ` (${hostName})`}`).join(' ') || '-',
  ]);
  terminal.print(tableText(statusHeadings, rows, terminal));
  for (const { interface: name, rules } of found)
    if (terminal.verbose) terminal.print(`\n${name}:\n${rules}`);
  for (const each of found)
    for (const fault of each.faults)
      terminal.tell(`${each.interface}: ${fault} \`usb-gadget net up\` mends it.\n`);
}

type Verb = (file: string, options: Options, terminal: Terminal) => number | Promise<number>;

const verbs: Readonly<Record<string, Verb>> = {
  plan: (file, options, terminal) => {
    const found = read(file, options, terminal);
    if (typeof found === 'number') return found;
    printPlans(planNetworks(found.definition, found.networks), options, terminal);
    return 0;
  },
  up: async (file, options, terminal) => {
    const found = read(file, options, terminal);
    if (typeof found === 'number') return found;
    const { judgement, definition, networks } = found;
    const system = openMachine(options, { definition, target: judgement.target, networks });
    const where = { ...locations(options), touchOthers: !options['no-touch'] };
    const plans: NetworkPlan[] = [];
    for (const each of networks) {
      if (options['dry-run']) plans.push(await planNetworkUp(each, definition.name, system, where));
      else {
        const { plan, issues } = await interruptibly(
          options,
          terminal,
          ({ signal }) => networkUp(each, definition.name, system, { ...where, ...(signal && { signal }) }),
          `making the network over ${each.function ?? definition.name}`,
        );
        tellIssues(judgement.locate(withoutTold(issues, judgement)), terminal);
        plans.push(plan);
      }
    }
    if (options.json || options['dry-run']) printPlans(plans, options, terminal);
    else if (!terminal.quiet) terminal.tell(plans.map(networkLine).join(''));
    return 0;
  },
  down: async (parameter, options, terminal) => {
    const found = isFile(parameter)
      ? read(parameter, options, terminal)
      : { definition: { name: parameter } };
    if (typeof found === 'number') return found;
    const plans = await networkDown(found.definition.name, openMachine(options));
    if (options.json) printJson(plans, terminal);
    else if (!terminal.quiet) terminal.tell(plans.map((each) => `${each.interface}: removed\n`).join(''));
    return 0;
  },
  status: async (_parameter, options, terminal) => {
    const found = await networkStatus(openMachine(options), locations(options));
    if (options.json) printJson(found, terminal);
    else if (found.length) printStatus(found, terminal);
    else if (!terminal.quiet) terminal.tell('There are no networks.\n');
    return 0;
  },
};

/** `usb-gadget net`: the network over a gadget. */
export const net: Command = ([verb = '', parameter], options, terminal) => {
  const perform = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (!perform)
    throw usageError(
      `"net" has no "${verb}".`,
      didYouMean(verb, Object.keys(verbs), `Write: usb-gadget net ${Object.keys(verbs).join('|')}`),
    );
  if (parameter === undefined && verb !== 'status')
    throw usageError(`"net ${verb}" needs a FILE.`, `Write: usb-gadget net ${verb} FILE`);
  return perform(parameter ?? '', options, terminal);
};
