import type { JSX } from 'preact';
import type { Issue } from 'usb-gadget';
import { Fault } from '../form/fault-list.js';
import { reveal } from '../reveal.js';

/** Everything that is to be said, with links to what it is about. */
export function Faults({ issues }: { readonly issues: readonly Issue[] }): JSX.Element {
  return (
    <section class="panel" id="faults" tabIndex={-1} aria-labelledby="faults-title">
      <h2 id="faults-title">Faults and notes</h2>
      {issues.length === 0 && <p>Nothing is wrong, and nothing more is worth knowing.</p>}
      <ul class="faults summary" hidden={!issues.length} tabIndex={0} aria-labelledby="faults-title">
        {issues.map((each) => (
          <li key={each.code + each.path + each.message} class={each.severity}>
            <Fault issue={each} />{' '}
            {each.path !== '' && (
              <a
                href={`#${each.path}`}
                onClick={(event) => {
                  event.preventDefault();
                  reveal(each.path);
                }}
              >
                {each.path}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
