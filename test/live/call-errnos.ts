import type { System } from 'usb-gadget/live';

/** The calls that change a machine. */
export type ChangingCall =
  | 'bind'
  | 'chown'
  | 'claim'
  | 'loadModule'
  | 'mkdir'
  | 'mount'
  | 'remove'
  | 'rmdir'
  | 'save'
  | 'symlink'
  | 'unlink'
  | 'unmount'
  | 'write';

/** What keeps anybody from changing a file system: a container, another user, the machine's own policy. */
const forbidden = ['EACCES', 'EPERM', 'EROFS'] as const;

/**
 * Every way in which a call can be refused: fs/namei.c and fs/configfs say what any folder, link and attribute can give, the drivers in
 * drivers/usb/gadget/function what their attributes can; tmpfs has /run, and programs tell of mount(2) and init_module(2).
 */
export const callErrnos: Readonly<Record<ChangingCall, readonly string[]>> = {
  mkdir: [
    ...forbidden,
    'EEXIST',
    'ENOENT',
    'ENOMEM',
    'ENOSPC',
    'EBUSY',
    'ENODEV',
    'EINVAL',
    'ENAMETOOLONG',
    'EOVERFLOW',
  ],
  write: [
    ...forbidden,
    ...['EINVAL', 'EBUSY', 'ENOENT', 'ENOMEM', 'ENOSPC', 'EIO', 'ERANGE', 'EOVERFLOW', 'E2BIG', 'EFBIG'],
    ...['ENODEV', 'ENOTDIR', 'EISDIR', 'ETOOSMALL', 'EAGAIN'],
  ],
  symlink: [...forbidden, 'EBUSY', 'EEXIST', 'EINVAL', 'ENOENT', 'ENODEV', 'ENOMEM', 'ENAMETOOLONG'],
  unlink: [...forbidden, 'EBUSY', 'ENOENT', 'ENOMEM'],
  rmdir: [...forbidden, 'EBUSY', 'ENOTEMPTY', 'ENOENT', 'ENOMEM'],
  chown: [...forbidden, 'ENOENT', 'EINVAL', 'ENOMEM', 'EIO'],
  bind: [
    ...forbidden,
    'EBUSY',
    'ENODEV',
    'ENOTSUPP',
    'EINVAL',
    'ENOMEM',
    'EIO',
    'EAGAIN',
    'ESHUTDOWN',
    'EOPNOTSUPP',
  ],
  loadModule: ['ENOENT', 'EPERM', 'EBUSY', 'EIO'],
  mount: ['ENOENT', 'EPERM', 'EBUSY', 'EIO'],
  unmount: ['EBUSY', 'EPERM', 'ENOENT', 'EIO'],
  save: [...forbidden, 'ENOSPC', 'EIO', 'ENOMEM'],
  claim: [...forbidden, 'EEXIST', 'ENOSPC', 'EIO'],
  remove: [...forbidden, 'EIO'],
};

/** A call that changes a machine. */
export interface MadeCall {
  readonly call: ChangingCall;
  readonly path: string;
}

/** What is done instead of a call. */
export type Intercept = (made: MadeCall, index: number, perform: () => Promise<unknown>) => Promise<unknown>;

/** A system whose changes pass through a hand. */
export function intercepting(system: System, intercept: Intercept): System {
  let count = 0;
  return new Proxy(system, {
    get(target, method) {
      const call = target[method as keyof System].bind(target) as (...words: unknown[]) => Promise<unknown>;
      if (!Object.hasOwn(callErrnos, method)) return call;
      return (...words: unknown[]): Promise<unknown> => {
        // Of links and mounts the first word is what they lead to.
        const path = String(method === 'symlink' ? words[1] : method === 'mount' ? words[2] : words[0]);
        return intercept({ call: method as ChangingCall, path }, count++, () => call(...words));
      };
    },
  });
}

/** A system that keeps what it was asked to change. */
export function recording(system: System): { readonly system: System; readonly made: readonly MadeCall[] } {
  const made: MadeCall[] = [];
  return {
    made,
    system: intercepting(system, (each, _index, perform) => {
      made.push(each);
      return perform();
    }),
  };
}

/** A system of which one change, counted from 0, is refused. */
export const refusingAt = (system: System, which: number, code: string): System =>
  intercepting(system, (_made, index, perform) =>
    index === which
      ? Promise.reject(Object.assign(new Error(`${code}: refused by the test`), { code }))
      : perform(),
  );

/** See {@link Moment}. */
export const moments = ['before', 'after'] as const;

/** When a process is killed: as it begins a change, or when the change is made and nothing more. */
export type Moment = (typeof moments)[number];

/**
 * A system whose process ends at one of its changes: that call never comes back, so that nothing after it is ever done.
 *
 * @param kill - called at the end.
 */
export const dyingAt = (system: System, which: number, moment: Moment, kill: () => void): System =>
  intercepting(system, async (_made, index, perform) => {
    if (index !== which) return perform();
    if (moment === 'after') await perform().catch(() => undefined);
    kill();
    return new Promise(() => undefined);
  });
