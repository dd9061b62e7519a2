import type { Issue } from 'usb-gadget';
import type { JSX } from 'preact';

const marks = { error: 'Error', warning: 'Warning', note: 'Note' };

/** One issue in words: how bad, what, and what to do. */
export function Fault({ issue: { severity, message, hint } }: { readonly issue: Issue }): JSX.Element {
  return (
    <>
      <strong class="mark">{marks[severity]}</strong> {message} {hint && <span class="cure">{hint}</span>}
    </>
  );
}

/** Issues below what they concern. */
export function FaultList({
  issues,
  id,
}: {
  readonly issues: readonly Issue[];
  readonly id?: string;
}): JSX.Element | null {
  if (!issues.length) return null;
  return (
    <ul class="faults" id={id}>
      {issues.map((each) => (
        <li key={each.code + each.path + each.message} class={each.severity}>
          <Fault issue={each} />
        </li>
      ))}
    </ul>
  );
}
