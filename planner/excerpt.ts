import type { Issue } from 'usb-gadget';

/** Letters of a line that are shown before and after the place. */
const around = 40;

/** The line of a document that an issue is about, and a caret below the place; undefined if it has none. */
export function excerptOf(source: string, { location }: Issue): string | undefined {
  if (!location) return undefined;
  const { line, column } = location;
  const whole = source.split('\n')[line - 1]?.trimEnd();
  if (!whole) return undefined;
  const left = Math.max(0, column - 1 - around);
  const margin = `${line} | `;
  // A tab before the place stays one, so that the caret stands below it.
  const indent = whole.slice(left, column - 1).replace(/[^\t]/g, ' ');
  return `${margin}${whole.slice(left, column + around)}\n${' '.repeat(margin.length)}${indent}^`;
}
