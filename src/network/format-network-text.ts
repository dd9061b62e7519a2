import { addressesOf } from './link-addresses.js';
import type { NetworkAction } from './network-action.js';
import type { NetworkPhase, NetworkPlan } from './network-plan.js';

const indented = (text: string): string[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `    | ${line}`);

/** As sysctl(8) writes it: a dot within a name is then a slash. */
const dotted = (path: string): string => path.replace(/[./]/g, (each) => (each === '/' ? '.' : '/'));

/** What is done, in one line and, where a program or a file gets a text, that text below it. */
export function formatNetworkAction(action: NetworkAction): string[] {
  switch (action.op) {
    case 'save':
      return [`save    ${action.path}`, ...indented(action.text)];
    case 'remove':
      return [`remove  ${action.path}`];
    case 'set':
      return [`set     ${dotted(action.path)} = ${action.value}`];
    case 'restore':
      return [`restore ${dotted(action.path)}`];
    case 'run':
      return [
        `run     ${action.words.join(' ')}`,
        ...indented(action.input?.at(-1) ?? '').slice(action.input ? 0 : 1),
      ];
    case 'stop':
      return [`stop    ${action.program} (${action.pidFile})`];
    case 'untag':
      return [`untag   "${action.tag}"`];
  }
}

const phases: readonly (readonly [NetworkPhase, string])[] = [
  ['guard', 'Before the interface is there:'],
  ['link', 'Once it is there:'],
];

function heading({ interface: name, gadget, function: over, network }: NetworkPlan): string {
  const addresses = addressesOf(network);
  const shown = addresses
    ? `: ${addresses.device}/${addresses.prefix}, the host ${addresses.hostFirst} to ${addresses.hostLast}`
    : '';
  return `${name} over ${over} of ${gadget}, ${network.mode}${shown}`;
}

/** A network plan for people: each step in the order of its doing. */
export function formatNetworkPlan(plan: NetworkPlan): string {
  const lines = phases.flatMap(([phase, title]) => {
    const steps = plan.steps.filter((each) => each.phase === phase);
    return steps.length
      ? [title, ...steps.flatMap(({ action }) => formatNetworkAction(action)).map((line) => `  ${line}`)]
      : [];
  });
  return [heading(plan), ...lines, ''].join('\n');
}

/** The rules of a network plan, as its firewall's program reads them. */
export function formatRules({ steps }: NetworkPlan): string {
  return steps
    .filter(({ key }) => key.startsWith('rules '))
    .map(({ action }) => (action.op === 'run' ? (action.input?.at(-1) ?? '') : ''))
    .join('');
}
