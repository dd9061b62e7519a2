import { findControllerProfile, type Issue } from 'usb-gadget';
import { readDocument } from 'usb-gadget/yaml';
import { shortest, shortestNetwork } from './shortest.js';
import type { State } from './state.js';

/** A document that was opened. */
export interface Opened {
  /** What it makes of the state; undefined if it cannot be read. */
  readonly state?: State;
  /** What it is, for people. */
  readonly kind: string;
  /** What is to be said about the document itself, with places. */
  readonly issues: readonly Issue[];
}

const kinds = { gadget: 'a document of usb-gadget', pikvm: "PiKVM's override.yaml" };

/** Reads a document, ours or PiKVM's, for the board and the kernel that were chosen. */
export function openDocument(text: string, file: string, { board, kernel }: State): Opened {
  const controller = findControllerProfile(board);
  const { kind, definition, networks, issues } = readDocument(text, {
    file,
    ...(controller && { controller }),
  });
  return {
    kind: kind ? kinds[kind] : 'no document that is known here',
    issues,
    ...(definition && {
      state: {
        board,
        kernel,
        gadget: shortest(definition),
        networks: networks.map(shortestNetwork),
      },
    }),
  };
}
