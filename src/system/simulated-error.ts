import { errnoNumbers, type Errno } from '../attributes/errno.js';
import type { SystemError } from './system.js';

/** What Node says for each error number (libuv, include/uv.h); it has no words for the kernel's own. */
const words: Readonly<Record<Errno, string>> = {
  EPERM: 'operation not permitted',
  ENOENT: 'no such file or directory',
  ESRCH: 'no such process',
  EIO: 'i/o error',
  E2BIG: 'argument list too long',
  EAGAIN: 'resource temporarily unavailable',
  ENOMEM: 'not enough memory',
  EACCES: 'permission denied',
  EFAULT: 'bad address in system call argument',
  EBUSY: 'resource busy or locked',
  EEXIST: 'file already exists',
  ENODEV: 'no such device',
  ENOTDIR: 'not a directory',
  EISDIR: 'illegal operation on a directory',
  EINVAL: 'invalid argument',
  EFBIG: 'file too large',
  ENOSPC: 'no space left on device',
  EROFS: 'read-only file system',
  ERANGE: 'result too large',
  ENAMETOOLONG: 'name too long',
  ENOTEMPTY: 'directory not empty',
  EOVERFLOW: 'value too large for defined data type',
  EOPNOTSUPP: 'operation not supported on socket',
  ESHUTDOWN: 'cannot send after transport endpoint shutdown',
  ETIMEDOUT: 'connection timed out',
  ENOTSUPP: 'Unknown system error -524',
  ETOOSMALL: 'Unknown system error -525',
};

/** An error of the form that Node gives: `EBUSY: resource busy or locked, rmdir '/sys/...'`. */
export function systemError(errno: Errno, call: string, path: string): SystemError {
  const error = new Error(`${errno}: ${words[errno]}, ${call} '${path}'`);
  return Object.assign(error, { code: errno, errno: -errnoNumbers[errno], syscall: call, path });
}
