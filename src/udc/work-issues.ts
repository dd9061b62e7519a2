import { issue, type Issue } from '../errors.js';
import { hexDigits } from '../usb/bytes.js';
import {
  pathOf,
  type ClaimedEndpoint,
  type EndpointAllocation,
  type FunctionEndpoints,
  type FunctionRequests,
} from './allocate.js';
import type { ControllerProfile } from './profile.js';

/** Bytes of a FIFO word. */
const wordBytes = 4;

const hex = (address: number): string => `0x${hexDigits(address, 2)}`;

/** A claimed endpoint with the function that has it. */
interface Claim {
  readonly owner: FunctionEndpoints;
  readonly endpoint: ClaimedEndpoint;
}

function sharedAddress(first: Claim, second: Claim): Issue {
  const { owner, endpoint } = second;
  return issue(
    'ENDPOINT_ADDRESS_SHARED',
    owner.path,
    `"${owner.name}" (${endpoint.name}) and "${first.owner.name}" (${first.endpoint.name}) both get the endpoint address ` +
      `${hex(endpoint.address)}; the host skips that of "${owner.name}".`,
    `"${owner.name}" would bind and be dead: turn off one of the two, or change the order of the functions.`,
  );
}

/**
 * The kernel compares the size at full speed only, where bulk fits every endpoint; drivers refuse the larger packets of high
 * speed when the host configures the device (musb_gadget_enable, net2280_enable).
 */
function isTooSmall(
  { packetSize, maxPacketSize, transfer }: ClaimedEndpoint,
  { speed }: ControllerProfile,
): boolean {
  return packetSize > maxPacketSize && (speed !== 'full' || transfer === 'interrupt');
}

function tooSmall({ owner, endpoint }: Claim): Issue {
  const { name, packetSize, maxPacketSize } = endpoint;
  return issue(
    'ENDPOINT_TOO_SMALL',
    owner.path,
    `"${owner.name}" uses packets of ${packetSize} bytes, and gets ${name}, which holds ${maxPacketSize}.`,
    `Put "${owner.name}" before functions that can do with ${maxPacketSize} bytes, or turn one off.`,
  );
}

/** Takes the smallest free FIFO of at least `bytes` out of `free`, as dwc2_hsotg_ep_enable does; false if there is none. */
function takeFifo(free: number[], bytes: number): boolean {
  let best = Infinity;
  for (const words of free) if (words * wordBytes >= bytes && words < best) best = words;
  if (best === Infinity) return false;
  free.splice(free.indexOf(best), 1);
  return true;
}

function noFifo({ owner, endpoint }: Claim, bytes: number, free: readonly number[]): Issue {
  const left = free.length
    ? `the free ones hold ${free.map((words) => words * wordBytes).join(', ')}`
    : 'none is free';
  return issue(
    'FIFO_EXHAUSTED',
    owner.path,
    `"${owner.name}" (${endpoint.name}) needs a transmit FIFO of ${bytes} bytes; ${left}.`,
    'The gadget binds and the host then fails to configure it. Turn off a function with a bulk or isochronous IN endpoint.',
  );
}

/** Everything that keeps a configuration that binds from working once the host configures it. */
export function workIssues(profile: ControllerProfile, allocation: EndpointAllocation): Issue[] {
  const issues: Issue[] = [];
  const claims: Claim[] = [];
  // IN addresses in the lower half, OUT in the upper.
  let addresses = 0;
  const fifos = profile.transmitFifoWords?.slice();
  for (const owner of allocation.functions) {
    for (const endpoint of owner.endpoints) {
      const claim = { owner, endpoint };
      const { address, direction, packetSize, multiplier } = endpoint;
      const bit = 1 << (direction === 'in' ? address & 0x0f : address | 0x10);
      const first = addresses & bit ? claims.find((each) => each.endpoint.address === address) : undefined;
      if (first) issues.push(sharedAddress(first, claim));
      addresses |= bit;
      claims.push(claim);
      if (isTooSmall(endpoint, profile)) issues.push(tooSmall(claim));
      const bytes = packetSize * multiplier;
      if (fifos && direction === 'in' && !takeFifo(fifos, bytes)) issues.push(noFifo(claim, bytes, fifos));
    }
  }
  return issues;
}

const openIt = 'Start that program after the bind; until then the host sees nothing of the gadget.';

/** 6.1 and 6.12 were seen not to come back when a program opens the port (drivers/usb/gadget/function/f_obex.c, obex_connect). */
const leaveOut = 'Leave it out, or use acm: some kernels stay off the bus even when its port is open.';

/** One warning for each function that keeps the host from seeing the gadget. */
export function heldOffBusIssues(functions: readonly FunctionRequests[]): Issue[] {
  return functions
    .filter(({ heldOffBus }) => heldOffBus)
    .map((each) =>
      issue(
        'HELD_OFF_BUS',
        pathOf(each),
        `"${each.name}" holds the whole gadget off the bus until a program opens its device.`,
        each.name.startsWith('obex.') ? leaveOut : openIt,
      ),
    );
}
