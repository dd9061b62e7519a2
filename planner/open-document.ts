import { readControllerProfile, validateControllerProfile, type Issue } from 'usb-gadget';
import { readDocument } from 'usb-gadget/yaml';
import { shortest, shortestNetwork } from './shortest.js';
import { isObject } from './path.js';
import { controllerOf, type State } from './state.js';

/** A document that was opened. */
export interface Opened {
  /** What it makes of the state; undefined if it cannot be read. */
  readonly state?: State;
  /** What it is, for people. */
  readonly kind: string;
  /** What is to be said about the document itself, with places. */
  readonly issues: readonly Issue[];
  /** The document, to show the places in it. */
  readonly source: string;
}

const kinds = { gadget: 'a document of usb-gadget', pikvm: "PiKVM's override.yaml" };

/** What a file holds if it is the profile of a controller, as `doctor --capture` writes it; a gadget never has endpoints itself. */
function profileIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && 'endpoints' in value ? value : undefined;
  } catch {
    return undefined;
  }
}

function openProfile(value: unknown, source: string, state: State): Opened {
  const issues = validateControllerProfile(value);
  const kind = "a controller's profile";
  if (issues.length) return { kind, issues, source };
  const profile = readControllerProfile(value);
  return { kind, issues, source, state: { ...state, board: profile.name, profile } };
}

/** Reads a document, ours or PiKVM's, for the board and the kernel that were chosen; or the profile of another board. */
export function openDocument(text: string, file: string, state: State): Opened {
  const other = profileIn(text);
  if (other !== undefined) return openProfile(other, text, state);
  const { kind, definition, networks, issues } = readDocument(text, {
    file,
    controller: controllerOf(state),
  });
  return {
    kind: kind ? kinds[kind] : 'no document that is known here',
    issues,
    source: text,
    ...(definition && {
      state: { ...state, gadget: shortest(definition), networks: networks.map(shortestNetwork) },
    }),
  };
}
