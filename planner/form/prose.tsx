import type { JSX } from 'preact';

/** A text of the library, with what stands between backticks as code. */
export function Prose({ text }: { readonly text: string }): JSX.Element {
  return <>{text.split('`').map((each, index) => (index % 2 ? <code key={index}>{each}</code> : each))}</>;
}
