import { Fragment, type JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ConfigurationEndpoints } from 'usb-gadget';
import { endpointRows, type Cell } from '../endpoint-rows.js';
import { goTo } from '../reveal.js';
import type { Judgement } from '../judge.js';
import { colourOf } from './colours.js';

const emptyWords = { none: 'none', free: 'free', other: 'other way' };

/** A name that may be broken after its dot and its underscores, and nowhere else. */
const Name = ({ name }: { readonly name: string }): JSX.Element => (
  <b>
    {name.split(/(?<=[._])/).map((part, index) => (
      <Fragment key={index}>
        {index > 0 && <wbr />}
        {part}
      </Fragment>
    ))}
  </b>
);

const hex = (address: number): string => `0x${address.toString(16).padStart(2, '0')}`;

function CellView({ cell, direction }: { readonly cell: Cell; readonly direction: string }): JSX.Element {
  if (cell.kind === 'missing')
    return (
      <td class="cell missing">
        <Name name={cell.functionName} /> <span class="transfer">{cell.transfer}: none left</span>
      </td>
    );
  if (cell.kind !== 'used')
    return (
      <td class={`cell ${cell.kind}`}>
        <span>{emptyWords[cell.kind]}</span>
      </td>
    );
  const { functionName, index, transfer, address, packetBytes } = cell;
  return (
    <td
      class={`cell used ${colourOf(index)}`}
      title={`${direction} ${hex(address)}: ${transfer}, ${packetBytes} bytes`}
    >
      <span class="claim">
        <Name name={functionName} /> <span class="transfer">{transfer}</span>{' '}
        <code class="address">{hex(address)}</code>
      </span>
    </td>
  );
}

function Count({
  name,
  used,
  total,
}: {
  readonly name: string;
  readonly used: number;
  readonly total: number;
}): JSX.Element {
  return (
    <span class="count">
      <span>
        {name} <b>{used}</b> of {total}
      </span>
      <span class="bar" aria-hidden="true">
        <span style={{ width: `${total ? (100 * used) / total : 0}%` }} class={used >= total ? 'full' : ''} />
      </span>
    </span>
  );
}

/** What does not fit, in words, and what to turn off so that it does. */
function Overflow(props: {
  readonly judgement: Judgement;
  readonly turnOff: (names: readonly string[]) => void;
}): JSX.Element | null {
  const { endpoints, removals } = props.judgement;
  const because = endpoints?.because.filter(({ severity }) => severity === 'error') ?? [];
  if (!because.length) return null;
  const unreached = (endpoints?.configurations ?? []).flatMap(({ functions, refusal }) =>
    refusal ? functions.slice(refusal.index + 1).map(({ name }) => name) : [],
  );
  const turnOff = (names: readonly string[]): void => {
    props.turnOff(names);
    goTo('endpoints');
  };
  return (
    <div class="overflow" id="overflow">
      <h3>Does not fit</h3>
      {because.map(({ message }) => (
        <p key={message}>{message}</p>
      ))}
      {unreached.length > 0 && <p>Not reached: {unreached.join(', ')}.</p>}
      {removals.length > 0 && <p class="about">Any one of these makes the rest fit:</p>}
      <div class="row">
        {removals.map((names) => (
          <button type="button" key={names.join()} onClick={() => turnOff(names)}>
            Turn off {names.join(' and ')}
          </button>
        ))}
      </div>
    </div>
  );
}

/** One row for each endpoint of the controller, and who has it in each direction. */
export function EndpointPicture(props: {
  readonly judgement: Judgement;
  readonly names: readonly string[];
  readonly turnOff: (names: readonly string[]) => void;
}): JSX.Element {
  const { judgement, names } = props;
  const { controller, endpoints } = judgement;
  const [wanted, setWanted] = useState(0);
  const configurations: readonly ConfigurationEndpoints[] = endpoints?.configurations ?? [];
  const configuration = configurations[Math.min(wanted, configurations.length - 1)];
  if (!configuration) return <p>There is no configuration to show.</p>;
  const rows = endpointRows(controller, configuration, (name) => names.indexOf(name));
  const { in: input, out: output } = configuration;
  return (
    <>
      <div class="counts">
        <Count name="IN" used={input.used} total={input.total} />
        <Count name="OUT" used={output.used} total={output.total} />
        {configurations.length > 1 && (
          <label class="inline">
            Configuration{' '}
            <select
              value={String(wanted)}
              onChange={({ currentTarget }) => setWanted(Number(currentTarget.value))}
            >
              {configurations.map(({ name }, index) => (
                <option key={name} value={String(index)}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <Overflow judgement={judgement} turnOff={props.turnOff} />
      <table class={rows.length > 16 ? 'endpoints tight' : 'endpoints'}>
        <caption class="hidden">
          Endpoints of {controller.title ?? controller.name}, in the order in which the kernel tries them
        </caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="wide">Endpoint</span>
            </th>
            <th scope="col">IN, to the host</th>
            <th scope="col">OUT, from the host</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <th scope="row">{row.name}</th>
              <CellView cell={row.in} direction="IN" />
              <CellView cell={row.out} direction="OUT" />
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
