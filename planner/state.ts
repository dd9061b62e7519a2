import {
  defaultControllerProfile,
  findControllerProfile,
  newestKernel,
  type ControllerProfile,
  type Plain,
} from 'usb-gadget';

/** What somebody has entered; everything that the page shows follows from it. */
export interface State {
  /** The name of the controller's profile, as `findControllerProfile` takes it. */
  readonly board: string;
  /** The controller of a board that is not known here, as its file describes it. */
  readonly profile?: ControllerProfile;
  /** The kernel, as in `6.12`. */
  readonly kernel: string;
  /** The options of the gadget, as below `gadget` in a document. */
  readonly gadget: Plain;
  /** The options of its networks, as below `network`. */
  readonly networks: readonly Plain[];
}

/** Where everybody begins: a gadget without functions on the most common board. */
export const emptyState: State = {
  board: defaultControllerProfile.name,
  kernel: newestKernel,
  gadget: { name: 'gadget', vendorId: 0x1d6b, productId: 0x0104, functions: [] },
  networks: [],
};

/** The controller of the board: its own profile, or one that is known; the usual one if there is none of that name. */
export function controllerOf({ board, profile }: Pick<State, 'board' | 'profile'>): ControllerProfile {
  return profile ?? findControllerProfile(board) ?? defaultControllerProfile;
}

/** The functions, as they were entered. */
export function functionsOf(gadget: Plain): readonly Plain[] {
  return Array.isArray(gadget['functions']) ? (gadget['functions'] as readonly Plain[]) : [];
}

/** The configurations, if they were not left to the default. */
export function configurationsOf(gadget: Plain): readonly Plain[] | undefined {
  return Array.isArray(gadget['configurations']) ? (gadget['configurations'] as readonly Plain[]) : undefined;
}
