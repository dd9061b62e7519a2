import { isRefusal, refuse, type Refusal } from '../attributes/errno.js';
import type { KernelVersion } from '../attributes/kernel-version.js';
import { utf8Length } from '../usb/bytes.js';
import { longestSegment, segmentsOf, type SimulatedFiles } from './simulated-files.js';
import type { SimulatedAttribute, SimulatedFolder } from './simulated-folder.js';

const cdBlock = 2048;
const diskBlock = 512;
/** The smallest track of a CD (drivers/usb/gadget/function/storage_common.c, fsg_lun_open). */
const leastCdBlocks = 300;

/** The drives of mass storage functions (drivers/usb/gadget/function/storage_common.c). */
export class SimulatedDrives {
  readonly #files: SimulatedFiles;
  /** Drives whose next medium is opened for reading only; `ro` also shows that the present one had to be. */
  readonly #readOnly = new WeakSet<SimulatedFolder>();
  readonly #locked = new WeakSet<SimulatedFolder>();
  readonly #loaded = new Set<SimulatedFolder>();

  constructor(files: SimulatedFiles) {
    this.#files = files;
  }

  /** Does what a host does with PREVENT ALLOW MEDIUM REMOVAL (SPC-4, 6.18). */
  lock(drive: SimulatedFolder, locked: boolean): void {
    if (locked) this.#locked.add(drive);
    else this.#locked.delete(drive);
  }

  /** An image that is removed lives on in its drive, which says so (fs/d_path.c). */
  removed(path: readonly string[]): void {
    const shown = `/${path.join('/')}`;
    for (const drive of this.#loaded)
      if (drive.textOf('file') === `${shown}\n`) drive.setText('file', `${shown} (deleted)\n`);
  }

  /** Writes an attribute of a drive. */
  store(
    drive: SimulatedFolder,
    entry: SimulatedAttribute,
    written: string,
    kernel: KernelVersion,
  ): Refusal | undefined {
    const { name, codec } = entry.attribute;
    const isLoaded = drive.textOf('file') !== '';
    const stored = codec.store(written, entry.text, kernel);
    if (isRefusal(stored)) return stored;
    switch (name) {
      case 'forced_eject':
        this.#locked.delete(drive);
        this.#eject(drive);
        return undefined;
      case 'file':
        if (isLoaded && this.#locked.has(drive)) return refuse('EBUSY');
        if (stored) return this.#load(drive, stored.slice(0, -1));
        this.#eject(drive);
        return undefined;
      case 'ro':
      case 'cdrom': {
        const on = stored === '1\n';
        if (name === 'ro' || on) {
          if (isLoaded) return refuse('EBUSY');
          this.#setReadOnly(drive, on);
        }
      }
    }
    entry.text = stored;
    return undefined;
  }

  /** Without a medium, `ro` shows what the next one will be. */
  #eject(drive: SimulatedFolder): void {
    this.#loaded.delete(drive);
    drive.setText('file', '');
    drive.setText('ro', this.#readOnly.has(drive) ? '1\n' : '0\n');
  }

  #setReadOnly(drive: SimulatedFolder, on: boolean): void {
    if (on) this.#readOnly.add(drive);
    else this.#readOnly.delete(drive);
    drive.setText('ro', on ? '1\n' : '0\n');
  }

  #load(drive: SimulatedFolder, path: string): Refusal | undefined {
    const segments = segmentsOf(path);
    if (segments.some((segment) => utf8Length(segment) > longestSegment)) return refuse('ENAMETOOLONG');
    const facts = this.#files.stat(segments);
    if (isRefusal(facts)) return facts;
    const forReading = this.#readOnly.has(drive) || this.#files.get(segments)?.readOnly === true;
    if (facts.type === 'folder' || facts.type === 'other')
      return refuse(facts.type === 'folder' && !forReading ? 'EISDIR' : 'EINVAL');
    const [block, least] = drive.textOf('cdrom') === '1\n' ? [cdBlock, leastCdBlocks] : [diskBlock, 1];
    if (facts.size < block * least) return refuse('ETOOSMALL');
    this.#loaded.add(drive);
    drive.setText('file', `/${segments.join('/')}\n`);
    drive.setText('ro', forReading ? '1\n' : '0\n');
    return undefined;
  }
}
