import { issue, type Issue } from '../../errors.js';
import { hostFacts } from '../hosts/host-facts.js';
import type { Found, HostFact, MetGadget, PlacedFunction } from '../hosts/host-fact.js';
import { hostTitles, type HostName } from '../hosts/host-names.js';
import { once } from '../../options/once.js';
import type { GadgetRule, SoundGadget } from '../sound-gadget.js';

/** Only a controller for SuperSpeed is served with bcdUSB 2.10 (composite.c); below that, browsers do not ask (WebUSB 1.0, 4.1). */
export const webUsb: GadgetRule = ({ definition }, issues, { controller }) => {
  if (definition.webUsb?.use && controller?.speed !== 'super')
    issues.push(
      issue(
        'WEBUSB_BELOW_SUPERSPEED',
        'webUsb.use',
        `Browsers ignore WebUSB on ${controller ? controller.name : 'a controller'} that is not for SuperSpeed: the kernel says USB 2.01 there.`,
        'Use a SuperSpeed controller, or leave webUsb out.',
      ),
    );
};

function place({ functions, functionNames, configurations }: SoundGadget): MetGadget['configurations'] {
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
