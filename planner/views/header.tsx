import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { controllerProfiles, knownKernels, type ControllerProfile } from 'usb-gadget';
import { presets, type Preset } from '../presets.js';
import type { State } from '../state.js';
import { applyTheme, storedTheme, themes } from '../theme.js';

const sureness = {
  measured: 'measured',
  source: "from the driver's source",
  capture: 'from a board',
  guess: 'a guess',
};

const titleOf = ({ title, name, confidence = 'guess' }: ControllerProfile): string =>
  `${title ?? name}${confidence === 'guess' ? ' (a guess)' : ''}`;

/** Families of controllers whose size one has to tell, and what people call them. */
const families: readonly (readonly [name: string, title: string])[] = [
  ['dwc3:16', 'DesignWare USB 3, 16 physical endpoints'],
  ['dwc3:32', 'DesignWare USB 3, 32 physical endpoints'],
  ['ci_hdrc:16', 'ChipIdea, 16 device endpoints'],
];

/** What the header can do. */
export interface HeaderActions {
  readonly chooseBoard: (board: string) => void;
  readonly chooseKernel: (kernel: string) => void;
  readonly begin: (preset: Preset) => void;
  readonly open: () => void;
  readonly copyLink: () => void;
  readonly undo?: (() => void) | undefined;
}

function Begin({ begin }: { readonly begin: HeaderActions['begin'] }): JSX.Element {
  const [title, setTitle] = useState(presets[0]!.title);
  const chosen = presets.find((each) => each.title === title);
  return (
    <span class="control joined">
      <label for="preset">Begin with</label>
      <select id="preset" value={title} onChange={({ currentTarget }) => setTitle(currentTarget.value)}>
        {presets.map((each) => (
          <option key={each.title} value={each.title}>
            {each.title}
          </option>
        ))}
      </select>
      <button type="button" onClick={() => chosen && begin(chosen)}>
        Load
      </button>
    </span>
  );
}

function ThemeButton(): JSX.Element {
  const [theme, setTheme] = useState(storedTheme);
  return (
    <button
      type="button"
      class="quiet"
      aria-label={`Colours: ${theme}`}
      onClick={() => {
        const next = themes[(themes.indexOf(theme) + 1) % themes.length]!;
        applyTheme(next);
        setTheme(next);
      }}
    >
      Colours<span class="wide">: {theme}</span>
    </button>
  );
}

/** The board, the kernel, and what concerns the whole page. */
export function Header(props: {
  readonly state: State;
  readonly controller: ControllerProfile;
  readonly actions: HeaderActions;
}): JSX.Element {
  const { state, controller, actions } = props;
  const known = [...controllerProfiles.map((each) => [each.name, titleOf(each)] as const), ...families];
  // A name that means a known board is listed as what it means.
  const isListed = state.profile === undefined && known.some(([name]) => name === state.board);
  const boards = isListed ? known : [...known, [state.board, titleOf(controller)] as const];
  const kernels = knownKernels.includes(state.kernel) ? knownKernels : [...knownKernels, state.kernel];
  return (
    <header>
      <div class="row">
        <h1 class="grow">
          USB gadget planner <span class="about">plans, and touches nothing</span>
        </h1>
        <span class="control">
          <button type="button" onClick={actions.open}>
            Open…
          </button>
          <button type="button" onClick={actions.copyLink}>
            Copy link
          </button>
          <button type="button" disabled={!actions.undo} onClick={actions.undo}>
            Undo
          </button>
          <ThemeButton />
        </span>
      </div>
      <div class="toolbar">
        <span class="control">
          <label for="board">Board</label>
          <select
            id="board"
            value={state.board}
            onChange={({ currentTarget }) => actions.chooseBoard(currentTarget.value)}
            title={`Endpoints: ${sureness[controller.confidence ?? 'guess']}`}
          >
            {boards.map(([name, title]) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </span>
        <span class="control">
          <label for="kernel">Linux</label>
          <select
            id="kernel"
            value={state.kernel}
            onChange={({ currentTarget }) => actions.chooseKernel(currentTarget.value)}
          >
            {kernels.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </span>
        <Begin begin={actions.begin} />
      </div>
    </header>
  );
}
