import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { SimulatedKernel } from 'usb-gadget/testing';

const camera = '/sys/kernel/config/usb_gadget/g1/functions/uvc.usb0';

void suite('why a folder is not removed', () => {
  // A folder that is in use comes after the one with a folder in it, or before.
  for (const [kernel, code] of [
    ['6.12', 'EBUSY'],
    ['7.2', 'ENOTEMPTY'],
  ] as const)
    void test(`is the first reason on the way through it: ${code} on ${kernel}`, async () => {
      const system = new SimulatedKernel({ kernel });
      await system.mkdir('/sys/kernel/config/usb_gadget/g1');
      await system.mkdir(camera);
      const [format, colors] = [`${camera}/streaming/mjpeg/m`, `${camera}/streaming/color_matching/default`];
      await system.mkdir(format);
      await system.symlink(colors, `${format}/colors`);
      await assert.rejects(system.rmdir(camera), { code });
    });
});
