/**
 * A kernel in memory, for tests of gadgets on any machine.
 *
 * @packageDocumentation
 */
export { SimulatedKernel } from './system/simulated-kernel.js';
