import type { JsonSchema } from 'usb-gadget';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { helpOf } from '../help.js';
import type { Editor } from '../schema.js';
import type { Path } from '../path.js';
import { readNumber, readSeveral, showSeveral, showValue } from '../values.js';
import { FaultList } from './fault-list.js';
import { idOf, issuesAt, useForm } from './form-context.js';
import { Prose } from './prose.js';

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
  /** What it says while nothing is entered. */
  readonly placeholder: string;
}

const noWord = '';

/** A word of a few, or yes and no; nothing chosen leaves the default. */
function Choice(props: {
  readonly input: InputProps;
  readonly words: readonly (readonly [word: string, title: string])[];
  readonly value: string;
  readonly choose: (word: string) => void;
}): JSX.Element {
  const {
    input: { placeholder, ...input },
    words,
    value,
    choose,
  } = props;
  const isKnown = value === noWord || words.some(([word]) => word === value);
  return (
    <select {...input} value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
      <option value={noWord}>{placeholder || 'Default'}</option>
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

const endings = { several: 'With commas between them.', onLines: 'Each on a line of its own.' };

const truthTitles: Readonly<Record<string, string>> = Object.fromEntries(truths);

/** A labelled input with what it is for, and what is wrong with it. */
export function ScalarField(props: FieldProps & { readonly editor: ScalarEditor }): JSX.Element {
  const { path, schema, value, label, required = false, editor } = props;
  const { issues, change } = useForm();
  const id = idOf(path);
  const own = issuesAt(issues, path, () => false);
  const { text, firstKernel, byDefault } = helpOf(schema);
  const usual = byDefault && `Default: ${truthTitles[byDefault] ?? byDefault}`;
  const several = editor.kind === 'several' ? (editor.onLines ? endings.onLines : endings.several) : '';
  // The default stands in the field itself as long as that is empty.
  const told = usual && value !== undefined ? `${usual}.` : '';
  const input: InputProps = {
    id,
    'aria-describedby': `${id}-about ${id}-kernel ${id}-faults`,
    'aria-invalid': own.some(({ severity }) => severity === 'error'),
    placeholder: usual ?? '',
  };
  return (
    <div class="field">
      <div class="label">
        <label for={id}>
          {label}
          {required && <span class="required"> required</span>}
        </label>
        {firstKernel && (
          <span class="about" id={`${id}-kernel`}>
            from Linux {firstKernel}
          </span>
        )}
      </div>
      {inputFor(editor, props, input, (next) => change(path, next))}
      <p class="about" id={`${id}-about`}>
        <Prose text={[text, told, several].filter((each) => each !== '').join(' ')} />
      </p>
      <FaultList issues={own} id={`${id}-faults`} />
    </div>
  );
}
