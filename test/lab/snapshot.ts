import { readTree, type Tree } from './configfs-tree.js';

/** What the kernel writes by itself when the host looks at the device, and numbers that it gives out. */
const ofTheKernel = /\/(bcdUSB|bMaxPacketSize0|dev|port_num|ifname)$/;

/** Everything in configfs that somebody made or wrote. */
export function snapshot(): Tree {
  return Object.fromEntries(Object.entries(readTree()).filter(([path]) => !ofTheKernel.test(path)));
}
