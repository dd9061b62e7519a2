import type { Issue } from 'usb-gadget';
import type { JSX } from 'preact';
import { excerptOf } from '../excerpt.js';
import { Prose } from './prose.js';

const marks = { error: 'Error', warning: 'Warning', note: 'Note' };

/** One issue in words: how bad, where in a document, what, and what to do. */
export function Fault(props: {
  readonly issue: Issue;
  readonly place?: string;
  readonly hint?: string;
}): JSX.Element {
  const {
    issue: { severity, message },
    place = '',
    hint = props.issue.hint,
  } = props;
  return (
    <>
      <strong class="mark">{marks[severity]}</strong> {place}
      <Prose text={message} />{' '}
      {hint && (
        <span class="cure">
          <Prose text={hint} />
        </span>
      )}
    </>
  );
}

/** An issue of a document, with the line that it is about. What was said and shown just before is not said again. */
function Located(props: {
  readonly issue: Issue;
  readonly before?: Issue | undefined;
  readonly source: string;
}): JSX.Element {
  const { issue, before, source } = props;
  const excerpt = excerptOf(source, issue);
  const { line, column } = issue.location ?? {};
  return (
    <>
      <Fault
        issue={issue}
        place={line === undefined ? '' : `Line ${line}, column ${column}: `}
        hint={before?.hint === issue.hint ? '' : issue.hint}
      />
      {excerpt !== undefined && (before === undefined || excerpt !== excerptOf(source, before)) && (
        <pre class="excerpt">{excerpt}</pre>
      )}
    </>
  );
}

/**
 * Issues below what they concern.
 *
 * @param props.source - the document that they are of, to show the places.
 */
export function FaultList(props: {
  readonly issues: readonly Issue[];
  readonly id?: string;
  readonly source?: string | undefined;
}): JSX.Element | null {
  const { issues, id, source } = props;
  if (!issues.length) return null;
  return (
    <ul class="faults" id={id}>
      {issues.map((each, index) => (
        <li key={`${index} ${each.code}`} class={each.severity}>
          {source === undefined ? (
            <Fault issue={each} />
          ) : (
            <Located issue={each} before={issues[index - 1]} source={source} />
          )}
        </li>
      ))}
    </ul>
  );
}
