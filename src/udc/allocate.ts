import { endpointAddress, type Direction, type EndpointRequest, type TransferType } from '../usb/endpoint.js';
import { candidatesOf, type Candidate } from './candidates.js';
import { leastInterfaceLimit } from './interface-limit.js';
import { endpointLimit, type ControllerEndpoint, type ControllerProfile } from './profile.js';

/** What a function asks of the controller when the kernel binds it. */
export interface FunctionRequests {
  /** Its name, `<driver>.<instance>`. */
  readonly name: string;
  /** How many interfaces it takes. */
  readonly interfaces: number;
  /** The endpoints that it asks for, in order. Optional ones come last and are granted together or not at all. */
  readonly endpoints: readonly EndpointRequest[];
  /** The positive errno of its driver when an endpoint is missing: 19, 22, or 524. */
  readonly bindErrno: number;
  /** It keeps the whole gadget off the bus until a program opens its device (obex, uvc). Default false. */
  readonly heldOffBus?: boolean;
  /** It does not bind to a controller without alternate settings (ecm, ncm, obex). Default false. */
  readonly alternateSettings?: boolean;
  /** Where the function stands in the document, for issues. Default: its name. */
  readonly path?: string;
}

/** An endpoint that a function has got. */
export interface ClaimedEndpoint {
  /** The controller's name for it. */
  readonly name: string;
  /** `bEndpointAddress`; bit 7 is set for IN. */
  readonly address: number;
  /** Direction as the host sees it. */
  readonly direction: Direction;
  /** Transfer type. */
  readonly transfer: TransferType;
  /** Bytes of one packet at high speed. */
  readonly packetSize: number;
  /** Packets of one microframe. */
  readonly multiplier: number;
  /** The largest packet of the controller's endpoint, in bytes. */
  readonly maxPacketSize: number;
}

/** What one function has got. */
export interface FunctionEndpoints {
  /** Its name. */
  readonly name: string;
  /** Where it stands in the document. */
  readonly path: string;
  /** Its endpoints in the order of its requests; empty for functions after the one where the bind fails. */
  readonly endpoints: readonly ClaimedEndpoint[];
}

/** Why the kernel refuses to bind, and where. */
export interface AllocationRefusal {
  /** The function at which the bind fails. */
  readonly function: FunctionRequests;
  /** Its index in the configuration. */
  readonly index: number;
  /** What it did not get. */
  readonly lacks: 'endpoint' | 'interface' | 'alternateSettings';
  /** The endpoint that it did not get, if that is what it lacks. */
  readonly request?: EndpointRequest;
}

/** Endpoints of one direction; those that can take either direction count under both. */
export interface EndpointCount {
  /** Claimed for this direction. */
  readonly used: number;
  /** Not claimed. Less than total - used when an endpoint of either direction serves the other one. */
  readonly free: number;
  /** All of the controller. */
  readonly total: number;
}

/** What the functions of one configuration get. */
export interface EndpointAllocation {
  /** One for each function, in order. */
  readonly functions: readonly FunctionEndpoints[];
  /** Endpoints to the host. */
  readonly in: EndpointCount;
  /** Endpoints from the host. */
  readonly out: EndpointCount;
  /** Set if the kernel refuses to bind. */
  readonly refusal?: AllocationRefusal;
}

/** Where issues about a function point. */
export function pathOf({ path, name }: FunctionRequests): string {
  return path ?? name;
}

/** The state of usb_ep_autoconfig while one configuration binds (drivers/usb/gadget/epautoconf.c). */
interface Autoconfig {
  claimed: number;
  inNumber: number;
  outNumber: number;
}

/** The first free endpoint that fits, which is then free no more. */
export function claim(
  candidates: readonly Candidate[],
  request: EndpointRequest,
  state: Pick<Autoconfig, 'claimed'>,
): Candidate | undefined {
  for (const candidate of candidates)
    if (!(state.claimed & candidate.bit) && request.matchSize <= candidate.limit) {
      state.claimed |= candidate.bit;
      return candidate;
    }
  return undefined;
}

/** The number of the address: in the name, else counted for each direction. There are 15, and no check for duplicates. */
function numberOf(candidate: Candidate, direction: Direction, state: Autoconfig): number | undefined {
  const number = candidate.number || (direction === 'in' ? ++state.inNumber : ++state.outNumber);
  return number > 15 ? undefined : number;
}

/** Claims the endpoints of one function; returns the request that cannot be met, and leaves what was claimed before it. */
function claimAll(
  profile: ControllerProfile,
  requests: readonly EndpointRequest[],
  state: Autoconfig,
  claimed: ClaimedEndpoint[],
): EndpointRequest | undefined {
  const candidates = candidatesOf(profile);
  let optional = 0;
  for (const request of requests) {
    const { direction, transfer, packetSize, multiplier = 1 } = request;
    const before = state.claimed;
    // High bandwidth exists from high speed on.
    const possible = profile.speed !== 'full' || multiplier === 1;
    const candidate = possible ? claim(candidates[direction][transfer], request, state) : undefined;
    const number = candidate && numberOf(candidate, direction, state);
    if (!candidate || number === undefined) {
      // SourceSink gives the first of its two isochronous endpoints back and goes on without (f_sourcesink.c).
      state.claimed = before & ~optional;
      if (!request.optional) return request;
      while (requests[claimed.length - 1]?.optional) claimed.pop();
      return undefined;
    }
    if (request.optional) optional |= candidate.bit;
    const { endpoint } = candidate;
    const address = endpointAddress(direction, number);
    const maxPacketSize = endpointLimit(endpoint);
    claimed.push({
      name: endpoint.name,
      address,
      direction,
      transfer,
      packetSize,
      multiplier,
      maxPacketSize,
    });
  }
  return undefined;
}

function count(
  endpoints: readonly ControllerEndpoint[],
  claimed: number,
  used: number,
  direction: Direction,
): EndpointCount {
  let free = 0;
  let total = 0;
  let bit = 1;
  for (const { directions } of endpoints) {
    if (directions.includes(direction)) {
      total++;
      if (!(claimed & bit)) free++;
    }
    bit <<= 1;
  }
  return { used, free, total };
}

/**
 * Gives endpoints to the functions of one configuration, exactly as the kernel does when it binds them: in order, the first
 * free endpoint of the list that fits. Each configuration starts with all endpoints free.
 *
 * @param interfaceLimit - how many interfaces the kernel numbers, see {@link interfaceLimit}. Default 16.
 */
export function allocateEndpoints(
  profile: ControllerProfile,
  functions: readonly FunctionRequests[],
  interfaceLimit: number = leastInterfaceLimit,
): EndpointAllocation {
  const state: Autoconfig = { claimed: 0, inNumber: 0, outNumber: 0 };
  const used = { in: 0, out: 0 };
  const granted: FunctionEndpoints[] = [];
  let interfaces = 0;
  let refusal: AllocationRefusal | undefined;

  for (const each of functions) {
    const endpoints: ClaimedEndpoint[] = [];
    const index = granted.push({ name: each.name, path: pathOf(each), endpoints }) - 1;
    if (refusal) continue;
    interfaces += each.interfaces;
    if (each.alternateSettings && profile.alternateSettings === false)
      refusal = { function: each, index, lacks: 'alternateSettings' };
    else if (interfaces > interfaceLimit) refusal = { function: each, index, lacks: 'interface' };
    else {
      const request = claimAll(profile, each.endpoints, state, endpoints);
      if (request) refusal = { function: each, index, lacks: 'endpoint', request };
    }
    for (const { direction } of endpoints) used[direction]++;
  }

  return {
    functions: granted,
    in: count(profile.endpoints, state.claimed, used.in, 'in'),
    out: count(profile.endpoints, state.claimed, used.out, 'out'),
    ...(refusal && { refusal }),
  };
}
