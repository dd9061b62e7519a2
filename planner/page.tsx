import type { JSX } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { Plain } from 'usb-gadget';
import { FaultList } from './form/fault-list.js';
import { FormContext, type Form } from './form/form-context.js';
import {
  addFunction,
  changeFunction,
  moveFunction,
  namesOf,
  removeFunction,
  switchFunctions,
} from './gadget-edits.js';
import { useDocuments } from './documents.js';
import { useHistory } from './history.js';
import { judge } from './judge.js';
import { toHash } from './link.js';
import { openDocument, type Opened } from './open-document.js';
import { isObject, pathText, valueAt, withValueAt, type Path } from './path.js';
import { goTo } from './reveal.js';
import { functionsOf, type State } from './state.js';
import { copyText } from './take-away.js';
import { EndpointPicture } from './views/endpoint-picture.js';
import { verdictOf } from './verdict.js';
import { Faults } from './views/faults.js';
import { Functions } from './views/functions.js';
import { GadgetPanel, NetworkPanel } from './views/gadget-panel.js';
import { Header } from './views/header.js';
import { Hosts } from './views/hosts.js';
import { OpenDialog } from './views/open-dialog.js';
import { Outputs } from './views/outputs.js';

const cards = ['ecm', 'geth', 'eem', 'ncm', 'rndis', 'rndis5'];

/** The state with another value at a path of the document. */
function withChange(state: State, path: Path, value: unknown): State {
  const { gadget, networks } = state;
  const [first, second] = path;
  if (first === 'network') {
    const [index, below] = typeof second === 'number' ? [second, path.slice(2)] : [0, path.slice(1)];
    return { ...state, networks: withValueAt(networks, [index, ...below], value) as readonly Plain[] };
  }
  if (first === 'functions' && typeof second === 'number') {
    const options = withValueAt(valueAt(gadget, [first, second]), path.slice(2), value);
    return { ...state, gadget: changeFunction(gadget, second, isObject(options) ? options : {}) };
  }
  return { ...state, gadget: withValueAt(gadget, path, value) as Plain };
}

/** A document that was opened, or was not, and what was said of it. */
interface Notice extends Pick<Opened, 'issues' | 'source'> {
  readonly text: string;
}

/** The whole page: a state, and what follows from it. */
export function Page(): JSX.Element {
  const { state, change: changeState, undo } = useHistory();
  const [notice, setNotice] = useState<Notice | undefined>(undefined);
  const [told, setTold] = useState('');
  const dialog = useRef<HTMLDialogElement>(null);
  const judgement = useMemo(() => judge(state), [state]);
  const names = useMemo(() => namesOf(state.gadget), [state.gadget]);
  const { gadget, networks } = state;
  const functions = functionsOf(gadget);
  const change: typeof changeState = (next, place) => {
    setTold('');
    changeState(next, place);
  };
  const setGadget = (next: Plain): void => change({ ...state, gadget: next });

  function opened({ state: next, kind, issues, source }: Opened, file: string): void {
    if (!next) return;
    change(next);
    setNotice({ text: `${file} is open: ${kind}.`, issues, source });
  }

  useDocuments((text, file) => {
    const result = openDocument(text, file, state);
    if (result.state) opened(result, file);
    else setNotice({ ...result, text: `${file} cannot be opened: ${result.kind}.` });
  });

  const form: Form = {
    issues: judgement.issues,
    change: (path, value) => change(withChange(state, path, value), pathText(path)),
  };
  const turn = (which: readonly string[], on: boolean): void => setGadget(switchFunctions(gadget, which, on));
  const verdict = verdictOf(judgement);
  const isToMend = judgement.issues.some(({ severity }) => severity !== 'note');
  const link = (): string => `${location.href.replace(/#.*$/, '')}#${toHash(state)}`;

  return (
    <FormContext.Provider value={form}>
      <a class="skip" href="#endpoints" onClick={(event) => skipTo(event, 'endpoints')}>
        Skip to the endpoints
      </a>
      <Header
        state={state}
        controller={judgement.controller}
        actions={{
          // A profile of its own belongs to the board that is no longer meant.
          chooseBoard: (board) => change({ board, kernel: state.kernel, gadget, networks }),
          chooseKernel: (kernel) => change({ ...state, kernel }),
          begin: ({ title, document }) => {
            opened(openDocument(document, title, state), title);
            setNotice(undefined);
            if (functions.length) setTold('Undo brings back what was here before.');
          },
          open: () => dialog.current?.showModal(),
          copyLink: () => void copyText(link()).then(() => setTold('Link copied: it holds everything.')),
          undo:
            undo &&
            (() => {
              setTold('');
              undo();
            }),
        }}
      />
      <div class={`verdict-line ${verdict.mood}`}>
        <p role="status">{verdict.text}</p>
        {isToMend && (
          <a href="#faults" onClick={(event) => skipTo(event, 'faults')}>
            Show<span class="hidden"> faults and notes</span>
          </a>
        )}
        <p role="status" class="told">
          {told}
        </p>
      </div>
      {notice && (
        <div class="notice" role="status">
          <div class="row">
            <p class="grow">{notice.text}</p>
            <button
              type="button"
              class="quiet"
              onClick={() => {
                setNotice(undefined);
                goTo('functions');
              }}
            >
              Close
            </button>
          </div>
          <FaultList issues={notice.issues} source={notice.source} />
        </div>
      )}
      <main>
        <div class="column">
          <Functions
            gadget={gadget}
            names={names}
            judgement={judgement}
            actions={{
              add: (options) => setGadget(addFunction(gadget, options)),
              move: (index, to) => setGadget(moveFunction(gadget, index, to)),
              remove: (index) => setGadget(removeFunction(gadget, index)),
              turn,
            }}
          />
        </div>
        <div class="column results">
          <section class="panel" id="endpoints" tabIndex={-1} aria-labelledby="endpoints-title">
            <h2 id="endpoints-title">
              Endpoints of {judgement.controller.title ?? judgement.controller.name}
            </h2>
            <EndpointPicture judgement={judgement} names={names} turnOff={(which) => turn(which, false)} />
          </section>
          <Faults issues={judgement.issues} />
          <Hosts
            judgement={judgement}
            kernel={state.kernel}
            gadget={gadget}
            setHosts={(hosts) => setGadget(withValueAt(gadget, ['hosts'], hosts) as Plain)}
          />
          <Outputs state={state} judgement={judgement} tell={setTold} />
        </div>
        <div class="column rest">
          <NetworkPanel
            networks={networks}
            setNetworks={(next) => change({ ...state, networks: next })}
            hasCard={functions.some(({ driver }) => cards.includes(String(driver)))}
          />
          <GadgetPanel gadget={gadget} />
        </div>
      </main>
      <OpenDialog dialog={dialog} state={state} opened={opened} />
    </FormContext.Provider>
  );
}

/** The address holds the state, so a link within the page must not change it. */
function skipTo(event: MouseEvent, id: string): void {
  event.preventDefault();
  goTo(id);
}
