import type { GadgetDefinition } from '../../gadget/definition.js';
import type { System } from '../../system/system.js';
import type { KeptValues } from './kept-values.js';
import { stateFolder } from '../../network/run-files.js';
import { removeFile, saveText } from '../machine/text-file.js';
import { readSaved, savedIn } from './saved-file.js';

/** What is kept of a gadget that we made, for as long as the machine runs. */
export interface SavedState {
  /** The version of this form. */
  readonly version: 1;
  /** What it is to be. */
  readonly definition: GadgetDefinition;
  /** A change towards it has begun and not ended. */
  readonly unfinished?: true;
  /** What a change that has not ended may have destroyed. */
  readonly kept?: KeptValues;
}

const pathOf = (gadget: string): string => `${stateFolder}/${gadget}.json`;

/** What was saved of a gadget; undefined if we did not make it, or if nothing can be made of what was saved. */
export const readState = (system: System, gadget: string): Promise<SavedState | undefined> =>
  readSaved(system, pathOf(gadget));

/** Saves what a gadget is to be. */
export function saveState(system: System, state: SavedState): Promise<void> {
  return saveText(system, pathOf(state.definition.name), JSON.stringify(state));
}

/** Forgets a gadget. */
export function forgetState(system: System, gadget: string): Promise<void> {
  return removeFile(system, pathOf(gadget));
}

/** The gadgets of which something is saved, in the order of the alphabet. One whose making was cut off at once has no folder. */
export const savedNames = (system: System): Promise<string[]> => savedIn(system, stateFolder);
