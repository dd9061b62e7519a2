// Prints what things cost, each figure measured in this run. Nothing is asserted: read it, and compare ratios.
import { inTheGuest } from './in-the-guest.js';
import { packageSize } from './package-size.js';
import { startUp } from './start-up.js';
import { throughput } from './throughput.js';

for (const measure of [startUp, throughput, packageSize, inTheGuest])
  for (const line of measure()) console.log(line);
