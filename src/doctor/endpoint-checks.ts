import { endpointsOf } from '../gadget/endpoints.js';
import type { GadgetDefinition } from '../gadget/definition.js';
import { endpointTotal, type Confidence, type ControllerProfile } from '../udc/profile.js';
import { boardProfiles } from './board-profile.js';
import { controllerNames } from '../live/controllers/controllers.js';
import { fault, good, note, type Found } from './finding.js';
import type { Patient } from './patient.js';

const sureness: Readonly<Record<Confidence, string>> = {
  measured: 'measured on a kernel',
  source: "from the driver's source",
  capture: "from a board's registers",
  guess: 'a guess',
};

const titleOf = ({ name, title = name }: ControllerProfile): string => title;

function fit(definition: GadgetDefinition, profile: ControllerProfile, release: string): Found {
  const { binds, works, because } = endpointsOf(definition, profile, release);
  if (binds && works) return good(`${definition.name} fits on ${titleOf(profile)}.`);
  const [first] = because;
  return fault(
    first?.message ?? `${definition.name} does not work on ${titleOf(profile)}.`,
    first?.hint ?? 'usb-gadget endpoints FILE shows who uses what.',
  );
}

/** How many endpoints each controller has, as far as that can be told, and whether the gadget has room. */
export async function endpointsCheck({ system, definition, release }: Patient): Promise<Found[]> {
  const profiles = await boardProfiles(system);
  const found = profiles.flatMap((profile) => {
    const [ins, outs] = [endpointTotal(profile, 'in'), endpointTotal(profile, 'out')];
    const told = `${titleOf(profile)}: ${ins} IN and ${outs} OUT endpoints, ${sureness[profile.confidence ?? 'guess']}.`;
    const count = profile.confidence === 'guess' ? note(told) : good(told);
    const fits = definition && (!definition.udc || definition.udc === profile.name);
    return fits ? [count, fit(definition, profile, release)] : [count];
  });
  if (found.length || !(await controllerNames(system)).length) return found;
  return [
    note(
      'How many endpoints its controller has cannot be told.',
      'Look as root, with debugfs mounted: mount -t debugfs none /sys/kernel/debug.',
    ),
  ];
}
