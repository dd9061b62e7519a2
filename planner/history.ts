import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { fromHash, toHash } from './link.js';
import { emptyState, type State } from './state.js';

const mostRemembered = 200;
/** Milliseconds in which what is typed counts as one change, and after which the address follows. */
const pause = 600;

/** The state of the page, kept in its address and undone step by step. */
export interface History {
  readonly state: State;
  readonly change: (next: State) => void;
  /** Undefined if there is nothing to undo. */
  readonly undo: (() => void) | undefined;
}

/** Keeps the state, its past, and the address of the page. */
export function useHistory(): History {
  const [state, setState] = useState<State>(() => fromHash(location.hash) ?? emptyState);
  const [past, setPast] = useState<readonly State[]>([]);
  const changed = useRef(0);

  useEffect(() => {
    const timer = setTimeout(() => history.replaceState(null, '', `#${toHash(state)}`), pause / 4);
    return () => clearTimeout(timer);
  }, [state]);

  useEffect(() => {
    const follow = (): void => {
      const told = fromHash(location.hash);
      if (told) setState(told);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  const change = useCallback(
    (next: State) => {
      const now = performance.now();
      if (now - changed.current > pause) setPast((before) => [...before, state].slice(-mostRemembered));
      changed.current = now;
      setState(next);
    },
    [state],
  );
  const last = past.at(-1);
  const undo =
    last &&
    (() => {
      setPast(past.slice(0, -1));
      changed.current = 0;
      setState(last);
    });
  return { state, change, undo };
}
