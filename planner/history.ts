import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fromHash, toHash } from './link.js';
import { emptyState, type State } from './state.js';

const mostRemembered = 200;
/** Milliseconds; a longer pause in typing begins another change. */
const pause = 2000;
/** Milliseconds after which the address follows: browsers take only so many addresses in a second. */
const addressDelay = 150;

/** The state of the page, kept in its address and undone step by step. */
export interface History {
  readonly state: State;
  /**
   * Goes on to another state.
   *
   * @param place - what is typed at one place without a long pause is undone at once.
   */
  readonly change: (next: State, place?: string) => void;
  /** Undefined if there is nothing to undo. */
  readonly undo: (() => void) | undefined;
}

/** Keeps the state, its past, and the address of the page. */
export function useHistory(): History {
  const [state, setState] = useState<State>(() => fromHash(location.hash) ?? emptyState);
  const [past, setPast] = useState<readonly State[]>([]);
  const changed = useRef<{ readonly at: number; readonly place?: string | undefined }>({ at: 0 });

  useEffect(() => {
    const timer = setTimeout(() => history.replaceState(null, '', `#${toHash(state)}`), addressDelay);
    return () => clearTimeout(timer);
  }, [state]);

  useLayoutEffect(() => {
    const follow = (): void => {
      const told = fromHash(location.hash);
      if (told) setState(told);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  const change = useCallback(
    (next: State, place?: string) => {
      const at = performance.now();
      const goesOn =
        place !== undefined && place === changed.current.place && at - changed.current.at < pause;
      if (!goesOn) setPast((before) => [...before, state].slice(-mostRemembered));
      changed.current = { at, place };
      setState(next);
    },
    [state],
  );
  const last = past.at(-1);
  const undo =
    last &&
    (() => {
      setPast(past.slice(0, -1));
      changed.current = { at: 0 };
      setState(last);
    });
  return { state, change, undo };
}
