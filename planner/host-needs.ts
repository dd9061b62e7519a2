import {
  hostNames,
  hostTitles,
  validate,
  type HostName,
  type Issue,
  type ValidationOptions,
  type GadgetDefinition,
} from 'usb-gadget';

/** What a host makes of the gadget. */
export interface HostNeeds {
  /** The host. */
  readonly name: HostName;
  /** What people call it. */
  readonly title: string;
  /** In a few words. */
  readonly verdict: string;
  /** How bad it is. */
  readonly severity: 'good' | 'note' | 'warning';
  /** What is known, without the name of the host before it. */
  readonly issues: readonly Issue[];
}

const verdicts = {
  good: 'needs nothing',
  note: 'good to know',
  warning: 'has trouble',
};

function needsOf(name: HostName, definition: GadgetDefinition, options: ValidationOptions): HostNeeds {
  const title = hostTitles[name];
  const issues = validate({ ...definition, hosts: [name] }, options)
    .filter(({ code, message }) => code.startsWith('HOST_') && message.startsWith(`${title}: `))
    .map((each) => ({ ...each, message: each.message.slice(title.length + 2) }));
  const isMissing = issues.some(({ code }) => code === 'HOST_LACKS_DRIVER');
  const severity = issues.some((each) => each.severity === 'warning')
    ? 'warning'
    : issues.length
      ? 'note'
      : 'good';
  return { name, title, severity, verdict: isMissing ? 'lacks a driver' : verdicts[severity], issues };
}

/** What each host that is known will need, whether the gadget names it or not. */
export function hostNeeds(definition: GadgetDefinition, options: ValidationOptions): readonly HostNeeds[] {
  return hostNames.map((name) => needsOf(name, definition, options));
}
