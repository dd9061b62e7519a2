import { issue, type Issue } from '../../errors.js';
import { hostFacts } from '../hosts/host-facts.js';
import type { Found, HostFact, MetGadget, PlacedFunction } from '../hosts/host-fact.js';
import { hostTitles, type HostName } from '../hosts/host-names.js';
import { once } from '../../options/once.js';
import type { GadgetRule, ValidParts } from '../valid-parts.js';

function place({ functions, functionNames, configurations }: ValidParts): MetGadget['configurations'] {
  return configurations.map((configuration, number) => {
    const placed: PlacedFunction[] = [];
    configuration?.functions.forEach((name, before) => {
      const index = functionNames.indexOf(name);
      const definition = functions[index];
      if (definition)
        placed.push({ path: `functions[${index}]`, name, definition, before, configuration: number });
    });
    return placed;
  });
}

/** The hosts are named if they were asked for. */
function tell({ code, message, cure }: HostFact, found: Found, asked: readonly HostName[]): Issue {
  const { name = '', definition } = found.function ?? {};
  const filled = message.replace('{name}', `"${name}"`).replace('{driver}', definition?.driver ?? '');
  const hosts = asked.map((each) => hostTitles[each]).join(', ');
  return issue(code, found.path, hosts ? `${hosts}: ${filled}` : filled, cure);
}

const unaskedFacts = once(() => hostFacts().filter(({ unasked }) => unasked));

/** What is known of the hosts that the gadget is for; if it names none, what everybody should know. */
export const hosts: GadgetRule = (gadget, issues, { kernel }) => {
  const asked = gadget.definition.hosts;
  const met: MetGadget = { definition: gadget.definition, configurations: place(gadget), kernel };
  for (const fact of asked ? hostFacts() : unaskedFacts()) {
    const concerned = asked ? fact.hosts.filter((each) => asked.includes(each)) : [];
    if (asked && !concerned.length) continue;
    for (const found of fact.finds(met)) issues.push(tell(fact, found, concerned));
  }
};
