import type { JSX } from 'preact';
import type { Plain } from 'usb-gadget';
import { FaultList } from '../form/fault-list.js';
import { idOf } from '../form/form-context.js';
import { hostNeeds, type HostNeeds } from '../host-needs.js';
import type { Judgement } from '../judge.js';

const symbols = { good: '✓', note: 'i', warning: '!' };

function Host(props: {
  readonly host: HostNeeds;
  readonly meant: boolean;
  readonly mean: (meant: boolean) => void;
}): JSX.Element {
  const { host, meant, mean } = props;
  return (
    <li class={`host ${host.severity}`}>
      <label>
        <input
          type="checkbox"
          checked={meant}
          onChange={({ currentTarget }) => mean(currentTarget.checked)}
        />
        <span>{host.title}</span>
      </label>
      {host.issues.length === 0 ? (
        <span class="verdict">
          <span aria-hidden="true">{symbols[host.severity]}</span> {host.verdict}
        </span>
      ) : (
        <details>
          <summary>
            <span aria-hidden="true">{symbols[host.severity]}</span> {host.verdict}
            <span class="hidden"> on {host.title}</span>
          </summary>
          <FaultList issues={host.issues} />
        </details>
      )}
    </li>
  );
}

/** What each host will need; those that the gadget is for are ticked, and named in its document. */
export function Hosts(props: {
  readonly judgement: Judgement;
  readonly kernel: string;
  readonly gadget: Plain;
  readonly setHosts: (hosts: readonly string[] | undefined) => void;
}): JSX.Element {
  const { judgement, kernel, gadget, setHosts } = props;
  const { controller, definition } = judgement;
  const named: readonly unknown[] = Array.isArray(gadget['hosts']) ? gadget['hosts'] : [];
  const needs = hostNeeds(definition, { kernel, controller });
  const mean = (host: string, meant: boolean): void => {
    const hosts = needs
      .map(({ name }) => name)
      .filter((name) => (name === host ? meant : named.includes(name)));
    setHosts(hosts.length ? hosts : undefined);
  };
  return (
    <section class="panel" id={idOf('hosts')} tabIndex={-1} aria-labelledby="hosts-title">
      <h2 id="hosts-title">Hosts</h2>
      <p class="about">Tick those that it is for: what is known of them is then told with the faults.</p>
      {!definition.functions.length && <p>Without a function there is nothing to say yet.</p>}
      <ul class="hosts" hidden={!definition.functions.length}>
        {needs.map((host) => (
          <Host
            key={host.name}
            host={host}
            meant={named.includes(host.name)}
            mean={(meant) => mean(host.name, meant)}
          />
        ))}
      </ul>
    </section>
  );
}
