import { kernelVersion } from '../../../src/attributes/kernel-version.js';
import { functionDrivers } from '../../../src/functions/drivers.js';
import { EveryAttribute, states, type State } from '../every-attribute.js';
import { drawable } from '../folder-names.js';
import { makeMedia } from '../lockstep.js';
import { Machines } from '../machines.js';
import type { CheckGroup, Report } from '../report.js';
import { isochronousController, layCable, takeCable } from '../virtual-cable.js';

/** Has no attributes that could disturb those of its gadget. */
const plainDriver = 'Loopback';

/** A function that no program serves does not bind. */
const neverBound = ['ffs'];

async function everyAttribute(report: Report, state: State): Promise<void> {
  const kernel = kernelVersion(report.release);
  const drivers = drawable().filter((each) => (functionDrivers()[each]?.since ?? 0) <= kernel);
  const machines = new Machines(report.release, isochronousController);
  let [values, attributes] = [0, 0];
  const compare = (driver: string, ofGadget: boolean): Promise<void> =>
    machines.perform(`${driver}, ${state}`, async (lockstep) => {
      const pass = new EveryAttribute(lockstep, isochronousController);
      const isReached = await pass.compare(driver, state, ofGadget);
      machines.differences.push(...pass.differences);
      if (isReached === (state === 'bound' && neverBound.includes(driver)))
        machines.differences.push(`${driver} is ${isReached ? '' : 'not '}${state}`);
      values += pass.values;
      attributes += pass.attributes;
    });
  await compare(plainDriver, true);
  for (const driver of drivers) await compare(driver, false);
  console.log(
    `   ${values} values written to ${attributes} attributes of ${drivers.length} functions and a gadget`,
  );
  machines.close();
}

/** The simulated kernel takes, refuses and shows what the running one does, for every class of value of every attribute in every state. */
export const attributes: CheckGroup = {
  name: 'attributes',
  checks: async (report) => {
    makeMedia();
    await layCable();
    try {
      for (const state of states)
        await report.check(`attributes: every class of value of every one, ${state}`, () =>
          everyAttribute(report, state),
        );
    } finally {
      await takeCable();
    }
  },
};
