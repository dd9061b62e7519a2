import { oneOf } from '../options/shape.js';
import type { Codec } from './codec.js';
import { refuse } from './errno.js';
import { withoutLineFeed } from './text-codecs.js';

/**
 * Words in place of the small numbers of an attribute.
 *
 * @param first - the number of the first word.
 */
export function words(list: readonly string[], codec: Codec<number>, first = 0): Codec<string> {
  return {
    ...codec,
    shape: oneOf(list),
    write: (value) => codec.write(list.indexOf(value) + first),
    read: (shown) => list[codec.read(shown) - first] ?? list[0]!,
  };
}

/** One of some words, each written as it is; the first of them that the text begins with counts. */
export function leadingWord(list: readonly string[]): Codec<string> {
  return {
    shape: oneOf(list),
    write: (value) => value,
    store(written) {
      const word = list.find((each) => written.startsWith(each));
      return word === undefined ? refuse('EINVAL') : word + '\n';
    },
    read: withoutLineFeed,
  };
}
