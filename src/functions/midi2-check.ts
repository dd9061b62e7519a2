import { issue, type Issue } from '../errors.js';
import { midiBlocksOf, midiEndpointsOf, type MidiEndpoints } from './universal-midi.js';

/** SNDRV_UMP_MAX_GROUPS (include/sound/ump.h). */
const mostGroups = 16;

/** What the driver refuses at the link, with where and why (f_midi2.c, verify_parameters and f_midi2_alloc). */
export function midi2Fault(definition: MidiEndpoints): readonly [path: string, message: string] | undefined {
  let midi1Groups = 0;
  for (const [number, each] of midiEndpointsOf(definition).entries()) {
    const path = `endpoints[${number}]`;
    const { protocol = 2, protocols = 3 } = each;
    if (!(protocol & protocols))
      return [`${path}.protocol`, `speaks protocol ${protocol}, and can speak ${protocols}.`];
    for (const [index, { firstGroup = 0, groups = 1, ...of }] of midiBlocksOf(each).entries()) {
      const at = `${path}.blocks[${index}]`;
      const { midi1FirstGroup: first = 0, midi1Groups: count = number + index === 0 ? 1 : 0 } = of;
      if (firstGroup + groups > mostGroups) return [at, `goes beyond group ${mostGroups - 1}.`];
      if (count && (first < firstGroup || first + count > firstGroup + groups))
        return [at, 'shows groups to hosts of MIDI 1.0 that are not among its own.'];
      midi1Groups += count;
    }
  }
  return midi1Groups ? undefined : ['endpoints', 'shows no group to hosts of MIDI 1.0; one is needed.'];
}

/** What the driver would refuse, and lists with nothing in them. */
export function checkMidi2(definition: MidiEndpoints, path: string, issues: Issue[]): void {
  const lists = [
    [definition.endpoints, 'endpoints'] as const,
    ...midiEndpointsOf(definition).map(
      ({ blocks }, index) => [blocks, `endpoints[${index}].blocks`] as const,
    ),
  ];
  for (const [list, at] of lists)
    if (list?.length === 0)
      issues.push(
        issue(
          'OPTION_REQUIRED',
          `${path}.${at}`,
          `"${path}.${at}" expected at least one, got none.`,
          'Give [{}], or leave it out.',
        ),
      );
  const fault = lists.every(([list]) => list?.length !== 0) && midi2Fault(definition);
  if (fault)
    issues.push(
      issue(
        'MIDI_GROUPS',
        `${path}.${fault[0]}`,
        `"${path}.${fault[0]}" ${fault[1]}`,
        'The kernel refuses the link; change protocols or groups.',
      ),
    );
}
