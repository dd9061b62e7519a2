import type { Issue } from '../errors.js';
import { endpointTotal } from '../udc/profile.js';
import { keepsFromWorking, type Judgement } from './judge.js';

/** Endpoints of one direction. */
interface DirectionReport {
  /** Those that the fullest configuration has. */
  readonly used: number;
  /** Those of the controller. */
  readonly available: number;
}

/** What `endpoints --json` prints. */
export interface EndpointReport {
  /** The profile of the controller. */
  readonly udc: string;
  /** The kernel. */
  readonly kernel: string;
  /** The kernel binds the gadget. */
  readonly binds: boolean;
  /** It binds, and all of it is there for the host at once. */
  readonly works: boolean;
  /** Those of the issues that keep it from that. */
  readonly because: readonly Issue[];
  /** Endpoints to the host. */
  readonly in: DirectionReport;
  /** Endpoints from the host. */
  readonly out: DirectionReport;
  /** Who has which, one row for each function of each configuration. */
  readonly functions: readonly {
    readonly name: string;
    readonly configuration: string;
    readonly endpoints: readonly {
      readonly direction: string;
      readonly transfer: string;
      readonly address: number;
    }[];
  }[];
  /** Everything that is to be said. */
  readonly issues: readonly Issue[];
}

/** A judgement for machines. */
export function endpointReport({ target, endpoints, issues, binds, works }: Judgement): EndpointReport {
  const configurations = endpoints?.configurations ?? [];
  const side = (direction: 'in' | 'out'): DirectionReport => ({
    used: Math.max(0, ...configurations.map((each) => each[direction].used)),
    available: endpointTotal(target.controller, direction),
  });
  return {
    udc: target.controller.name,
    kernel: target.kernel,
    binds,
    works,
    because: issues.filter(keepsFromWorking),
    in: side('in'),
    out: side('out'),
    functions: configurations.flatMap(({ name: configuration, functions }) =>
      functions.map((each) => ({
        name: each.name,
        configuration,
        endpoints: each.endpoints.map(({ direction, transfer, address }) => ({
          direction,
          transfer,
          address,
        })),
      })),
    ),
    issues,
  };
}
