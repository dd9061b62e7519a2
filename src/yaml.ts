/**
 * Reads and writes gadgets as YAML or JSON: our own document, and PiKVM's override.yaml; writes them as TypeScript.
 *
 * @packageDocumentation
 */
export { adoptIdentity } from './config/adopt-identity.js';
export { formatTypescript } from './config/format-typescript.js';
export { documentSchema } from './config/gadget-document.js';
export type { Budget } from './config/pikvm-budget.js';
export {
  readDocument,
  type DocumentKind,
  type ReadDocument,
  type ReadDocumentOptions,
} from './config/read-document.js';
export { writeDocument } from './config/write-document.js';
export type { DeviceIdentity } from './gadget/donor-identity.js';
export type { DocumentLocation, LocatedIssue } from './errors.js';
export type { NetworkDefinition } from './network/network-definition.js';
export type { JsonSchema } from './options/shape.js';
export type { ControllerProfile } from './udc/profile.js';
