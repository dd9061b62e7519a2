import { kernelVersion } from '../attributes/kernel-version.js';
import { endpointRequests } from '../gadget/endpoints.js';
import { interfaceLimit } from '../udc/interface-limit.js';
import { suggestRemovals } from '../udc/removals.js';
import type { Judgement } from './judge.js';

/** What to turn off in the first configuration that does not fit. */
export function removalsFor({ definition, target }: Judgement): readonly (readonly string[])[] {
  const { controller, kernel } = target;
  const version = kernelVersion(kernel);
  const requests = definition ? endpointRequests(definition, version) : [];
  const suggested = requests.map(({ functions }) =>
    suggestRemovals(controller, functions, interfaceLimit(version)),
  );
  return suggested.find((each) => each.length > 0) ?? [];
}
