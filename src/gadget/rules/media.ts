import { issue } from '../../errors.js';
import type { GadgetRule } from '../valid-parts.js';
import { eachDuplicate } from './duplicates.js';

/** A file that the host can write is in one drive only: the host keeps a cache for each. */
export const media: GadgetRule = ({ functions }, issues) => {
  const drives = functions.flatMap((each, index) =>
    each && 'luns' in each
      ? each.luns.map(({ file, cdrom, readOnly }, lun) => ({
          path: `functions[${index}].luns[${lun}].file`,
          file: file || undefined,
          writable: !cdrom && !readOnly,
        }))
      : [],
  );
  const files = drives.map(({ file }) => file);
  eachDuplicate(files, (place, first, file) => {
    const [drive, other] = [drives[place]!, drives[first]!];
    if (!drive.writable && !other.writable) return;
    issues.push(
      issue(
        'LUN_MEDIUM',
        drive.path,
        `"${file}" is also "${other.path}", and the host can write it: its file system will be damaged.`,
        'Use two files, or make both drives read-only.',
      ),
    );
  });
};
