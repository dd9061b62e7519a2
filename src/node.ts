/**
 * The machine that Node runs on.
 *
 * @packageDocumentation
 */
export { NodeSystem, type NodeSystemOptions } from './system/node-system.js';
export type { FileFacts, FolderItem, ProgramResult, System, SystemError } from './system/system.js';
