import { readControllerProfile, type Plain } from 'usb-gadget';
import { isObject } from './path.js';
import { emptyState, type State } from './state.js';

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');

const fromBase64Url = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));

/** The whole state as what stands behind the `#` of a link: no server ever sees it. */
export function toHash(state: State): string {
  return toBase64Url(new TextEncoder().encode(JSON.stringify(state)));
}

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/** With lists where the page has lists: the check judges all the rest. */
function withLists(gadget: Plain): Plain {
  const { functions, configurations } = gadget;
  const objects = (list: unknown): readonly Plain[] => (Array.isArray(list) ? list.filter(isObject) : []);
  const listed = objects(configurations).filter(
    (each) => each['functions'] === undefined || isTexts(each['functions']),
  );
  return {
    ...gadget,
    functions: objects(functions).filter(({ driver }) => typeof driver === 'string'),
    ...(configurations !== undefined && { configurations: listed }),
  };
}

/** The state of a link; undefined if it is none, or not of this page. */
export function fromHash(hash: string): State | undefined {
  try {
    const bytes = fromBase64Url(hash.replace(/^#/, ''));
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (!isObject(value) || !isObject(value['gadget'])) return undefined;
    const { board, kernel, gadget, networks, profile } = value;
    return {
      board: typeof board === 'string' ? board : emptyState.board,
      kernel:
        typeof kernel === 'string' && /^\d{1,3}\.\d{1,3}(\.\d{1,3})?$/.test(kernel)
          ? kernel
          : emptyState.kernel,
      ...(profile !== undefined && { profile: readControllerProfile(profile) }),
      gadget: withLists(gadget),
      networks: Array.isArray(networks) ? networks.filter(isObject) : [],
    };
  } catch {
    return undefined;
  }
}
