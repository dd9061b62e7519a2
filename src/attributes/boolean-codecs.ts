import { truth } from '../options/shape.js';
import type { Codec } from './codec.js';
import { refuse } from './errno.js';
import { since, type KernelVersion } from './kernel-version.js';

/** The first kernel that takes `t` and `f` (lib/kstrtox.c). */
const lettersSince = since(5, 17);

/** Only the first letter counts, or the first two of `on` and `off` (lib/kstrtox.c, kstrtobool). */
function parseBoolean(written: string, kernel: KernelVersion): boolean | undefined {
  const word = written.slice(0, 2).toLowerCase();
  if (word === 'on') return true;
  if (word === 'of') return false;
  switch (word[0]) {
    case '1':
    case 'y':
      return true;
    case '0':
    case 'n':
      return false;
    case 't':
      return kernel >= lettersSince ? true : undefined;
    case 'f':
      return kernel >= lettersSince ? false : undefined;
  }
  return undefined;
}

const booleanCodec = (end: string): Codec<boolean> => ({
  shape: truth,
  write: (value) => (value ? '1' : '0'),
  store(written, _before, kernel = Infinity) {
    const value = parseBoolean(written, kernel);
    return value === undefined ? refuse('EINVAL') : (value ? '1' : '0') + end;
  },
  read: (shown) => shown.startsWith('1'),
});

/** A truth value, shown as `1` or `0` and a line feed. */
export const boolean: Codec<boolean> = booleanCodec('\n');
/** A truth value, shown as `1` or `0` alone. */
export const booleanWithoutLineFeed: Codec<boolean> = booleanCodec('');
