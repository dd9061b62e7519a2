import type { System } from '../../system/system.js';
import { mountTable, type MountedHere } from './mount-table.js';

/** Every FunctionFS that is mounted, the oldest first; one may be seen in several places. Its source is the instance, as in `ffs.mtp` without `ffs.`. */
export const functionFsMounts = async (system: System): Promise<MountedHere[]> =>
  (await mountTable(system)).filter(({ type }) => type === 'functionfs');
