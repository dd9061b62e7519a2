import { isRefusal, refuse } from '../attributes/errno.js';
import { kernelVersion, newestKernel } from '../attributes/kernel-version.js';
import type { FunctionFsInterface } from '../functions/function-fs.js';
import { SimulatedBinding } from './simulated-binding.js';
import type { SimulatedCall } from './simulated-calls.js';
import { SimulatedCameras } from './simulated-camera.js';
import { SimulatedConfigfs } from './simulated-configfs.js';
import {
  defaultControllerName,
  simulatedController,
  type SimulatedController,
  type SimulatedHost,
} from './simulated-controller.js';
import { mayChangeDevices, SimulatedDevices } from './simulated-devices.js';
import { SimulatedDrives } from './simulated-drives.js';
import { systemError } from './simulated-error.js';
import type { Outcome, SimulatedFileSystem } from './simulated-file-system.js';
import { segmentsOf, SimulatedFiles } from './simulated-files.js';
import { fixedMounts } from './simulated-fixed-mounts.js';
import { commonProgram, SimulatedMounts } from './simulated-mounts.js';
import { SimulatedNumbers } from './simulated-numbers.js';
import type { SimulatedKernelOptions } from './simulated-options.js';
import { boardPrograms } from './simulated-programs.js';
import { seededRandom } from './simulated-random.js';
import { SimulatedReports } from './simulated-reports.js';
import { SimulatedWaiting } from './simulated-waiting.js';
import { SimulatedWatching } from './simulated-watching.js';

/** What a simulated kernel is put together from, and what a host does to it. */
export class SimulatedMachine {
  readonly release: string;
  readonly programs: NonNullable<SimulatedKernelOptions['programs']>;
  readonly files: SimulatedFiles;
  readonly drives: SimulatedDrives;
  readonly configfs: SimulatedConfigfs;
  readonly mounts: SimulatedMounts;
  readonly devices: SimulatedDevices;
  readonly reports: SimulatedReports = new SimulatedReports();
  readonly waiting: SimulatedWaiting = new SimulatedWaiting();
  readonly #watching = new SimulatedWatching();
  readonly #binding: SimulatedBinding;
  isMounted: boolean;
  isLoaded: boolean;

  constructor(options: SimulatedKernelOptions) {
    const { kernel: release = newestKernel, configfs = true } = options;
    const kernel = kernelVersion(release);
    const controllers = (options.controllers ?? [defaultControllerName]).map(simulatedController);
    const numbers = new SimulatedNumbers(options.interfaces ?? ['eth0']);
    this.release = release;
    this.programs = options.programs ?? boardPrograms;
    this.files = new SimulatedFiles({
      ...Object.fromEntries(Object.keys(this.programs).map((name) => [`/usr/sbin/${name}`, 1])),
      ...options.files,
    });
    this.drives = new SimulatedDrives(this.files);
    this.#binding = new SimulatedBinding(controllers, kernel, numbers);
    this.configfs = new SimulatedConfigfs({
      kernel,
      numbers,
      drives: this.drives,
      cameras: new SimulatedCameras(),
      binding: this.#binding,
      vendorAttributes: new Set(options.vendorAttributes),
      random: seededRandom(options.seed ?? 1),
    });
    this.devices = new SimulatedDevices(this.files, this.configfs.root, controllers);
    this.isMounted = this.isLoaded = configfs;
    const { functionFs = commonProgram } = options;
    const isMounted = (): boolean => this.isMounted && this.isLoaded;
    const parts = { files: this.files, configfs: this.configfs, controllers, numbers, isMounted };
    this.mounts = new SimulatedMounts(fixedMounts(parts), parts, functionFs);
  }

  /** Lets the host of a controller do something from now on. */
  setHost(controller: string, does: SimulatedHost): void {
    const of = this.#controller(controller);
    if (!of) throw systemError('ENODEV', 'set the host of', controller);
    const wasAway = of.host === 'away';
    of.host = does;
    if (wasAway) this.#binding.enumerate(of);
    this.tellChange();
  }

  /** A program serves a FunctionFS from now on, or ends. */
  serve(name: string, interfaces: readonly FunctionFsInterface[] | undefined): void {
    const [of] = this.configfs.functions(`ffs.${name}`);
    if (!of) throw systemError('ENOENT', 'serve', name);
    this.configfs.serve(of, interfaces);
    this.devices.refresh();
    this.tellChange();
  }

  /** Something may have changed, by a call that was made or by what a host has done. */
  tellChange(call?: SimulatedCall): void {
    if (call && mayChangeDevices(call)) this.devices.refresh();
    this.#watching.tell();
    this.waiting.wake();
  }

  /** Writes a report to a node. */
  send(
    files: SimulatedFileSystem,
    place: readonly string[],
    path: string,
    report: Uint8Array,
  ): Outcome<undefined> {
    const controller = this.#controllerAt(files, place, path);
    return isRefusal(controller) ? controller : this.reports.write(path, controller, report);
  }

  /** Reads a report from a node. */
  receive(
    files: SimulatedFileSystem,
    place: readonly string[],
    path: string,
    most: number,
  ): Outcome<Uint8Array> {
    const controller = this.#controllerAt(files, place, path);
    return isRefusal(controller) ? controller : this.reports.read(path, most);
  }

  #controllerAt(
    files: SimulatedFileSystem,
    place: readonly string[],
    path: string,
  ): Outcome<SimulatedController> {
    const facts = files.stat(place);
    return isRefusal(facts) ? facts : (this.devices.controllerOf(path) ?? refuse('ENODEV'));
  }

  /** Tells a listener of changes of a file of a controller. */
  watch(path: string, listener: () => void): Disposable {
    const name = segmentsOf(path).at(-2) ?? '';
    return this.#watching.add(() => this.#controller(name)?.news ?? 0, listener);
  }

  #controller(name: string): SimulatedController | undefined {
    return this.#binding.controllers.find((each) => each.name === name);
  }
}
