import { refuse } from '../attributes/errno.js';
import type { FunctionFsInterface } from '../functions/function-fs.js';
import { toBytes } from '../usb/bytes.js';
import type { SimulatedConfigfs } from './simulated-configfs.js';
import type { Outcome, SimulatedFileSystem } from './simulated-file-system.js';
import { segmentsOf, type SimulatedFiles } from './simulated-files.js';
import { SimulatedFunctionFs } from './simulated-function-fs.js';

/** A file system, and where it is. */
export interface SimulatedMount {
  /** The names on the way to where it begins. */
  readonly at: readonly string[];
  /** The file system. */
  readonly files: SimulatedFileSystem;
  /** Whether it is there now. Default: always. */
  isMounted?(): boolean;
}

interface MountedFunction extends SimulatedMount {
  readonly files: SimulatedFunctionFs;
}

/** Whether a path is at or below another. */
export const isBelow = (path: readonly string[], mount: readonly string[]): boolean =>
  mount.every((name, index) => path[index] === name);

/** What the program declares that serves each FunctionFS where nothing else is said. */
export const commonProgram: readonly FunctionFsInterface[] = [
  {
    endpoints: [
      { direction: 'in', transfer: 'bulk' },
      { direction: 'out', transfer: 'bulk' },
    ],
  },
];

/** Blanks and backslashes, as they are shown between blanks (fs/proc_namespace.c, mangle). */
const mangled = (word: string): string =>
  word.replace(/[ \t\n\\]/g, (letter) => `\\${letter.charCodeAt(0).toString(8).padStart(3, '0')}`);

/** What is mounted on a simulated machine. */
export class SimulatedMounts {
  readonly #fixed: readonly SimulatedMount[];
  readonly #files: SimulatedFiles;
  readonly #configfs: SimulatedConfigfs;
  readonly #program: readonly FunctionFsInterface[];
  #functions: readonly MountedFunction[] = [];

  /** @param program - what the program declares that serves a FunctionFS as soon as it is mounted; empty for none. */
  constructor(
    fixed: readonly SimulatedMount[],
    { files, configfs }: { readonly files: SimulatedFiles; readonly configfs: SimulatedConfigfs },
    program: readonly FunctionFsInterface[],
  ) {
    this.#fixed = fixed;
    this.#files = files;
    this.#configfs = configfs;
    this.#program = program;
  }

  /** The file system that a path is on, and the place there. */
  placeOf(path: string): readonly [files: SimulatedFileSystem, place: readonly string[]] {
    const segments = segmentsOf(path);
    const isOn = (each: SimulatedMount): boolean =>
      isBelow(segments, each.at) && (each.isMounted?.() ?? true);
    const mount = [...this.#functions, ...this.#fixed].find(isOn)!;
    return [mount.files, segments.slice(mount.at.length)];
  }

  /** Mounts a FunctionFS by its instance (drivers/usb/gadget/function/f_fs.c, ffs_fs_get_tree). */
  mountFunction(instance: string, target: string): Outcome<undefined> {
    const [of] = this.#configfs.functions(`ffs.${instance}`);
    if (!of) return refuse('ENOENT');
    if (this.#functions.some(({ files }) => files.of === of)) return refuse('EBUSY');
    this.#setFunctions([{ at: segmentsOf(target), files: new SimulatedFunctionFs(of) }, ...this.#functions]);
    if (this.#program.length) this.#configfs.serve(of, this.#program);
    return undefined;
  }

  /** Unmounts a FunctionFS: the machine's own program ends with it, another keeps its files open. */
  unmountFunction(files: SimulatedFunctionFs): Outcome<undefined> {
    if (files.of.served && files.of.served !== this.#program) return refuse('EBUSY');
    this.#configfs.serve(files.of, undefined);
    this.#setFunctions(this.#functions.filter((each) => each.files !== files));
    return undefined;
  }

  #setFunctions(functions: readonly MountedFunction[]): void {
    this.#functions = functions;
    const lines = functions.map(({ at, files }, index) => {
      const source = mangled(files.of.name.slice('ffs.'.length));
      const point = mangled(at.join('/'));
      return `${100 + index} 1 0:${50 + index} / /${point} rw,relatime - functionfs ${source} rw\n`;
    });
    this.#files.set(['proc', 'self', 'mountinfo'], { bytes: toBytes(lines.join('')) });
  }
}
