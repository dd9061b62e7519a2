// One chunk of the bundle: the commands that look at a machine, with the code that works on it.
export { confirm } from './commands/confirm.js';
export { diff } from './commands/diff.js';
export { doctor } from './commands/doctor.js';
export { donor } from './commands/donor.js';
export { down } from './commands/down.js';
export { exportGadget } from './commands/export.js';
export { disable, enable, reset } from './commands/links.js';
export { list } from './commands/list.js';
export { media } from './commands/media.js';
export { net } from './commands/net.js';
export { status } from './commands/status.js';
export { udc } from './commands/udc.js';
export { up } from './commands/up.js';
