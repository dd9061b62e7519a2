// One chunk of the bundle: large, and of no use to other commands.
export { descriptorHash } from '../descriptors/descriptor-hash.js';
export { descriptorsOf } from '../descriptors/descriptors-of.js';
export { formatDescriptors } from '../descriptors/format-descriptors.js';
