import { issue } from '../../errors.js';
import { driverOf } from '../../functions/drivers.js';
import type { GadgetRule } from '../valid-parts.js';

/** Drivers with a limited number of instances in the whole system; other gadgets of the machine take from it too. */
export const instancePools: GadgetRule = ({ functions }, issues) => {
  const taken = new Map<string, number>();
  functions.forEach((each, index) => {
    const pool = each && driverOf(each).pool;
    if (!pool) return;
    const { name, limit, errno } = pool;
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    if (count > limit)
      issues.push(
        issue(
          'INSTANCES_EXHAUSTED',
          `functions[${index}]`,
          `This is ${name} function number ${count}; the kernel has ${limit} in the whole system and answers ${errno}.`,
          'Remove one of them.',
        ),
      );
  });
};
