// Looks for differences between the simulated and the running kernel: node fuzz.js FIRST-SEED ROUNDS OPERATIONS
import { writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { removeEveryGadget } from './configfs-tree.js';
import { Lockstep, makeMedia } from './lockstep.js';

const [first = 1, rounds = 20, operations = 100] = process.argv.slice(2).map(Number);
makeMedia();
writeFileSync('/sys/bus/usb/drivers_autoprobe', '0');
let lockstep = new Lockstep(release());
let found = 0;
for (let seed = first; seed < first + rounds; seed++) {
  const difference = await lockstep.run(seed, operations);
  if (difference === undefined) continue;
  found++;
  console.log(`seed ${seed}: ${difference}\n`);
  removeEveryGadget();
  lockstep = new Lockstep(release());
}
console.log(`${release()}: ${rounds} rounds of ${operations} operations, ${found} with a difference`);
