/**
 * What a host will read of a gadget, worked out offline: every descriptor, byte for byte as the kernel sends it.
 *
 * @packageDocumentation
 */
export type { BinaryObjectStore } from './descriptors/binary-object-store.js';
export type { ConfigurationDescriptors } from './descriptors/configuration-descriptors.js';
export type { Descriptor, DescriptorField } from './descriptors/descriptor.js';
export { descriptorHash, descriptorVersion } from './descriptors/descriptor-hash.js';
export {
  descriptorsOf,
  possibleSpeeds,
  type GadgetDescriptors,
  type SpeedDescriptors,
} from './descriptors/descriptors-of.js';
export { formatDescriptors } from './descriptors/format-descriptors.js';
export type { InterfaceReport } from './descriptors/interface-reports.js';
export type { CompatibleId, MicrosoftDescriptors } from './descriptors/microsoft-descriptors.js';
export type { GadgetString } from './descriptors/string-table.js';
