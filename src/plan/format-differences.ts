import type { Difference } from './differences.js';

/** Longer texts, report descriptors above all, are cut. */
const longest = 60;

const short = (text: string): string => {
  const shown = text.replace(/\n/g, ', ');
  return shown.length > longest ? `${shown.slice(0, longest - 3)}...` : shown || 'nothing';
};

function said({ live, wanted }: Difference): string {
  if (live === undefined) return wanted === 'folder' ? 'is to be made' : `is to be ${short(wanted!)}`;
  if (wanted === undefined) return live === 'folder' ? 'is to go' : `is to go; it is ${short(live)}`;
  return `${short(live)} -> ${short(wanted)}`;
}

/** Differences as text, a line for each, and what the host will notice. */
export function formatDifferences(
  gadget: string,
  differences: readonly Difference[],
  notices: readonly string[],
): string {
  if (!differences.length) return `${gadget}: nothing differs\n`;
  const width = Math.max(...differences.map(({ path }) => path.length));
  return [
    `${gadget}: ${differences.length} ${differences.length === 1 ? 'difference' : 'differences'}`,
    ...differences.map((each) => `  ${(each.path || gadget).padEnd(width)}  ${said(each)}`),
    ...(notices.length ? notices : ['it notices nothing.']).map((each) => `The host: ${each}`),
    '',
  ].join('\n');
}
