import type { JsonSchema } from 'usb-gadget';
import type { ComponentType, JSX } from 'preact';
import { goTo } from '../reveal.js';
import { editorOf } from '../schema.js';
import { oneOf } from '../values.js';
import { FaultList } from './fault-list.js';
import { idOf, issuesAt, useForm } from './form-context.js';
import { GroupTitle } from './group-title.js';
import type { FieldProps } from './scalar-field.js';

/** What an item begins as: something that the check can say what is missing of. */
function newItem(schema: JsonSchema): unknown {
  const editor = editorOf(schema);
  if (editor.kind !== 'variant') return {};
  const [word] = editor.cases.keys();
  return { [editor.key]: word };
}

/** A list of objects: one box for each, and a button for one more. */
export function ListField(
  props: FieldProps & {
    readonly item: JsonSchema;
    readonly most: number;
    readonly of: ComponentType<FieldProps>;
  },
): JSX.Element {
  const { path, schema, value, label, item, most, of: Field } = props;
  const { issues, change } = useForm();
  const items: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const id = idOf(path);
  const one = oneOf(label);
  return (
    <fieldset class="group list" id={id} tabIndex={-1}>
      <legend>
        <GroupTitle label={label} schema={schema} />
      </legend>
      <FaultList issues={issuesAt(issues, path, (index) => Number(index) < items.length)} />
      {items.map((each, index) => (
        <div class="item" key={index}>
          <Field
            unfolded
            path={[...path, index]}
            schema={item}
            value={each ?? {}}
            label={`${one} ${index + 1}`}
          />
          <button
            type="button"
            class="quiet remove"
            aria-label={`Remove ${one} ${index + 1}`}
            onClick={() => {
              change(path, items.length === 1 ? undefined : items.toSpliced(index, 1));
              goTo(id);
            }}
          >
            Remove
          </button>
        </div>
      ))}
      {items.length < most && (
        <button type="button" class="add" onClick={() => change(path, [...items, newItem(item)])}>
          Add {one}
        </button>
      )}
    </fieldset>
  );
}
