import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { Lockstep, makeMedia } from '../lockstep.js';
import type { CheckGroup } from '../report.js';

const rounds = 5;
const operations = 100;

/** The drivers with the most to write and to link get rounds of their own. */
const closer = ['uac1', 'uac2', 'uvc'];

/** Drivers of the host would name interfaces and lock media when they like; the device descriptor is read without them. */
const probing = '/sys/bus/usb/drivers_autoprobe';

/** The simulated kernel does what the running one does, whatever it is asked. */
export const differential: CheckGroup = {
  name: 'differential',
  checks: async (report) => {
    makeMedia();
    writeFileSync(probing, '0');
    try {
      for (const drivers of [undefined, closer]) {
        const lockstep = new Lockstep(release(), drivers);
        await lockstep.level();
        for (let seed = 1; seed <= rounds; seed++)
          await report.check(
            `differential: ${operations} random operations, seed ${seed}${drivers ? ` (${drivers.join(', ')})` : ''}`,
            async () => assert.equal(await lockstep.run(seed, operations), undefined),
          );
      }
    } finally {
      writeFileSync(probing, '1');
    }
  },
};
