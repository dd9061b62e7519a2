/**
 * The error numbers that the gadget code of the kernel gives, by name (include/uapi/asm-generic/errno*.h).
 * ENOTSUPP and ETOOSMALL are the kernel's own (include/linux/errno.h): no C library has a name for them,
 * and Node shows them as `Unknown system error -524`.
 */
export const errnoNumbers: Readonly<Record<Errno, number>> = {
  EPERM: 1,
  ENOENT: 2,
  ESRCH: 3,
  EIO: 5,
  E2BIG: 7,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  EFAULT: 14,
  EBUSY: 16,
  EEXIST: 17,
  ENODEV: 19,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  EFBIG: 27,
  ENOSPC: 28,
  EROFS: 30,
  ERANGE: 34,
  ENAMETOOLONG: 36,
  ENOTEMPTY: 39,
  EOVERFLOW: 75,
  EOPNOTSUPP: 95,
  ESHUTDOWN: 108,
  ETIMEDOUT: 110,
  ENOTSUPP: 524,
  ETOOSMALL: 525,
};

/** The name of an error number. */
export type Errno =
  | 'EPERM'
  | 'ENOENT'
  | 'ESRCH'
  | 'EIO'
  | 'E2BIG'
  | 'EAGAIN'
  | 'ENOMEM'
  | 'EACCES'
  | 'EFAULT'
  | 'EBUSY'
  | 'EEXIST'
  | 'ENODEV'
  | 'ENOTDIR'
  | 'EISDIR'
  | 'EINVAL'
  | 'EFBIG'
  | 'ENOSPC'
  | 'EROFS'
  | 'ERANGE'
  | 'ENAMETOOLONG'
  | 'ENOTEMPTY'
  | 'EOVERFLOW'
  | 'EOPNOTSUPP'
  | 'ESHUTDOWN'
  | 'ETIMEDOUT'
  | 'ENOTSUPP'
  | 'ETOOSMALL';

/** That the kernel says no, and how. */
export interface Refusal {
  /** The error number's name. */
  readonly errno: Errno;
  /** What the attribute gives from now on, where the driver has begun to change it all the same. */
  readonly leaves?: string;
}

/**
 * Makes a refusal.
 *
 * @param leaves - what the attribute gives from now on. Default: what it gave before.
 */
export const refuse = (errno: Errno, leaves?: string): Refusal =>
  leaves === undefined ? { errno } : { errno, leaves };

/** Whether an outcome is a refusal. */
export const isRefusal = (outcome: unknown): outcome is Refusal =>
  typeof outcome === 'object' && outcome !== null && 'errno' in outcome;
