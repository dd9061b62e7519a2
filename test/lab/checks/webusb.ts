import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Gadget, GadgetError, HidFunction, type WebUsb } from 'usb-gadget';
import { down, up } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { hostDevice, hostDeviceGone } from '../host.js';
import type { CheckGroup } from '../report.js';
import { waitFor } from '../wait.js';

const options = { udc: 'dummy_udc.0' };

const gadget = (webUsb?: WebUsb): Gadget =>
  new Gadget({
    name: 'web',
    vendorId: 0x1d6b,
    productId: 0x0104,
    functions: [HidFunction.keyboard()],
    ...(webUsb && { webUsb }),
  });

/** The version of USB that the device says it is of: 2.01 as long as it has a WebUSB descriptor. */
const hostSees = (version: string): Promise<true> =>
  waitFor(`the host to see version ${version}`, async () => {
    const { path } = await hostDevice('1d6b', '0104');
    return readFileSync(join(path, 'version'), 'utf8').trim() === version ? true : undefined;
  });

/** WebUSB comes and goes as it is asked for; kernels before 6.3 refuse it beforehand. */
export const webusb: CheckGroup = {
  name: 'webusb',
  checks: async (report) => {
    const system = new NodeSystem();
    const asked = gadget({ use: true, vendorCode: 1, landingPage: 'https://example.org/' });
    if (['5.10', '6.1'].includes(report.kernel)) {
      await report.check('webusb: is told to be missing', async () => {
        const error: unknown = await up(asked, system, options).catch((reason: unknown) => reason);
        assert.ok(error instanceof GadgetError && error.code === 'KERNEL_LACKS_ATTRIBUTE', String(error));
      });
      return;
    }
    await report.check('webusb: is on and off again as it is asked for', async () => {
      await up(asked, system, options);
      await hostSees('2.01');
      await up(gadget(), system, options);
      await hostSees('2.00');
      assert.deepEqual((await up(gadget(), system, options)).plan.operations, []);
      await down('web', system);
      await hostDeviceGone('1d6b', '0104');
    });
  },
};
