import type { Direction, TransferType } from '../usb/endpoint.js';
import { endpointLimit, type ControllerEndpoint, type ControllerProfile } from './profile.js';

/** An endpoint that the kernel tries for one kind of request. */
export interface Candidate {
  readonly endpoint: ControllerEndpoint;
  /** The bit of the endpoint in the set of claimed ones. */
  readonly bit: number;
  /** The number in its name; 0 if the kernel counts. */
  readonly number: number;
  /** The largest `wMaxPacketSize` that it takes for this kind. */
  readonly limit: number;
}

/** For each kind of request, the endpoints in the order in which the kernel tries them. */
export type Candidates = Readonly<Record<Direction, Readonly<Record<TransferType, readonly Candidate[]>>>>;

type Preferences = Readonly<Partial<Record<TransferType, Readonly<Record<Direction, readonly string[]>>>>>;

// net2280_match_ep: interrupt on the small FIFOs (NET2280) or those without DMA (USB338x).
const preferredByNet2280: Preferences = {
  interrupt: { in: ['ep-e', 'ep-f', 'ep2in', 'ep4in'], out: ['ep-e', 'ep-f', 'ep1out', 'ep3out'] },
  isochronous: { in: ['ep1in', 'ep3in'], out: ['ep2out', 'ep4out'] },
};

// usb_gadget_ep_match_desc: what a controller that is not dual speed refuses.
const fullSpeedLimits: Readonly<Record<TransferType, number>> = {
  bulk: Infinity,
  interrupt: 64,
  isochronous: 1023,
};

function isMadeFor({ transfers }: ControllerEndpoint, transfer: TransferType): boolean {
  if (!transfers || transfers.includes(transfer)) return true;
  return transfer === 'interrupt' && transfers.includes('bulk');
}

function candidatesFor(
  profile: ControllerProfile,
  direction: Direction,
  transfer: TransferType,
): readonly Candidate[] {
  const speedLimit = profile.speed === 'full' ? fullSpeedLimits[transfer] : Infinity;
  const ofDirection: readonly Candidate[] = profile.endpoints
    .map((endpoint, index) => ({
      endpoint,
      bit: 1 << index,
      number: parseInt(endpoint.name.slice(2), 10) || 0,
      limit: Math.min(endpointLimit(endpoint), speedLimit),
    }))
    .filter(({ endpoint }) => endpoint.directions.includes(direction));
  const firstFit = ofDirection.filter(({ endpoint }) => isMadeFor(endpoint, transfer));
  const ofAnySize = ofDirection.map((each) => ({ ...each, limit: Infinity }));
  switch (profile.matchEndpoint) {
    case 'cdns3':
      return ofAnySize;
    case 'chipidea':
      return direction === 'in' && transfer === 'isochronous' ? ofAnySize.reverse() : firstFit;
    case 'net2280': {
      const names = preferredByNet2280[transfer]?.[direction] ?? [];
      const preferred = names.flatMap((name) => firstFit.filter(({ endpoint }) => endpoint.name === name));
      return [...preferred, ...firstFit.filter((each) => !preferred.includes(each))];
    }
    default:
      return firstFit;
  }
}

function candidatesByTransfer(profile: ControllerProfile, direction: Direction): Candidates[Direction] {
  return {
    bulk: candidatesFor(profile, direction, 'bulk'),
    interrupt: candidatesFor(profile, direction, 'interrupt'),
    isochronous: candidatesFor(profile, direction, 'isochronous'),
  };
}

// Worked out once for each controller: thousands of gadgets are held against the same profile.
const known = new WeakMap<ControllerProfile, Candidates>();

/** The endpoints that the kernel tries, for every kind of request. */
export function candidatesOf(profile: ControllerProfile): Candidates {
  let candidates = known.get(profile);
  if (!candidates) {
    candidates = { in: candidatesByTransfer(profile, 'in'), out: candidatesByTransfer(profile, 'out') };
    known.set(profile, candidates);
  }
  return candidates;
}
