import type { NetworkAction } from './network-action.js';
import type { NetworkDefinition } from './network-definition.js';
import type { UplinkState } from './network-place.js';

/**
 * When a step is due.
 *
 * - `guard`: before the interface is there, so that it is never open.
 * - `link`: once it is there.
 */
export type NetworkPhase = 'guard' | 'link';

/** One thing of a network, and what takes it back. */
export interface NetworkStep {
  /** What it sets, the same each time: a step of a later plan with the same key takes its place. */
  readonly key: string;
  /** When it is due. */
  readonly phase: NetworkPhase;
  /** What to do. */
  readonly action: NetworkAction;
  /** What to do instead where the same has been done before. Default: the same. */
  readonly again?: NetworkAction;
  /** What takes it back, whether or not the interface is still there. */
  readonly undo: readonly NetworkAction[];
}

/** What a network is, step by step: plain frozen JSON. The same definition for the same place gives the same bytes. */
export interface NetworkPlan {
  /** The version of this form. */
  readonly version: 1;
  /** The gadget. */
  readonly gadget: string;
  /** Its Ethernet function. */
  readonly function: string;
  /** The device's interface. */
  readonly interface: string;
  /** What it is made from. */
  readonly network: NetworkDefinition;
  /** The uplink of a bridge, as it was before; absent where that is not known. */
  readonly uplink?: UplinkState;
  /** The steps, in order; taken back in reverse. */
  readonly steps: readonly NetworkStep[];
}
