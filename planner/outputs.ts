import {
  formatPlan,
  formatShell,
  GadgetError,
  planCreate,
  type GadgetDefinition,
  type Plain,
} from 'usb-gadget';
import {
  formatNetworkPlan,
  formatNetworkShell,
  planNetworks,
  type NetworkDefinition,
} from 'usb-gadget/network';
import { formatTypescript, writeDocument } from 'usb-gadget/yaml';
import type { Judgement } from './judge.js';
import type { State } from './state.js';

/** Something that one can take away. */
export interface Output {
  /** What the tab says. */
  readonly title: string;
  /** What a downloaded file is called, after the name of the gadget. */
  readonly ending: string;
  /** One sentence: what to do with it, once it is in a file of this name. */
  readonly about: (file: string) => string;
  /** It is made only of a gadget without faults that keep it from being written. */
  readonly needsSound: boolean;
  /** It is made only of a gadget that has a network. */
  readonly needsNetwork?: boolean;
  /** Its text. */
  readonly write: (state: State, judgement: Judgement) => string;
}

/** Options are written as they were entered, which is shorter than a whole definition; what writes them looks at no more than their keys. */
const asDefinition = (options: Plain): GadgetDefinition => options as unknown as GadgetDefinition;
const asNetworks = (options: readonly Plain[]): readonly NetworkDefinition[] =>
  options as unknown as readonly NetworkDefinition[];

/** What one can take away, in the order of the tabs. */
export const outputs: readonly Output[] = [
  {
    title: 'YAML',
    ending: '.yaml',
    about: (file) => `On the board, as root: \`usb-gadget up ${file}\`.`,
    needsSound: false,
    write: ({ gadget, networks }) => writeDocument(asDefinition(gadget), asNetworks(networks)),
  },
  {
    title: 'TypeScript',
    ending: '.ts',
    about: () => 'A module for programs that use the library.',
    needsSound: true,
    write: ({ gadget, networks }) => formatTypescript(asDefinition(gadget), asNetworks(networks)),
  },
  {
    title: 'Plan',
    ending: '.plan.txt',
    about: () => 'Every single write, in order.',
    needsSound: true,
    write: ({ kernel }, { definition }) => formatPlan(planCreate(definition, { kernel })),
  },
  {
    title: 'Shell script',
    ending: '.sh',
    about: (file) => `The same for a board without Node, as root: \`sh ${file}\`.`,
    needsSound: true,
    write: ({ kernel }, { definition }) => formatShell(planCreate(definition, { kernel })),
  },
  {
    title: 'Network plan',
    ending: '.network.txt',
    about: () => 'Every step of the network, in order. Rules come before the gadget, addresses after it.',
    needsSound: true,
    needsNetwork: true,
    write: (_, { definition, networks }) =>
      planNetworks(definition, networks).map(formatNetworkPlan).join('\n'),
  },
  {
    title: 'Network script',
    ending: '.network.sh',
    about: (file) =>
      `The same for a board without Node, once the gadget is there: \`sh ${file}\`. \`usb-gadget unit\` writes both for systemd.`,
    needsSound: true,
    needsNetwork: true,
    write: (_, { definition, networks }) =>
      planNetworks(definition, networks)
        .map((plan) => formatNetworkShell(plan))
        .join('\n'),
  },
];

/** What one can take away of a state. */
export const outputsOf = ({ networks }: State): readonly Output[] =>
  outputs.filter(({ needsNetwork = false }) => !needsNetwork || networks.length > 0);

/** The text of an output, or why there is none. */
export function textOf(
  output: Output,
  state: State,
  judgement: Judgement,
): { text: string } | { reason: string } {
  const stops = judgement.issues.find(
    ({ severity, stops = 'run' }) => severity === 'error' && (stops === 'write' || stops === 'run'),
  );
  if (output.needsSound && stops) return { reason: `First mend what is at fault: ${stops.message}` };
  try {
    return { text: output.write(state, judgement) };
  } catch (error) {
    if (error instanceof GadgetError) return { reason: `${error.issues[0]!.message} ${error.hint}` };
    return { reason: `First mend what is at fault: ${(error as Error).message}` };
  }
}
