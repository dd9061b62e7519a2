/**
 * A kernel in memory, for tests of gadgets on any machine.
 *
 * @packageDocumentation
 */
export { SimulatedKernel } from './system/simulated-kernel.js';
export type { SimulatedKernelOptions } from './system/simulated-options.js';
export type { SimulatedControllerOptions, SimulatedHost } from './system/simulated-controller.js';
export type { SimulatedContents, SimulatedFile } from './system/simulated-files.js';
export type { SimulatedProgram } from './system/simulated-programs.js';
export type { SimulatedCall } from './system/simulated-calls.js';
export type { FileFacts, FolderItem, ProgramResult, System, SystemError } from './system/system.js';
