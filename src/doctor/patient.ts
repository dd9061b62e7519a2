import type { GadgetDefinition } from '../gadget/definition.js';
import type { ConfigfsOptions } from '../live/machine/locations.js';
import type { NetworkDefinition } from '../network/network-definition.js';
import type { System } from '../system/system.js';

/** What is examined: a machine, or what was kept of one, and what it is to be. */
export interface Patient {
  /** The machine. */
  readonly system: System;
  /** The release of its kernel. */
  readonly release: string;
  /** Where its gadgets are. */
  readonly options: ConfigfsOptions;
  /** The gadget that it is to be; without one, what any gadget needs is looked at. */
  readonly definition?: GadgetDefinition;
  /** The networks that are to be over it. */
  readonly networks?: readonly NetworkDefinition[];
}
