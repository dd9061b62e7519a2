import type { JsonSchema } from 'usb-gadget';
import type { ComponentType, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { isObject } from '../path.js';
import { goTo } from '../reveal.js';
import { editorOf } from '../schema.js';
import { FaultList } from './fault-list.js';
import { idOf, issuesAt, useForm } from './form-context.js';
import { GroupTitle } from './group-title.js';
import type { FieldProps } from './scalar-field.js';

/** A key that is there to be filled in where there is none yet. */
const usualKeys: Readonly<Record<string, string>> = { strings: '0x409' };

const titles: Readonly<Record<string, string>> = { '0x409': 'English, 0x409' };

/** An object with free keys: one box for each, and an input for the key of one more. */
export function MapField(
  props: FieldProps & { readonly item: JsonSchema; readonly of: ComponentType<FieldProps> },
): JSX.Element {
  const { path, schema, value, label, item, of: Field } = props;
  const { issues, change } = useForm();
  const [key, setKey] = useState('');
  const usual = usualKeys[String(path.at(-1))];
  const given = Object.entries<unknown>(isObject(value) ? value : {});
  const entries = given.length || usual === undefined ? given : [[usual, undefined] as const];
  const id = idOf(path);
  const isNew = key !== '' && !entries.some(([each]) => each === key);
  return (
    <fieldset class="group list" id={id} tabIndex={-1}>
      <legend>
        <GroupTitle label={label} schema={schema} />
      </legend>
      <FaultList
        issues={issuesAt(issues, path, (name) => entries.some(([each]) => each.split('.')[0] === name))}
      />
      {entries.map(([name, each]) => (
        <div class="item" key={name}>
          <Field unfolded path={[...path, name]} schema={item} value={each} label={titles[name] ?? name} />
          {given.length > 0 && (
            <button
              type="button"
              class="quiet remove"
              aria-label={`Remove ${label} ${name}`}
              onClick={() => {
                change([...path, name], undefined);
                goTo(id);
              }}
            >
              Remove
            </button>
          )}
        </div>
      ))}
      <div class="row">
        <input
          type="text"
          class="short"
          placeholder={usual === undefined ? 'name' : 'as 0x407'}
          aria-label={`Key to add to ${label}`}
          value={key}
          onInput={({ currentTarget }) => setKey(currentTarget.value)}
        />
        <button
          type="button"
          class="add"
          disabled={!isNew}
          onClick={() => {
            change([...path, key], editorOf(item).kind === 'object' ? {} : '');
            setKey('');
          }}
        >
          Add to {label}
        </button>
      </div>
    </fieldset>
  );
}
