/**
 * The machine that Node runs on.
 *
 * @packageDocumentation
 */
export { NodeSystem, type NodeSystemOptions } from './system/node-system.js';
