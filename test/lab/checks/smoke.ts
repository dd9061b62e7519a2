import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { configfs, mkdir, mustDrive, symlink, write, type Operation } from '../configfs-driver.js';
import { readTree, removeEveryGadget } from '../configfs-tree.js';
import { hostDevice, hostDeviceGone, hostInterfaces, inputDevices } from '../host.js';
import type { CheckGroup } from '../report.js';

/** The boot keyboard of the HID specification, appendix B.1: eight bytes. */
const reportDescriptor =
  '05010906a101050719e029e71500250175019508810295017508810395057501050819012905910295017503910395067508150025650507190029658100c0';

const keyboard: readonly Operation[] = [
  mkdir('smoke'),
  write('smoke/idVendor', '0x1d6b'),
  write('smoke/idProduct', '0x0104'),
  mkdir('smoke/configs/c.1'),
  mkdir('smoke/functions/hid.usb0'),
  write('smoke/functions/hid.usb0/protocol', '1'),
  write('smoke/functions/hid.usb0/subclass', '1'),
  write('smoke/functions/hid.usb0/report_length', '8'),
  { op: 'write', path: 'smoke/functions/hid.usb0/report_desc', hex: reportDescriptor },
  symlink('smoke/functions/hid.usb0', 'smoke/configs/c.1/hid.usb0'),
  write('smoke/UDC', 'dummy_udc.0'),
];

/** The lab itself works: a gadget made by hand is seen by the host. */
export const smoke: CheckGroup = {
  name: 'smoke',
  checks: async (report) => {
    await report.check('smoke: configfs takes a keyboard', () => mustDrive(keyboard));
    const device = await report.check('smoke: the host configures it', () => hostDevice('1d6b', '0104'));
    if (!device) return;
    await report.check('smoke: the host sees a keyboard', async () => {
      const [found, ...others] = await hostInterfaces(device);
      assert.deepEqual(others, []);
      assert.equal(found?.driver, 'usbhid');
      assert.deepEqual([found.class, found.subclass, found.protocol], ['03', '01', '01']);
      assert.equal((await inputDevices(found)).length, 1);
    });
    await report.check('smoke: a tree read twice is the same', () =>
      assert.deepEqual(readTree(), readTree()),
    );
    await report.check('smoke: it goes and leaves nothing', async () => {
      removeEveryGadget();
      await hostDeviceGone('1d6b', '0104');
      assert.deepEqual(readdirSync(configfs), []);
    });
  },
};
