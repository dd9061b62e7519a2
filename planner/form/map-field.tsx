import type { JsonSchema } from 'usb-gadget';
import type { ComponentType, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { isObject } from '../path.js';
import { aboutOf, editorOf } from '../schema.js';
import { FaultList } from './fault-list.js';
import { idOf, issuesAt, useForm } from './form-context.js';
import type { FieldProps } from './scalar-field.js';

/** What a key is likely to be. */
const usualKeys: Readonly<Record<string, string>> = { strings: '0x409' };

const titles: Readonly<Record<string, string>> = { '0x409': 'English, 0x409' };

/** An object with free keys: one box for each, and an input for the key of one more. */
export function MapField(
  props: FieldProps & { readonly item: JsonSchema; readonly of: ComponentType<FieldProps> },
): JSX.Element {
  const { path, schema, value, label, item, of: Field } = props;
  const { issues, change } = useForm();
  const [key, setKey] = useState(usualKeys[String(path.at(-1))] ?? '');
  const entries = Object.entries<unknown>(isObject(value) ? value : {});
  const id = idOf(path);
  const isNew = key !== '' && !entries.some(([each]) => each === key);
  return (
    <fieldset class="group list" id={id} tabIndex={-1}>
      <legend>
        {label} <span class="about">{aboutOf(schema)}</span>
      </legend>
      <FaultList
        issues={issuesAt(issues, path, (name) => entries.some(([each]) => each.split('.')[0] === name))}
      />
      {entries.map(([name, each]) => (
        <div class="item" key={name}>
          <Field unfolded path={[...path, name]} schema={item} value={each} label={titles[name] ?? name} />
          <button
            type="button"
            class="quiet remove"
            aria-label={`Remove ${label} ${name}`}
            onClick={() => change([...path, name], undefined)}
          >
            Remove
          </button>
        </div>
      ))}
      <div class="row">
        <input
          type="text"
          class="short"
          aria-label={`Key to add to ${label}`}
          value={key}
          onInput={({ currentTarget }) => setKey(currentTarget.value)}
        />
        <button
          type="button"
          class="add"
          disabled={!isNew}
          onClick={() => change([...path, key], editorOf(item).kind === 'object' ? {} : '')}
        >
          Add to {label}
        </button>
      </div>
    </fieldset>
  );
}
