/** What the machine around the tool may lack: what to do, by Node's name of the error. */
export const systemCures: Readonly<Record<string, string>> = {
  EDQUOT: 'Your quota is used up: free space, and try again.',
  EIO: 'The device does not work: look into the kernel log.',
  EMFILE: 'Too many files are open: raise the limit (ulimit -n), and try again.',
  ENOMEM: 'There is no memory left: end other programs, and try again.',
  ENOSPC: 'The disk is full: free space, and try again.',
  EROFS: 'The file system is read-only: write elsewhere, or mount it writable.',
};
