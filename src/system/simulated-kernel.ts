import { isRefusal, refuse, type Errno } from '../attributes/errno.js';
import type { FunctionFsInterface } from '../functions/function-fs.js';
import { toBytes } from '../usb/bytes.js';
import { isRemoval, SimulatedCalls, type SimulatedCall } from './simulated-calls.js';
import type { SimulatedHost } from './simulated-controller.js';
import { systemError } from './simulated-error.js';
import type { Outcome, SimulatedFileSystem } from './simulated-file-system.js';
import { segmentsOf } from './simulated-files.js';
import { configfsFolder } from './simulated-fixed-mounts.js';
import { SimulatedFunctionFs } from './simulated-function-fs.js';
import { SimulatedMachine } from './simulated-machine.js';
import { knownModules } from './simulated-modules.js';
import { isBelow } from './simulated-mounts.js';
import type { SimulatedKernelOptions } from './simulated-options.js';
import { snapshot } from './simulated-snapshot.js';
import type { FileFacts, FolderItem, ProgramResult, System } from './system.js';

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
  readonly #machine: SimulatedMachine;
  readonly #users: Readonly<Record<string, number>>;
  readonly #calls = new SimulatedCalls();

  /** @param options - what it is like. */
  constructor(options: SimulatedKernelOptions = {}) {
    this.#machine = new SimulatedMachine(options);
    this.#users = { root: 0, ...options.users };
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
    return snapshot(this.#machine.configfs.root).join('\n');
  }

  /**
   * Lets calls fail. `ETIMEDOUT` for a `bind` is what a kernel does that hangs in it.
   *
   * @param which - the one of that number among those that change configfs, counted from 0 and from now on; or all that the
   *   predicate picks among all calls.
   * @param errno - how they fail.
   */
  fail(which: number | ((call: SimulatedCall) => boolean), errno: Errno): void {
    this.#calls.fail(which, errno, ({ path }) => isBelow(segmentsOf(path), configfsFolder));
  }

  /**
   * Does what a host does that locks the medium of a drive, so that it cannot be ejected but by force.
   *
   * @param path - that of `lun.N`.
   * @param locked - whether it is locked from now on.
   */
  lockMedium(path: string, locked: boolean): void {
    const drive = this.#machine.configfs.find(this.#machine.mounts.placeOf(path)[1]);
    if (isRefusal(drive) || drive.type !== 'folder') throw systemError('ENOENT', 'lock', path);
    this.#machine.drives.lock(drive, locked);
  }

  /**
   * Does what a program does that serves a FunctionFS, or that ends.
   *
   * @param name - the instance.
   * @param interfaces - what it declares; undefined: it ends, which takes the gadget off the bus.
   */
  serve(name: string, interfaces: readonly FunctionFsInterface[] | undefined): void {
    this.#machine.serve(name, interfaces);
  }

  /**
   * Does what a host does, on a real controller with as little notice to this side.
   *
   * @param controller - the name of the controller that it is on.
   * @param does - what it does from now on. Before the first call it is `configured`.
   */
  setHost(controller: string, does: SimulatedHost): void {
    this.#machine.setHost(controller, does);
  }

  /** The reports that the host has fetched from a HID function, by its node, `/dev/hidg0`. */
  fetchedReports(node: string): readonly Uint8Array[] {
    return this.#machine.reports.of(node).fetched;
  }

  /** Does what a host does that sends an output report, such as the lights of a keyboard. */
  sendReport(node: string, report: Uint8Array): void {
    this.#machine.reports.of(node).sent.push(report);
    this.#machine.tellChange();
  }

  /** {@inheritDoc System.kernelRelease} */
  kernelRelease(): Promise<string> {
    return Promise.resolve(this.#machine.release);
  }

  /** {@inheritDoc System.read} */
  read(path: string): Promise<Uint8Array> {
    return this.#look('open', path, (files, place) => files.read(place));
  }

  /** {@inheritDoc System.write} */
  write(path: string, value: string | Uint8Array): Promise<void> {
    return this.#change({ call: 'write', path, value }, (files, place) => files.write(place, toBytes(value)));
  }

  /** {@inheritDoc System.bind} */
  bind(path: string, value: string): Promise<void> {
    return this.#change({ call: 'bind', path, value }, (files, place) => files.write(place, toBytes(value)));
  }

  /** {@inheritDoc System.mkdir} */
  mkdir(path: string): Promise<void> {
    return this.#change({ call: 'mkdir', path }, (files, place) => files.mkdir(place));
  }

  /** {@inheritDoc System.rmdir} */
  rmdir(path: string): Promise<void> {
    return this.#change({ call: 'rmdir', path }, (files, place) => files.rmdir(place));
  }

  /** {@inheritDoc System.symlink} */
  symlink(target: string, path: string): Promise<void> {
    return this.#change({ call: 'symlink', path, value: target }, (files, place) => {
      const [targetFiles, targetPlace] = this.#machine.mounts.placeOf(target);
      if (targetFiles === files) return files.symlink(targetPlace, place);
      return files.symlink(refuse(isRefusal(targetFiles.stat(targetPlace)) ? 'ENOENT' : 'EPERM'), place);
    });
  }

  /** {@inheritDoc System.unlink} */
  unlink(path: string): Promise<void> {
    return this.#change({ call: 'unlink', path }, (files, place) => files.unlink(place));
  }

  /** {@inheritDoc System.readlink} */
  readlink(path: string): Promise<string> {
    return this.#look('readlink', path, (files, place) => files.readlink(place));
  }

  /** {@inheritDoc System.list} */
  list(path: string): Promise<readonly FolderItem[]> {
    return this.#look('opendir', path, (files, place) => files.list(place));
  }

  /** {@inheritDoc System.stat} */
  stat(path: string): Promise<FileFacts> {
    return this.#look('stat', path, (files, place) => files.stat(place));
  }

  /** {@inheritDoc System.realPath} */
  async realPath(path: string): Promise<string> {
    await this.stat(path);
    return path;
  }

  /** {@inheritDoc System.chown} */
  chown(path: string, uid: number): Promise<void> {
    return this.#change({ call: 'chown', path, value: uid }, (files, place) => files.chown(place, uid));
  }

  /** {@inheritDoc System.userId} */
  userId(name: string): Promise<number | undefined> {
    return Promise.resolve(this.#users[name]);
  }

  /** {@inheritDoc System.mount} */
  mount(type: string, source: string, target: string): Promise<void> {
    return this.#change({ call: 'mount', path: target, value: type }, (files, place) => {
      if (isRefusal(files.stat(place))) return refuse('ENOENT');
      this.#machine.isMounted ||= type === 'configfs';
      return type === 'functionfs' ? this.#machine.mounts.mountFunction(source, target) : undefined;
    });
  }

  /** {@inheritDoc System.unmount} */
  unmount(target: string): Promise<void> {
    return this.#change({ call: 'unmount', path: target }, (files) => {
      if (isBelow(configfsFolder, segmentsOf(target))) this.#machine.isMounted = false;
      return files instanceof SimulatedFunctionFs ? this.#machine.mounts.unmountFunction(files) : undefined;
    });
  }

  /** {@inheritDoc System.loadModule} */
  loadModule(name: string): Promise<void> {
    return this.#change({ call: 'loadModule', path: name }, () => {
      if (!knownModules.has(name)) return refuse('ENOENT');
      this.#machine.isLoaded ||= name !== 'configfs';
      return undefined;
    });
  }

  /** {@inheritDoc System.run} */
  async run(program: string, parameters: readonly string[], input?: string): Promise<ProgramResult> {
    const known = this.#machine.programs[program];
    const value = parameters.join(' ');
    await this.#change({ call: 'run', path: program, value, ...(input !== undefined && { input }) }, () =>
      known ? undefined : refuse('ENOENT'),
    );
    return known?.(parameters, input) ?? { status: null, stdout: '', stderr: '' };
  }

  /** {@inheritDoc System.kill} */
  kill(process: number, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    return this.#change({ call: 'kill', path: String(process), value: signal }, () => {
      const folder = ['proc', String(process)];
      if (isRefusal(this.#machine.files.stat(folder))) return refuse('ESRCH');
      this.#machine.files.removeAll(folder);
      return undefined;
    });
  }

  /** {@inheritDoc System.save} */
  save(path: string, value: string, mode?: number): Promise<void> {
    const call = { call: 'save', path, value, ...(mode !== undefined && { mode }) } as const;
    return this.#change(call, (_files, place) => this.#machine.files.set(place, { bytes: toBytes(value) }));
  }

  /** {@inheritDoc System.remove} */
  remove(path: string): Promise<void> {
    return this.#change({ call: 'remove', path }, (_files, place) => {
      const outcome = this.#machine.files.unlink(place);
      if (!outcome) this.#machine.drives.removed(place);
      return outcome?.errno === 'ENOENT' ? undefined : outcome;
    });
  }

  /** {@inheritDoc System.claim} */
  claim(path: string, value: string): Promise<void> {
    return this.#change({ call: 'claim', path, value }, (_files, place) =>
      this.#machine.files.get(place)
        ? refuse('EEXIST')
        : this.#machine.files.set(place, { bytes: toBytes(value) }),
    );
  }

  /** {@inheritDoc System.send} */
  send(path: string, value: Uint8Array): Promise<void> {
    return this.#change({ call: 'send', path, value }, (files, place) =>
      this.#machine.send(files, place, path, value),
    );
  }

  /** {@inheritDoc System.receive} */
  receive(path: string, most: number): Promise<Uint8Array> {
    return this.#look('read', path, (files, place) => this.#machine.receive(files, place, path, most));
  }

  /** {@inheritDoc System.watch} */
  async watch(path: string, listener: () => void): Promise<Disposable> {
    await this.stat(path);
    return this.#machine.watch(path, listener);
  }

  /** {@inheritDoc System.waitUntil} */
  waitUntil(predicate: () => Promise<boolean>, milliseconds: number): Promise<void> {
    return this.#machine.waiting.until(predicate, milliseconds);
  }

  #look<Value>(
    call: string,
    path: string,
    perform: (files: SimulatedFileSystem, place: readonly string[]) => Outcome<Value>,
  ): Promise<Value> {
    const outcome = perform(...this.#machine.mounts.placeOf(path));
    return isRefusal(outcome)
      ? Promise.reject(systemError(outcome.errno, call, path))
      : Promise.resolve(outcome);
  }

  #change(
    call: SimulatedCall,
    perform: (files: SimulatedFileSystem, place: readonly string[]) => Outcome<undefined>,
  ): Promise<void> {
    const fault = this.#calls.faultOf(call);
    const outcome = fault ? refuse(fault) : perform(...this.#machine.mounts.placeOf(call.path));
    this.#calls.made.push({ ...call, ...outcome });
    // Who waits until something can be removed would find a change in each of its own attempts.
    if (!outcome || !isRemoval(call)) this.#machine.tellChange(call);
    return outcome ? Promise.reject(systemError(outcome.errno, call.call, call.path)) : Promise.resolve();
  }
}
