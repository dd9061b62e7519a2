import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Plain } from 'usb-gadget';
import { idOf } from '../form/form-context.js';
import { keysAfter, noFunctions } from '../function-keys.js';
import { functionKinds } from '../function-kinds.js';
import { isOn } from '../gadget-edits.js';
import type { Judgement } from '../judge.js';
import { goTo } from '../reveal.js';
import { functionsOf } from '../state.js';
import { FunctionCard, type FunctionActions, type Way } from './function-card.js';

const groups = [...new Set(functionKinds.map(({ group }) => group))];

/** What a function has got, in a few words. */
function endpointsOf(name: string, { endpoints }: Judgement): string {
  const found = endpoints?.configurations
    .flatMap(({ functions }) => functions)
    .find((each) => each.name === name);
  if (!found) return '';
  if (!found.endpoints.length) return 'no endpoints';
  const count = (direction: string): number =>
    found.endpoints.filter((each) => each.direction === direction).length;
  return `${count('in')} IN, ${count('out')} OUT`;
}

function AddFunction({ add }: { readonly add: (options: Plain) => void }): JSX.Element {
  const [title, setTitle] = useState('Keyboard');
  const wanted = functionKinds.find((each) => each.title === title);
  return (
    <form
      class="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted) add(wanted.options);
      }}
    >
      <label class="hidden" for="add-kind">
        Function to add
      </label>
      <select id="add-kind" value={title} onChange={({ currentTarget }) => setTitle(currentTarget.value)}>
        {groups.map((group) => (
          <optgroup key={group} label={group}>
            {functionKinds
              .filter((each) => each.group === group)
              .map((each) => (
                <option key={each.title} value={each.title}>
                  {each.title}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <button type="submit" class="primary">
        Add function
      </button>
    </form>
  );
}

/** Goes on with the function that was moved, so that it can be moved on; at the end, only the other way is left. */
function focusMove(index: number, way: Way): void {
  const buttons = document.getElementById(idOf(['functions', index]))?.querySelectorAll('button');
  const [up, down] = [...(buttons ?? [])].filter(({ dataset }) => dataset['way'] !== undefined);
  const [wanted, other] = way === 'up' ? [up, down] : [down, up];
  (wanted?.disabled ? other : wanted)?.focus();
}

/** The functions of the gadget, in the order in which the kernel gives them endpoints. */
export function Functions(props: {
  readonly gadget: Plain;
  readonly names: readonly string[];
  readonly judgement: Judgement;
  readonly actions: FunctionActions & { readonly add: (options: Plain) => void };
}): JSX.Element {
  const { gadget, names, judgement, actions } = props;
  const functions = functionsOf(gadget);
  const keyed = useRef(noFunctions);
  keyed.current = keysAfter(keyed.current, functions);
  const { keys } = keyed.current;
  const [added, setAdded] = useState<number | undefined>(undefined);
  const [moved, setMoved] = useState<{ readonly to: number; readonly way: Way } | undefined>(undefined);
  useLayoutEffect(() => {
    if (added !== undefined) goTo(idOf(['functions', keys.indexOf(added)]));
  }, [added]);
  useLayoutEffect(() => {
    // A browser forgets the focus of what is moved in the page.
    if (moved) focusMove(moved.to, moved.way);
  }, [moved]);
  const remove = (index: number): void => {
    actions.remove(index);
    goTo('functions');
  };
  const move = (index: number, to: number): void => {
    actions.move(index, to);
    setMoved({ to, way: to < index ? 'up' : 'down' });
  };
  const add = (options: Plain): void => {
    setAdded(keyed.current.next);
    // A copy, which is not the same as another of its kind.
    actions.add({ ...options });
  };
  return (
    <section class="panel" id="functions" tabIndex={-1} aria-labelledby="functions-title">
      <h2 id="functions-title">Functions</h2>
      {functions.length === 0 && (
        <p>What is the device to be? Add a function, or begin with a ready gadget above.</p>
      )}
      <ol class="functions">
        {functions.map((options, index) => (
          <FunctionCard
            key={keys[index]}
            index={index}
            count={functions.length}
            name={names[index] ?? ''}
            options={options}
            on={isOn(gadget, names[index] ?? '')}
            endpoints={endpointsOf(names[index] ?? '', judgement)}
            isNew={keys[index] === added}
            actions={{ ...actions, move, remove }}
          />
        ))}
      </ol>
      <AddFunction add={add} />
    </section>
  );
}
