import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What is below a path along a pattern of names, as a shell's glob does. */
export function glob(path: string, [pattern, ...rest]: readonly RegExp[]): string[] {
  if (!pattern) return [path];
  const names = existsSync(path) ? readdirSync(path) : [];
  return names.filter((name) => pattern.test(name)).flatMap((name) => glob(join(path, name), rest));
}
