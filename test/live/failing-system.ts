import type { System } from 'usb-gadget/live';

const changes: ReadonlySet<string> = new Set([
  'mkdir',
  'rmdir',
  'symlink',
  'unlink',
  'write',
  'bind',
  'chown',
]);

/** A system of which one change, counted from 0, is refused; `before` is called instead of it. */
export function failingAt(system: System, which: number, code = 'EIO', before?: () => void): System {
  let count = 0;
  return new Proxy(system, {
    get(target, method) {
      const call = target[method as keyof System].bind(target) as (
        ...parameters: unknown[]
      ) => Promise<unknown>;
      if (!changes.has(String(method))) return call;
      return (...parameters: unknown[]): Promise<unknown> => {
        if (count++ !== which) return call(...parameters);
        before?.();
        return Promise.reject(Object.assign(new Error(`${code}: refused by the test`), { code }));
      };
    },
  });
}

/** The same machine, where nobody waits for what does not come by itself. */
export const impatient = <Machine extends System>(system: Machine): Machine =>
  Object.assign(system, {
    async waitUntil(predicate: () => Promise<boolean>): Promise<void> {
      if (!(await predicate())) throw Object.assign(new Error('not at once'), { code: 'ETIMEDOUT' });
    },
  });

/** A system that answers to every look at a path with a code, or to the looks of these kinds. */
export const unseen = (
  system: System,
  path: string,
  code: string,
  looks: readonly (keyof System)[] = ['stat', 'realPath'],
): System =>
  new Proxy(system, {
    get(target, method) {
      const call = target[method as keyof System].bind(target) as (at: unknown) => Promise<unknown>;
      if (!looks.includes(method as keyof System)) return call;
      return (at: unknown): Promise<unknown> =>
        at === path
          ? Promise.reject(Object.assign(new Error(`${code}: refused by the test`), { code }))
          : call(at);
    },
  });

/** A system that counts its changes. */
export function counting(system: System): { readonly system: System; readonly count: () => number } {
  let count = 0;
  const counted = new Proxy(system, {
    get(target, method) {
      if (changes.has(String(method))) count++;
      return target[method as keyof System].bind(target);
    },
  });
  return { system: counted, count: () => count };
}
