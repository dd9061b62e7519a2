import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Prose } from '../form/prose.js';
import type { Judgement } from '../judge.js';
import { outputsOf, textOf } from '../outputs.js';
import type { State } from '../state.js';
import { copyText, fileName, saveText } from '../take-away.js';

/** What one can take away: one tab for each form, moved between with the arrow keys. */
export function Outputs(props: {
  readonly state: State;
  readonly judgement: Judgement;
  readonly tell: (text: string) => void;
}): JSX.Element {
  const { state, judgement, tell } = props;
  const [wanted, setWanted] = useState('');
  const tabs = useRef<HTMLDivElement>(null);
  const outputs = outputsOf(state);
  // The tab that was chosen goes with the network that it was of.
  const chosen = Math.max(
    0,
    outputs.findIndex(({ title }) => title === wanted),
  );
  const output = outputs[chosen]!;
  const result = textOf(output, state, judgement);
  const name = typeof state.gadget['name'] === 'string' ? state.gadget['name'] : 'gadget';
  const file = fileName(`${name}${output.ending}`);

  function choose(index: number): void {
    const next = (index + outputs.length) % outputs.length;
    setWanted(outputs[next]!.title);
    tabs.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  }

  function move({ key }: KeyboardEvent): void {
    if (key === 'ArrowRight') choose(chosen + 1);
    else if (key === 'ArrowLeft') choose(chosen - 1);
    else if (key === 'Home') choose(0);
    else if (key === 'End') choose(outputs.length - 1);
  }

  return (
    <section class="panel" aria-labelledby="outputs-title">
      <h2 id="outputs-title">Take it away</h2>
      <div role="tablist" aria-labelledby="outputs-title" ref={tabs} onKeyDown={move}>
        {outputs.map(({ title }, index) => (
          <button
            type="button"
            role="tab"
            key={title}
            id={`tab-${index}`}
            aria-selected={index === chosen}
            aria-controls="output"
            tabIndex={index === chosen ? 0 : -1}
            onClick={() => setWanted(title)}
          >
            {title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="output" aria-labelledby={`tab-${chosen}`}>
        <div class="row">
          <span class="about grow">
            <Prose text={output.about(file)} />
          </span>
          {'text' in result && (
            <>
              <button
                type="button"
                onClick={() => void copyText(result.text).then(() => tell(`${output.title} copied.`))}
              >
                Copy
              </button>
              <button type="button" onClick={() => saveText(file, result.text)}>
                Download
              </button>
            </>
          )}
        </div>
        {'text' in result ? (
          <pre tabIndex={0} aria-label={`${output.title} of the gadget`}>
            <code>{result.text}</code>
          </pre>
        ) : (
          <p class="reason">{result.reason}</p>
        )}
      </div>
    </section>
  );
}
