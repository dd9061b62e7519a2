import { once } from '../../options/once.js';
import { firmwareFacts } from './firmware-facts.js';
import { missingDrivers } from './host-drivers.js';
import type { HostFact } from './host-fact.js';
import { systemFacts } from './system-facts.js';

/** Everything that is known of hosts, in the order in which it is told. */
export const hostFacts: () => readonly HostFact[] = once(() => [
  ...systemFacts(),
  ...missingDrivers(),
  ...firmwareFacts(),
]);
