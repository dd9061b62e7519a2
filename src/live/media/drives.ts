import { functionFolders } from '../../configfs/live-links.js';
import { baseName, parentPath, type Tree } from '../../configfs/tree.js';
import { attributeText } from '../gadgets/attribute-text.js';

/** One drive of a live mass storage function, and the medium in it. */
export interface DriveState {
  /** The function, as in `mass_storage.usb0`. */
  readonly function: string;
  /** Its number: `lun.0` is 0. */
  readonly lun: number;
  /** The image or block device in it; empty for none. */
  readonly file: string;
  /** It is a CD-ROM drive. */
  readonly cdrom: boolean;
  /** The host cannot write: it was asked for, or the medium can only be read. */
  readonly readOnly: boolean;
  /** The medium can be changed. */
  readonly removable: boolean;
}

/** The folder of a drive, and what is known of it. */
export interface Drive extends DriveState {
  /** Its folder, as in {@link Tree.entries}. */
  readonly path: string;
}

/** A drive as it is told of. */
export const bareDrive = ({ function: name, lun, file, cdrom, readOnly, removable }: Drive): DriveState => ({
  function: name,
  lun,
  file,
  cdrom,
  readOnly,
  removable,
});

/** The drives of a live gadget, function by function and by number. */
export function drivesOf(tree: Tree): Drive[] {
  const files = [...tree.entries.keys()].filter((path) =>
    /\/functions\/mass_storage\.[^/]+\/[^/]+\/file$/.test(path),
  );
  const order = functionFolders(tree);
  const drives = files.map((file): Drive => {
    const path = parentPath(file);
    const isSet = (name: string): boolean => attributeText(tree, `${path}/${name}`) === '1';
    return {
      path,
      function: baseName(parentPath(path)),
      lun: Number(path.slice(path.lastIndexOf('.') + 1)),
      file: attributeText(tree, file),
      cdrom: isSet('cdrom'),
      readOnly: isSet('ro'),
      removable: isSet('removable'),
    };
  });
  const place = ({ path }: Drive): number => order.indexOf(parentPath(path));
  return drives.sort((left, right) => place(left) - place(right) || left.lun - right.lun);
}
