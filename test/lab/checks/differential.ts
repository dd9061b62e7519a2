import { writeFileSync } from 'node:fs';
import { makeMedia } from '../lockstep.js';
import { Machines } from '../machines.js';
import { runRound, type RandomRound } from '../random-round.js';
import type { CheckGroup, Report } from '../report.js';
import { isochronousController, layCable, takeCable } from '../virtual-cable.js';

const operationsOfRound = 200;

/** The drivers with the most to write and to link get every second round for themselves. */
const closer = ['uac1', 'uac2', 'uvc'];

/** A controller with a host takes a second for each bind, so it gets some rounds alone. */
const hostController = 'dummy_udc.0';
const hostRounds: readonly RandomRound[] = [1, 2].map((seed) => ({
  seed,
  operations: 100,
  controller: hostController,
}));

const numberFrom = (variable: string, usual: number): number => Number(process.env[variable] ?? usual);

/** A seed is all that tells a round. */
const roundOf = (seed: number): RandomRound => ({
  seed,
  operations: operationsOfRound,
  controller: isochronousController,
  ...(seed % 2 === 0 && { drivers: closer }),
});

/** Drivers of the host would name interfaces and lock media when they like; the device descriptor is read without them. */
const probing = '/sys/bus/usb/drivers_autoprobe';

/** As many differences are told as are good to read. */
const mostDifferences = 10;

async function randomRounds(report: Report, what: string, rounds: readonly RandomRound[]): Promise<void> {
  const [first] = rounds;
  if (!first) return;
  const operations = rounds.reduce((sum, each) => sum + each.operations, 0);
  const seeds = `seeds ${first.seed} to ${rounds.at(-1)!.seed}`;
  await report.check(`differential: ${operations} random operations ${what}, ${seeds}`, async () => {
    const machines = new Machines(report.release, first.controller);
    for (const round of rounds)
      if (machines.differences.length < mostDifferences)
        await machines.perform(`seed ${round.seed}`, (lockstep) => runRound(lockstep, round));
    machines.close();
  });
}

/** The simulated kernel does what the running one does, whatever it is asked. */
export const differential: CheckGroup = {
  name: 'differential',
  checks: async (report) => {
    makeMedia();
    writeFileSync(probing, '0');
    await layCable();
    try {
      const first = numberFrom('USB_GADGET_LAB_SEED', 1);
      const count = Math.ceil(numberFrom('USB_GADGET_LAB_OPERATIONS', 5000) / operationsOfRound);
      await randomRounds(report, 'while a host reads', hostRounds);
      await randomRounds(
        report,
        'on any function',
        Array.from({ length: count }, (_, index) => roundOf(first + index)),
      );
    } finally {
      await takeCable();
      writeFileSync(probing, '1');
    }
  },
};
