import type { ConfigurationFile } from '../network/configuration-file.js';
import { functionName } from '../functions/function-name.js';
import type { GadgetDefinition } from '../gadget/definition.js';
import { definitionOf, type GadgetSource } from '../gadget/gadget-source.js';
import { emptyTree } from '../configfs/tree.js';
import { formatInterfaceCheck, formatNetworkShell } from '../network/format-network-shell.js';
import type { NetworkSource } from '../network/otg-net.js';
import { planNetworks } from '../network/plan-networks.js';
import { formatShell } from '../plan/format-shell.js';
import { quote } from '../plan/shell-words.js';
import { madeTree, planCreate, planRemove, type PlanOptions } from '../plan/make-plan.js';
import { gadgetUnit, gettyUnit, networkUnit, quoted, unitName, type Commands } from './unit-texts.js';

/** What may be said about units. */
export interface UnitOptions extends PlanOptions {
  /** The networks over the gadget's network cards. Default none. */
  readonly networks?: readonly NetworkSource[];
  /** Let the command-line tool do it, with the document at this path, instead of scripts that need no Node. Default: scripts. */
  readonly document?: string;
}

/** Where the scripts of a gadget are. */
const folderOf = (gadget: string): string => `/etc/usb-gadget/${gadget}`;

const unitFolder = '/etc/systemd/system';

const script = (path: string): string => `/bin/sh ${quoted(path)}`;

/** All that may run on the board that the scripts are for. */
const everyManager = { managers: ['udev', 'NetworkManager', 'systemd-networkd'] } as const;

interface Scripts {
  readonly files: ConfigurationFile[];
  readonly gadget: Commands;
  readonly network: Commands;
}

/** The scripts of each network, and those of the gadget between them. */
function scriptsOf(definition: GadgetDefinition, options: UnitOptions): Scripts {
  const folder = folderOf(definition.name);
  const files: ConfigurationFile[] = [];
  const add = (name: string, text: string): string => {
    files.push({ path: `${folder}/${name}`, text, mode: 0o755 });
    return script(`${folder}/${name}`);
  };
  const plans = planNetworks(definition, options.networks ?? [], everyManager);
  const each = (phase: 'guard' | 'link', direction: 'up' | 'down'): string[] =>
    plans.map((plan) =>
      add(`${plan.interface}-${phase}-${direction}.sh`, formatNetworkShell(plan, { phase, direction })),
    );
  const down = add('down.sh', formatShell(planRemove(definition, options), madeTree(definition, options)));
  const gadget: Commands = {
    before: each('guard', 'up'),
    start: [
      add('up.sh', formatShell(planCreate(definition, options), emptyTree(definition.name))),
      ...(plans.length
        ? [add('check.sh', formatInterfaceCheck(plans, `/bin/sh ${quote(`${folder}/down.sh`)}`))]
        : []),
    ],
    stop: [down],
    after: each('guard', 'down').reverse(),
  };
  const network = { start: each('link', 'up'), stop: each('link', 'down').reverse() };
  return { files, gadget, network };
}

/** The tool brings the networks up with the gadget. */
function toolCommands({ name }: GadgetDefinition, document: string): Commands {
  const tool = '/usr/bin/env usb-gadget';
  return { start: [`${tool} up --wait ${quoted(document)}`], stop: [`${tool} down -- ${quoted(name)}`] };
}

const serialDrivers: readonly string[] = ['acm', 'gser'];

/**
 * systemd units for a gadget: one for itself, one for its networks, and for each serial port one that lets the host log in, which is
 * there and off until it is enabled. They run scripts that need no Node, or the command-line tool.
 *
 * @returns the files, by their paths on the board.
 *
 * @example
 * ```ts
 * for (const { path, text } of formatUnits(gadget, { networks: [new OtgNet()], kernel: '6.12' })) console.log(path, text);
 * ```
 */
export function formatUnits(source: GadgetSource, options: UnitOptions = {}): ConfigurationFile[] {
  const definition = definitionOf(source);
  const { name, functions } = definition;
  const { document, networks = [] } = options;
  const scripts: Scripts =
    document === undefined
      ? scriptsOf(definition, options)
      : { files: [], gadget: toolCommands(definition, document), network: { start: [], stop: [] } };
  const unit = (suffix: string, text: string): ConfigurationFile => ({
    path: `${unitFolder}/${unitName(name, suffix)}`,
    text,
    mode: 0o644,
  });
  const ports = functions.filter(({ driver }) => serialDrivers.includes(driver)).map(functionName);
  return [
    ...scripts.files,
    unit('', gadgetUnit(name, scripts.gadget)),
    ...(networks.length && document === undefined
      ? [unit('-network', networkUnit(name, scripts.network))]
      : []),
    ...ports.map((port) => unit(`-login-${port.replace('.', '-')}`, gettyUnit(name, port))),
  ];
}
