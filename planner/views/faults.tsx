import type { JSX } from 'preact';
import type { Issue } from 'usb-gadget';
import { Fault } from '../form/fault-list.js';
import type { Judgement } from '../judge.js';
import { reveal } from '../reveal.js';

const plural = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

/** Whether it works, and how much is to be said, in one line. */
export function verdictOf({ issues, binds, works, endpoints, definition }: Judgement): {
  text: string;
  mood: string;
} {
  const count = (severity: string): number => issues.filter((each) => each.severity === severity).length;
  const errors = count('error');
  const warnings = count('warning');
  const said = [
    errors ? plural(errors, 'fault', 'faults') : 'no faults',
    ...(warnings ? [plural(warnings, 'warning', 'warnings')] : []),
  ].join(', ');
  if (!definition.functions.length) return { text: 'Nothing to be yet: add a function.', mood: 'note' };
  if (works) return { text: `Fits: ${said}.`, mood: warnings ? 'warning' : 'good' };
  if (endpoints && !endpoints.binds) return { text: `Does not fit: ${said}.`, mood: 'error' };
  if (errors) return { text: `${binds ? 'Binds, and does not work' : 'At fault'}: ${said}.`, mood: 'error' };
  return { text: `Fits, and waits for a program: ${said}.`, mood: 'warning' };
}

/** Everything that is to be said, with links to what it is about. */
export function Faults({ issues }: { readonly issues: readonly Issue[] }): JSX.Element {
  return (
    <section class="panel" aria-labelledby="faults-title">
      <h2 id="faults-title">Faults and notes</h2>
      {issues.length === 0 && <p>Nothing is wrong, and nothing more is worth knowing.</p>}
      <ul class="faults summary" tabIndex={issues.length ? 0 : undefined} aria-labelledby="faults-title">
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
