import type { JSX } from 'preact';
import { isObject, type Path } from '../path.js';
import { editorOf, isRequired, propertiesOf, type Editor } from '../schema.js';
import type { JsonSchema, Plain } from 'usb-gadget';
import { inWords } from '../values.js';
import { FaultList } from './fault-list.js';
import { idOf, issuesAt, useForm } from './form-context.js';
import { GroupTitle } from './group-title.js';
import { ListField } from './list-field.js';
import { MapField } from './map-field.js';
import { ScalarField, type FieldProps } from './scalar-field.js';

/** Whatever the schema says that may stand at a path. */
export function Field(props: FieldProps): JSX.Element {
  const { path, schema, value, label } = props;
  const editor = editorOf(schema);
  switch (editor.kind) {
    case 'list':
      return <ListField {...props} item={editor.item} most={editor.most ?? Infinity} of={Field} />;
    case 'map':
      return <MapField {...props} item={editor.item} of={Field} />;
    case 'variant':
      return <VariantField {...props} variant={editor} />;
    case 'object':
      return (
        <details class="group" id={idOf(path)} open={props.unfolded ?? false}>
          <summary>
            <GroupTitle label={label} schema={schema} />
          </summary>
          <ObjectFields path={path} schema={schema} value={value} />
        </details>
      );
    default:
      return <ScalarField {...props} editor={editor} />;
  }
}

/** The keys of an object that pass a filter, and what is wrong with it as a whole. */
export function ObjectFields(props: {
  readonly path: Path;
  readonly schema: JsonSchema;
  readonly value: unknown;
  readonly basic?: readonly string[] | undefined;
  /** Keys that are shown somewhere else. */
  readonly elsewhere?: readonly string[];
}): JSX.Element {
  const { path, schema, value, basic, elsewhere = [] } = props;
  const { issues } = useForm();
  const object: Plain = isObject(value) ? value : {};
  const known = propertiesOf(schema).filter(([, each]) => !('const' in each) || each['const'] === true);
  const keys = known.map(([key]) => key);
  const shown = known.filter(([key]) => !elsewhere.includes(key));
  const isFirst = ([key, each]: (typeof shown)[number]): boolean =>
    isRequired(schema, key) || (basic ? basic.includes(key) : !['list', 'map'].includes(editorOf(each).kind));
  const rank = ([key]: (typeof shown)[number]): number =>
    basic?.indexOf(key) ?? (isRequired(schema, key) ? -1 : 0);
  const first = shown.filter(isFirst).sort((left, right) => rank(left) - rank(right));
  const rest = shown.filter((each) => !first.includes(each));
  const set = rest.filter(([key]) => object[key] !== undefined).length;
  const fields = (list: typeof shown): JSX.Element[] =>
    list.map(([key, each]) => (
      <Field
        key={key}
        path={[...path, key]}
        schema={each}
        value={object[key]}
        label={inWords(key)}
        required={isRequired(schema, key)}
      />
    ));
  return (
    <>
      <FaultList issues={issuesAt(issues, path, (key) => keys.includes(key) || elsewhere.includes(key))} />
      <div class="fields">{fields(first)}</div>
      {rest.length > 0 && (
        <details class="more">
          <summary>
            More options
            <span class="about">
              {' '}
              {set} of {rest.length} set
            </span>
          </summary>
          <div class="fields">{fields(rest)}</div>
        </details>
      )}
    </>
  );
}

const wordOf = (told: unknown, usual: string): string => (typeof told === 'string' ? told : usual);

/** An object whose shape one of its keys tells: that key first, then what belongs to it. */
function VariantField(
  props: FieldProps & { readonly variant: Extract<Editor, { kind: 'variant' }> },
): JSX.Element {
  const { path, schema, value, label, variant } = props;
  const { change } = useForm();
  const [usual = ''] = variant.cases.keys();
  const told = isObject(value) ? wordOf(value[variant.key], usual) : usual;
  const turnInto = (word: string): void => {
    const keys = propertiesOf(variant.cases.get(word) ?? {}).map(([key]) => key);
    const kept = Object.entries(isObject(value) ? value : {}).filter(([key]) => keys.includes(key));
    change(path, { ...Object.fromEntries(kept), [variant.key]: word });
  };
  const id = idOf(path);
  const keyId = idOf([...path, variant.key]);
  return (
    <fieldset class="group" id={id} tabIndex={-1}>
      <legend>
        <GroupTitle label={label} schema={schema} />
      </legend>
      <div class="field">
        <label for={keyId}>{inWords(variant.key)}</label>
        <select id={keyId} value={told} onChange={({ currentTarget }) => turnInto(currentTarget.value)}>
          {[...variant.cases.keys()].map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </div>
      <ObjectFields
        path={path}
        schema={variant.cases.get(told) ?? {}}
        value={value}
        basic={props.basic}
        elsewhere={[variant.key]}
      />
    </fieldset>
  );
}
