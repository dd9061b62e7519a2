import type { JsonSchema } from 'usb-gadget';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { aboutOf, type Editor } from '../schema.js';
import type { Path } from '../path.js';
import { readNumber, readSeveral, showSeveral, showValue } from '../values.js';
import { FaultList } from './fault-list.js';
import { idOf, issuesAt, useForm } from './form-context.js';

/** A single value of the document. */
export interface FieldProps {
  readonly path: Path;
  readonly schema: JsonSchema;
  readonly value: unknown;
  readonly label: string;
  readonly required?: boolean;
  /** Shown at once, where it would otherwise be folded. Default false. */
  readonly unfolded?: boolean;
  /** Of an object, the keys that are shown at once. Default: all that are short. */
  readonly basic?: readonly string[];
}

type ScalarEditor = Extract<Editor, { kind: 'truth' | 'number' | 'text' | 'word' | 'several' }>;

/** What an input has in common, whatever it is made of. */
interface InputProps {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': boolean;
}

const noWord = '';

/** A word of a few, or yes and no; nothing chosen leaves the default. */
function Choice(props: {
  readonly input: InputProps;
  readonly words: readonly (readonly [word: string, title: string])[];
  readonly value: string;
  readonly choose: (word: string) => void;
}): JSX.Element {
  const { input, words, value, choose } = props;
  const isKnown = value === noWord || words.some(([word]) => word === value);
  return (
    <select {...input} value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
      <option value={noWord}>default</option>
      {!isKnown && <option value={value}>{value}</option>}
      {words.map(([word, title]) => (
        <option key={word} value={word}>
          {title}
        </option>
      ))}
    </select>
  );
}

/** A text that is read as it is typed, and spelled in the usual way once one leaves it. */
function Typed(props: {
  readonly input: InputProps;
  readonly shown: string;
  readonly onLines?: boolean;
  readonly numeric?: boolean;
  readonly read: (text: string) => void;
}): JSX.Element {
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const { input, shown, onLines = false, numeric = false, read } = props;
  const common = {
    ...input,
    value: draft ?? shown,
    spellcheck: false,
    autocomplete: 'off' as const,
    onBlur: () => setDraft(undefined),
  };
  const type = (text: string): void => {
    setDraft(text);
    read(text);
  };
  if (onLines)
    return <textarea {...common} rows={2} onInput={({ currentTarget }) => type(currentTarget.value)} />;
  return (
    <input
      {...common}
      type="text"
      class={numeric ? 'numeric' : undefined}
      onInput={({ currentTarget }) => type(currentTarget.value)}
    />
  );
}

const truths = [
  ['true', 'yes'],
  ['false', 'no'],
] as const;

function inputFor(
  editor: ScalarEditor,
  { path, value }: FieldProps,
  input: InputProps,
  change: (value: unknown) => void,
): JSX.Element {
  const shown = showValue(value, path.at(-1));
  switch (editor.kind) {
    case 'truth':
      return (
        <Choice
          input={input}
          words={truths}
          value={shown}
          choose={(word) => change(word === noWord ? undefined : word === 'true')}
        />
      );
    case 'word':
      return (
        <Choice
          input={input}
          words={editor.words.map((word) => [word, word] as const)}
          value={shown}
          choose={(word) => change(word === noWord ? undefined : word)}
        />
      );
    case 'number':
      return <Typed input={input} shown={shown} numeric read={(text) => change(readNumber(text))} />;
    case 'several':
      return (
        <Typed
          input={input}
          shown={showSeveral(value, editor)}
          onLines={editor.onLines}
          read={(text) => change(readSeveral(text, editor))}
        />
      );
    case 'text':
      return <Typed input={input} shown={shown} read={(text) => change(text === '' ? undefined : text)} />;
  }
}

const endings = { several: 'with commas between them', onLines: 'each on a line of its own' };

/** A labelled input with what it is for, and what is wrong with it. */
export function ScalarField(props: FieldProps & { readonly editor: ScalarEditor }): JSX.Element {
  const { path, schema, label, required = false, editor } = props;
  const { issues, change } = useForm();
  const id = idOf(path);
  const own = issuesAt(issues, path, () => false);
  const several = editor.kind === 'several' ? (editor.onLines ? endings.onLines : endings.several) : '';
  const about = [aboutOf(schema), several].filter((each) => each !== '').join(' · ');
  const input: InputProps = {
    id,
    'aria-describedby': `${id}-about ${id}-faults`,
    'aria-invalid': own.some(({ severity }) => severity === 'error'),
  };
  return (
    <div class="field">
      <label for={id}>
        {label}
        {required && <span class="required"> required</span>}
      </label>
      {inputFor(editor, props, input, (value) => change(path, value))}
      <p class="about" id={`${id}-about`}>
        {about}
      </p>
      <FaultList issues={own} id={`${id}-faults`} />
    </div>
  );
}
