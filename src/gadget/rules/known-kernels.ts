import {
  formatKernelVersion,
  kernelVersion,
  knownKernels,
  newestKernel,
  sinceRelease,
} from '../../attributes/kernel-version.js';
import { issue } from '../../errors.js';
import type { GadgetRule } from '../valid-parts.js';

const [oldest = newestKernel] = knownKernels;

/** Whether the tables were checked on kernels of that age. */
export const knownKernel: GadgetRule = (_parts, issues, { kernel }) => {
  const isOlder = kernel < sinceRelease(oldest);
  if (!isOlder && kernel <= kernelVersion(newestKernel)) return;
  const age = isOlder ? 'older' : 'newer';
  issues.push(
    issue(
      'KERNEL_UNCHECKED',
      '',
      `What is said of kernels was checked on ${oldest} to ${newestKernel}; ${formatKernelVersion(kernel)} is ${age}.`,
      'What such a kernel does otherwise is not known here.',
    ),
  );
};
