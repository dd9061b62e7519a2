/** As it is compared: what people write differently means the same. */
const plain = (text: string): string => text.toLowerCase().replace(/[_-]/g, '');

/** How many letters were left out, added, replaced, or changed places with the next. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  let above = row;
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const replaced = row[j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1);
      const changesPlaces = left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      const swapped = i > 1 && j > 1 && changesPlaces ? above[j - 2]! + 1 : Infinity;
      next.push(Math.min(replaced, swapped, row[j]! + 1, next[j - 1]! + 1));
    }
    [above, row] = [row, next];
  }
  return row[right.length]!;
}

/** Whether a word is another with letters left out, but for the first: `win11` for `windows11`. */
function isShortFor(word: string, whole: string): boolean {
  let at = -1;
  return (
    word.length > 2 &&
    whole.startsWith(word.charAt(0)) &&
    Array.from(word).every((letter) => (at = whole.indexOf(letter, at + 1)) >= 0)
  );
}

/**
 * The one of `known` that a word was meant to be: one that differs from it in at most two letters, and not in half of them, else the
 * only one that it is short for.
 */
function nearest(word: string, known: readonly string[]): string | undefined {
  const wanted = plain(word);
  const distances = known.map((each) => distance(plain(each), wanted));
  const least = Math.min(...distances);
  if (least <= 2 && least * 2 < Math.max(wanted.length, 1)) return known[distances.indexOf(least)];
  const longer = known.filter((each) => isShortFor(wanted, plain(each)));
  return longer.length === 1 ? longer[0] : undefined;
}

/** A question for whoever wrote a word that is not known, and what else is to be said. */
export function didYouMean(
  word: string,
  known: readonly string[],
  otherwise: string,
  inFull = (meant: string): string => meant,
): string {
  const meant = nearest(word, known);
  return meant === undefined ? otherwise : `Did you mean "${inFull(meant)}"?`;
}
