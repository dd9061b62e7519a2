import { isRefusal, refuse, type Errno, type Refusal } from '../attributes/errno.js';
import { kernelVersion, newestKernel } from '../attributes/kernel-version.js';
import { functionDrivers } from '../functions/drivers.js';
import { rawInterfaces } from '../functions/raw-endpoints.js';
import { SimulatedBinding } from './simulated-binding.js';
import { SimulatedCalls, type SimulatedCall } from './simulated-calls.js';
import { SimulatedConfigfs } from './simulated-configfs.js';
import {
  controllerFiles,
  defaultControllerName,
  simulatedController,
  type SimulatedControllerOptions,
} from './simulated-controller.js';
import { SimulatedDrives } from './simulated-drives.js';
import { systemError } from './simulated-error.js';
import { normalPath, SimulatedFiles, sizeOf, type SimulatedContents } from './simulated-files.js';
import { SimulatedNumbers } from './simulated-numbers.js';
import { seededRandom } from './simulated-random.js';
import { snapshot } from './simulated-snapshot.js';
import type { FileFacts, FolderItem, ProgramResult, System } from './system.js';

/** What a {@link SimulatedKernel} is like. */
export interface SimulatedKernelOptions {
  /** Its version, as in `6.12` or `6.1.140`. Default: the newest that is known. */
  readonly kernel?: string;
  /** Its controllers: names as in /sys/class/udc, or names with profiles. Default: `fe980000.usb`, that of a Raspberry Pi 4. */
  readonly controllers?: readonly (string | SimulatedControllerOptions)[];
  /** Ordinary files by path, such as images of media: contents, or a number of bytes. Default none. */
  readonly files?: Readonly<Record<string, SimulatedContents>>;
  /** Users and their numbers. Default: root, 0. */
  readonly users?: Readonly<Record<string, number>>;
  /** Attributes of vendor kernels that it has, such as `inquiry_string_cdrom` (PiKVM). Default none. */
  readonly vendorAttributes?: readonly string[];
  /** Programs that can be run, by name. Default none. */
  readonly programs?: Readonly<Record<string, (parameters: readonly string[]) => ProgramResult>>;
  /** Whether configfs is mounted and libcomposite loaded. Default true. */
  readonly configfs?: boolean;
  /** Where its random numbers start, those of MAC addresses. Default 1. */
  readonly seed?: number;
}

const configfsMount = '/sys/kernel/config';
const usbGadget = `${configfsMount}/usb_gadget`;
const udcClass = '/sys/class/udc';

const modules: ReadonlySet<string> = new Set([
  'configfs',
  'libcomposite',
  'usb_f_fs',
  ...[...functionDrivers.values(), ...Object.values(rawInterfaces)].map((each) => each.module),
]);

/**
 * A machine in memory with the gadget side of a Linux kernel: its configfs makes, keeps and refuses what the kernel of that
 * version does, with the same error numbers, and reads back the same texts. For tests of gadgets, and for trying plans without hardware.
 *
 * @example
 * ```ts
 * const kernel = new SimulatedKernel({ kernel: '6.12', files: { '/srv/disk.img': 1 << 20 } });
 * await kernel.mkdir('/sys/kernel/config/usb_gadget/g1');
 * console.log(kernel.tree());
 * ```
 */
export class SimulatedKernel implements System {
  readonly #release: string;
  readonly #users: Readonly<Record<string, number>>;
  readonly #programs: NonNullable<SimulatedKernelOptions['programs']>;
  readonly #files: SimulatedFiles;
  readonly #drives: SimulatedDrives;
  readonly #binding: SimulatedBinding;
  readonly #configfs: SimulatedConfigfs;
  readonly #calls = new SimulatedCalls();
  readonly #waiting = new Set<() => void>();
  #isMounted: boolean;
  #isLoaded: boolean;

  /** @param options - what it is like. */
  constructor(options: SimulatedKernelOptions = {}) {
    const { kernel: release = newestKernel, controllers = [defaultControllerName], configfs = true } = options;
    const kernel = kernelVersion(release);
    const numbers = new SimulatedNumbers();
    this.#release = release;
    this.#users = { root: 0, ...options.users };
    this.#programs = options.programs ?? {};
    this.#files = new SimulatedFiles(options.files);
    this.#drives = new SimulatedDrives(this.#files);
    this.#binding = new SimulatedBinding(controllers.map(simulatedController), kernel, numbers);
    this.#configfs = new SimulatedConfigfs({
      kernel,
      numbers,
      binding: this.#binding,
      drives: this.#drives,
      vendorAttributes: new Set(options.vendorAttributes),
      random: seededRandom(options.seed ?? 1),
    });
    this.#isMounted = this.#isLoaded = configfs;
  }

  /** The calls that changed the machine or tried to, in order. Reading is not among them. */
  get calls(): readonly SimulatedCall[] {
    return this.#calls.made;
  }

  /**
   * Everything below `usb_gadget`, one line each: `g1/idVendor = 0x1d6b`, `g1/configs/c.1/hid.usb0 -> g1/functions/hid.usb0`;
   * links and folders in the order of their making.
   */
  tree(): string {
    return snapshot(this.#configfs.root).join('\n');
  }

  /**
   * Lets calls fail that change configfs. `ETIMEDOUT` on a `bind` is what a kernel does that hangs in it.
   *
   * @param which - the one of that number from now on, counted from 0; or all that the predicate picks.
   * @param errno - how they fail.
   */
  fail(which: number | ((call: SimulatedCall) => boolean), errno: Errno): void {
    this.#calls.fail(which, errno, ({ path }) => normalPath(path).startsWith(configfsMount));
  }

  /** Does what a host does that locks the medium of a drive, so that it cannot be ejected but by force: `path` is that of `lun.N`. */
  lockMedium(path: string, locked: boolean): void {
    const drive = this.#configfs.find(this.#segments(path) ?? []);
    if (isRefusal(drive) || drive.type !== 'folder') throw systemError('ENOENT', 'lock', path);
    this.#drives.lock(drive, locked);
  }

  /** {@inheritDoc System.kernelRelease} */
  kernelRelease(): Promise<string> {
    return Promise.resolve(this.#release);
  }

  /** {@inheritDoc System.read} */
  read(path: string): Promise<Uint8Array> {
    return this.#look('open', path, {
      configfs: (segments) => this.#configfs.read(segments),
      controller: (file) => new TextEncoder().encode(file),
      file: (place) => {
        const file = this.#files.get(place);
        if (!file) return refuse(this.#files.isFolder(place) ? 'EISDIR' : 'ENOENT');
        return file.bytes ?? new Uint8Array(sizeOf(file));
      },
    });
  }

  /** {@inheritDoc System.write} */
  write(path: string, value: string | Uint8Array): Promise<void> {
    return this.#write('write', path, value);
  }

  /** {@inheritDoc System.bind} */
  bind(path: string, value: string): Promise<void> {
    return this.#write('bind', path, value);
  }

  /** {@inheritDoc System.mkdir} */
  mkdir(path: string): Promise<void> {
    return this.#change({ call: 'mkdir', path }, (segments) =>
      segments ? this.#configfs.mkdir(segments) : this.#files.makeFolder(normalPath(path)),
    );
  }

  /** {@inheritDoc System.rmdir} */
  rmdir(path: string): Promise<void> {
    return this.#change({ call: 'rmdir', path }, (segments) =>
      segments ? this.#configfs.rmdir(segments) : this.#files.removeFolder(normalPath(path)),
    );
  }

  /** {@inheritDoc System.symlink} */
  symlink(target: string, path: string): Promise<void> {
    return this.#change({ call: 'symlink', path, value: target }, (segments) => {
      if (!segments) return refuse('EPERM');
      const targetSegments = this.#segments(target);
      if (targetSegments) return this.#configfs.symlink(segments, this.#configfs.find(targetSegments));
      return this.#configfs.symlink(segments, refuse(isRefusal(this.#files.stat(normalPath(target))) ? 'ENOENT' : 'EPERM'));
    });
  }

  /** {@inheritDoc System.unlink} */
  unlink(path: string): Promise<void> {
    return this.#change({ call: 'unlink', path }, (segments) => (segments ? this.#configfs.unlink(segments) : refuse('ENOENT')));
  }

  /** {@inheritDoc System.readlink} */
  readlink(path: string): Promise<string> {
    return this.#look('readlink', path, {
      configfs: (segments) => this.#configfs.readlink(segments),
      controller: () => refuse('EINVAL'),
      file: (place) => refuse(isRefusal(this.#files.stat(place)) ? 'ENOENT' : 'EINVAL'),
    });
  }

  /** {@inheritDoc System.list} */
  list(path: string): Promise<readonly FolderItem[]> {
    return this.#look('opendir', path, {
      configfs: (segments) => this.#configfs.list(segments),
      controller: () => refuse('ENOTDIR'),
      file: (place) => this.#listOrdinary(place),
    });
  }

  /** {@inheritDoc System.stat} */
  stat(path: string): Promise<FileFacts> {
    return this.#look('stat', path, {
      configfs: (segments) => {
        const entry = this.#configfs.find(segments);
        if (isRefusal(entry)) return entry;
        if (entry.type === 'link') return { type: 'folder', size: 0, uid: entry.target.uid };
        return { type: entry.type, size: entry.type === 'file' ? 4096 : 0, uid: entry.uid };
      },
      controller: () => ({ type: 'file', size: 4096, uid: 0 }),
      file: (place) => {
        const isController = this.#binding.controllers.some(({ name }) => place === `${udcClass}/${name}`);
        return isController ? { type: 'folder', size: 0, uid: 0 } : this.#files.stat(place);
      },
    });
  }

  /** {@inheritDoc System.chown} */
  chown(path: string, uid: number): Promise<void> {
    return this.#change({ call: 'chown', path, value: uid }, (segments) => {
      const entry = segments ? this.#configfs.find(segments) : undefined;
      if (isRefusal(entry)) return entry;
      if (entry && entry.type !== 'link') entry.uid = uid;
      else {
        const file = this.#files.get(normalPath(path));
        if (!file) return refuse('ENOENT');
        this.#files.set(normalPath(path), { ...file, uid });
      }
      return undefined;
    });
  }

  /** {@inheritDoc System.userId} */
  userId(name: string): Promise<number | undefined> {
    return Promise.resolve(this.#users[name]);
  }

  /** {@inheritDoc System.mount} */
  mount(type: string, source: string, target: string): Promise<void> {
    return this.#change({ call: 'mount', path: target, value: type }, () => {
      if (!this.#files.isFolder(normalPath(target))) return refuse('ENOENT');
      if (type === 'configfs') this.#isMounted = true;
      return undefined;
    });
  }

  /** {@inheritDoc System.unmount} */
  unmount(target: string): Promise<void> {
    return this.#change({ call: 'unmount', path: target }, () => {
      if (normalPath(target) === configfsMount) this.#isMounted = false;
      return undefined;
    });
  }

  /** {@inheritDoc System.loadModule} */
  loadModule(name: string): Promise<void> {
    return this.#change({ call: 'loadModule', path: name }, () => {
      if (!modules.has(name)) return refuse('ENOENT');
      this.#isLoaded ||= name !== 'configfs';
      return undefined;
    });
  }

  /** {@inheritDoc System.run} */
  async run(program: string, parameters: readonly string[]): Promise<ProgramResult> {
    const known = this.#programs[program];
    await this.#change({ call: 'run', path: program, value: parameters.join(' ') }, () => (known ? undefined : refuse('ENOENT')));
    return known!(parameters);
  }

  /** {@inheritDoc System.save} */
  save(path: string, value: string): Promise<void> {
    return this.#change({ call: 'save', path, value }, () => this.#setText(path, value));
  }

  /** {@inheritDoc System.remove} */
  remove(path: string): Promise<void> {
    return this.#change({ call: 'remove', path }, () => void this.#files.remove(normalPath(path)));
  }

  /** {@inheritDoc System.claim} */
  claim(path: string, value: string): Promise<void> {
    return this.#change({ call: 'claim', path, value }, () =>
      isRefusal(this.#files.stat(normalPath(path))) ? this.#setText(path, value) : refuse('EEXIST'),
    );
  }

  /** {@inheritDoc System.waitUntil} */
  async waitUntil(predicate: () => Promise<boolean>, milliseconds: number): Promise<void> {
    const deadline = Date.now() + milliseconds;
    while (!(await predicate())) {
      const left = deadline - Date.now();
      if (left <= 0) throw systemError('ETIMEDOUT', 'wait', configfsMount);
      await this.#nextChange(left);
    }
  }
}
