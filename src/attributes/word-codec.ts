import { oneOf } from '../options/shape.js';
import type { Codec } from './codec.js';

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
