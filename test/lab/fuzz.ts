// Looks for differences between the simulated and the running kernel: node fuzz.js FIRST-SEED ROUNDS OPERATIONS [DRIVER...]
import { writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { Lockstep, makeMedia } from './lockstep.js';

const [first = 1, rounds = 20, operations = 100] = process.argv.slice(2, 5).map(Number);
const drivers = process.argv.slice(5);
makeMedia();
writeFileSync('/sys/bus/usb/drivers_autoprobe', '0');
const lockstep = new Lockstep(release(), drivers.length ? drivers : undefined);
await lockstep.level();
for (let seed = first; seed < first + rounds; seed++) {
  const difference = await lockstep.run(seed, operations);
  if (difference === undefined) continue;
  console.log(`seed ${seed}: ${difference}`);
  process.exit(1); // the two machines are no longer alike
}
console.log(`${release()}: ${rounds} rounds of ${operations} operations without a difference`);
