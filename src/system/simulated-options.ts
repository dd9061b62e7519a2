import type { FunctionFsInterface } from '../functions/function-fs.js';
import type { SimulatedControllerOptions } from './simulated-controller.js';
import type { SimulatedContents } from './simulated-files.js';
import type { SimulatedProgram } from './simulated-programs.js';

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
  /** Programs that can be run, by name. Default: those for networks that a board has, which succeed and change nothing. */
  readonly programs?: Readonly<Record<string, SimulatedProgram>>;
  /** Network interfaces that it has besides `lo` and those of gadgets. Default `eth0`. */
  readonly interfaces?: readonly string[];
  /** Whether configfs is mounted and libcomposite loaded. Default true. */
  readonly configfs?: boolean;
  /**
   * What a program declares that serves each FunctionFS from its mount on; empty: none does, until {@link SimulatedKernel.serve} says so.
   * Default: one interface with two bulk endpoints.
   */
  readonly functionFs?: readonly FunctionFsInterface[];
  /** Where its random numbers start, those of MAC addresses. Default 1. */
  readonly seed?: number;
}
