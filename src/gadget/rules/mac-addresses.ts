import { issue } from '../../errors.js';
import type { GadgetRule } from '../valid-parts.js';
import { eachDuplicate } from './duplicates.js';

/** Every end of every network has a MAC address of its own. */
export const macAddresses: GadgetRule = ({ functions }, issues) => {
  const paths: string[] = [];
  const addresses: string[] = [];
  functions.forEach((each, index) => {
    if (!each || !('hostAddress' in each || 'deviceAddress' in each)) return;
    for (const end of ['hostAddress', 'deviceAddress'] as const) {
      if (each[end] === undefined) continue;
      paths.push(`functions[${index}].${end}`);
      addresses.push(each[end].toLowerCase());
    }
  });
  eachDuplicate(addresses, (place, first, address) =>
    issues.push(
      issue(
        'MAC_EQUAL',
        paths[place]!,
        `"${paths[place]!}" and "${paths[first]!}" are both ${address}; the two ends cannot talk.`,
        'Change a digit of one, or give a macSeed instead.',
      ),
    ),
  );
};
