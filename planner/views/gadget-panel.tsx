import type { JSX } from 'preact';
import type { Plain } from 'usb-gadget';
import type { Path } from '../path.js';
import { Field, ObjectFields } from '../form/field.js';
import { FaultList } from '../form/fault-list.js';
import { issuesAt, useForm } from '../form/form-context.js';
import { basicGadgetOptions, basicNetworkOptions } from '../function-kinds.js';
import { goTo } from '../reveal.js';
import { gadgetSchema, networkSchema } from '../schema.js';

/** The gadget itself: its name, its ids, and all that is not a function. */
export function GadgetPanel({ gadget }: { readonly gadget: Plain }): JSX.Element {
  return (
    <section class="panel" id="gadget" tabIndex={-1} aria-labelledby="gadget-title">
      <h2 id="gadget-title">Gadget</h2>
      <ObjectFields
        path={[]}
        schema={gadgetSchema}
        value={gadget}
        basic={basicGadgetOptions}
        elsewhere={['functions', 'hosts', 'network']}
      />
    </section>
  );
}

/** The networks over its network cards. */
export function NetworkPanel(props: {
  readonly networks: readonly Plain[];
  readonly hasCard: boolean;
  readonly setNetworks: (networks: readonly Plain[]) => void;
}): JSX.Element | null {
  const { networks, hasCard, setNetworks } = props;
  const { issues } = useForm();
  if (!hasCard && !networks.length) return null;
  // Paths of issues have no index where there is one network.
  const pathOf = (index: number): Path => (networks.length > 1 ? ['network', index] : ['network']);
  return (
    <section class="panel" id="network" tabIndex={-1} aria-labelledby="network-title">
      <h2 id="network-title">Network behind the cable</h2>
      <p class="about">Who gets which address, and what the host may reach. Closed where nothing is said.</p>
      {networks.length === 0 && <FaultList issues={issuesAt(issues, ['network'], () => false)} />}
      {networks.map((value, index) => (
        <div class="item" key={index}>
          <Field
            basic={basicNetworkOptions}
            path={pathOf(index)}
            schema={networkSchema}
            value={value}
            label={`Network ${index + 1}`}
          />
          <button
            type="button"
            class="quiet remove"
            aria-label={`Remove network ${index + 1}`}
            onClick={() => {
              setNetworks(networks.toSpliced(index, 1));
              goTo('network');
            }}
          >
            Remove
          </button>
        </div>
      ))}
      <button type="button" class="add" onClick={() => setNetworks([...networks, {}])}>
        Add a network
      </button>
    </section>
  );
}
