// One chunk of the bundle: what these commands share is most of them, and each file more costs half a millisecond to load.
export { check } from './commands/check.js';
export { completion } from './commands/completion.js';
export { descriptors } from './commands/descriptors.js';
export { endpoints } from './commands/endpoints.js';
export { init } from './commands/init.js';
export { plan } from './commands/plan.js';
export { schema } from './commands/schema.js';
export { show } from './commands/show.js';
export { unit } from './commands/unit.js';
export { udcs } from './commands/udcs.js';
