import type { JSX } from 'preact';
import type { Plain } from 'usb-gadget';
import { ObjectFields } from '../form/field.js';
import { FaultList } from '../form/fault-list.js';
import { idOf, useForm } from '../form/form-context.js';
import { Prose } from '../form/prose.js';
import { basicOptionsOf, titleOf } from '../function-kinds.js';
import { pathText } from '../path.js';
import { driverAbout, functionSchema } from '../schema.js';
import { colourOf } from './colours.js';

/** What can be done with a function as a whole. */
export interface FunctionActions {
  readonly move: (index: number, to: number) => void;
  readonly remove: (index: number) => void;
  readonly turn: (names: readonly string[], on: boolean) => void;
}

/** Where a function can be moved. */
export type Way = 'up' | 'down';

const ways: readonly { readonly way: Way; readonly arrow: string; readonly step: number }[] = [
  { way: 'up', arrow: '↑', step: -1 },
  { way: 'down', arrow: '↓', step: 1 },
];

/** A function: what it is, whether the host sees it, and its options. */
export function FunctionCard(props: {
  readonly index: number;
  readonly count: number;
  readonly name: string;
  readonly options: Plain;
  readonly on: boolean;
  readonly endpoints: string;
  /** It was just added, and its options are shown. */
  readonly isNew: boolean;
  readonly actions: FunctionActions;
}): JSX.Element {
  const { index, count, name, options, on, endpoints, isNew, actions } = props;
  const { move, remove, turn } = actions;
  const path = ['functions', index];
  const place = pathText(path);
  const { issues } = useForm();
  const inside = issues.filter(
    (each) =>
      each.severity === 'error' && /^[.[]/.test(each.path.slice(place.length)) && each.path.startsWith(place),
  ).length;
  const title = titleOf(options);
  return (
    <li
      class={`function ${colourOf(index)} ${on ? '' : 'off'}`}
      id={idOf(path)}
      tabIndex={-1}
      aria-label={`${title}, ${name}`}
    >
      <div class="head">
        <h3>
          {title} <code>{name}</code>
        </h3>
        <span class="about">{on ? endpoints : 'off: the host does not see it'}</span>
        <span class="actions">
          <label class="switch">
            <input
              type="checkbox"
              role="switch"
              aria-label={`${name} on`}
              checked={on}
              onChange={({ currentTarget }) => turn([name], currentTarget.checked)}
            />
            on
          </label>
          {ways.map(({ way, arrow, step }) => (
            <button
              type="button"
              class="quiet"
              key={way}
              data-way={way}
              disabled={index + step < 0 || index + step >= count}
              aria-label={`Move ${name} ${way}`}
              onClick={() => move(index, index + step)}
            >
              {arrow}
            </button>
          ))}
          <button type="button" class="quiet" aria-label={`Remove ${name}`} onClick={() => remove(index)}>
            ✕
          </button>
        </span>
      </div>
      <FaultList issues={issues.filter((each) => each.path === place)} />
      <details class="options" open={isNew}>
        <summary>
          Options<span class="hidden"> of {name}</span>
          {inside > 0 && (
            <strong class="mark"> {inside === 1 ? '1 fault' : `${inside} faults`} inside</strong>
          )}
        </summary>
        <p class="about driver">
          <Prose text={driverAbout(options['driver'])} />
        </p>
        <ObjectFields
          path={path}
          schema={functionSchema(options['driver'])}
          value={options}
          basic={basicOptionsOf(options['driver'])}
          elsewhere={['']}
        />
      </details>
    </li>
  );
}
