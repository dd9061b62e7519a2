import assert from 'node:assert/strict';
import {
  endpointRequests,
  endpointsOf,
  type ClaimedEndpoint,
  type ControllerProfile,
  type EndpointVerdict,
  type FunctionEndpoints,
  type GadgetDefinition,
} from 'usb-gadget';
import type { HostEndpoint } from './host-endpoints.js';
import type { Judgement } from './judged-gadget.js';

/** What is compared, as lines that people can read: what was said beforehand, and what the kernel made of it. */
export interface Answer {
  readonly binds: boolean;
  /** `c.1 ecm.f0 0x81 bulk`, each once; undefined where the host sees nothing. */
  readonly endpoints?: readonly string[];
  /** `configuration 1, 0x81`: endpoints that the host leaves out, because it has one of this address already. */
  readonly skipped?: readonly string[];
}

const hex = (address: number): string => `0x${address.toString(16).padStart(2, '0')}`;

const sortedOnce = (lines: readonly string[]): string[] => [...new Set(lines)].sort();

/** What the host is shown of a function: SourceSink keeps quiet about its isochronous endpoints, see `hideIsochronous`. */
const shown = ({ name, endpoints }: FunctionEndpoints): readonly ClaimedEndpoint[] =>
  name.startsWith('SourceSink.') ? endpoints.filter(({ transfer }) => transfer !== 'isochronous') : endpoints;

/** Addresses that are there before, for each configuration. */
function repeated(
  { configurations }: EndpointVerdict,
  endpointsOfFunction: (each: FunctionEndpoints) => readonly ClaimedEndpoint[],
): string[] {
  return configurations.flatMap(({ functions }, index) => {
    const addresses = functions.flatMap((each) => endpointsOfFunction(each).map(({ address }) => address));
    const again = addresses.filter((address, at) => addresses.indexOf(address) < at);
    return again.map((address) => `configuration ${index + 1}, ${hex(address)}`);
  });
}

/**
 * What is said beforehand.
 *
 * @param isSeen - whether the host sees a gadget that binds.
 */
export function predict(
  gadget: GadgetDefinition,
  profile: ControllerProfile,
  kernel: string,
  isSeen: boolean,
): Answer {
  const verdict = endpointsOf(gadget, profile, kernel);
  const { binds, works, because, configurations } = verdict;
  if (!binds || !isSeen) return { binds };
  const twice = repeated(verdict, ({ endpoints }) => endpoints).length > 0;
  assert.equal(
    because.some(({ code }) => code === 'ENDPOINT_ADDRESS_SHARED'),
    twice,
  );
  assert.ok(!(works && twice));
  return {
    binds,
    endpoints: sortedOnce(
      configurations.flatMap(({ name, functions }) =>
        functions.flatMap((each) =>
          shown(each).map(({ address, transfer }) => `${name} ${each.name} ${hex(address)} ${transfer}`),
        ),
      ),
    ),
    skipped: sortedOnce(repeated(verdict, shown)),
  };
}

/** The function that each interface belongs to: interfaces are numbered in the order of the functions. */
function ownersOf(
  gadget: GadgetDefinition,
): readonly { readonly name: string; readonly owners: readonly string[] }[] {
  return endpointRequests(gadget).map(({ name, functions }) => ({
    name,
    owners: functions.flatMap((each) => Array.from({ length: each.interfaces }, () => each.name)),
  }));
}

const duplicate =
  /: config (\d+) interface \d+ altsetting \d+ has a duplicate endpoint with address 0x([0-9A-F]+), skipping$/;

/**
 * What the kernel made of it.
 *
 * @param log - what the host said about the device.
 */
export function observe(gadget: GadgetDefinition, judgement: Judgement, log: readonly string[]): Answer {
  const { binds, endpoints } = judgement;
  if (!endpoints) return { binds };
  const owners = ownersOf(gadget);
  const line = ({ configuration, interface: number, address, transfer }: HostEndpoint): string => {
    const { name = `configuration ${configuration}`, owners: functions = [] } =
      owners[configuration - 1] ?? {};
    return `${name} ${functions[number] ?? `interface ${number}`} ${hex(address)} ${transfer}`;
  };
  const skipped = log
    .map((message) => duplicate.exec(message))
    .filter((found) => found !== null)
    .map(([, configuration, address]) => `configuration ${configuration}, ${hex(parseInt(address!, 16))}`);
  return { binds, endpoints: sortedOnce(endpoints.map(line)), skipped: sortedOnce(skipped) };
}
