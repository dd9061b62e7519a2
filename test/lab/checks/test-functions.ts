import assert from 'node:assert/strict';
import { LoopbackFunction, SourceSinkFunction } from 'usb-gadget';
import { LabGadget, testIds } from '../gadget.js';
import { hostInterfaces } from '../host.js';
import { run } from '../network.js';
import type { Report } from '../report.js';
import { onDevice } from '../usb-node.js';

/** Those of usbtest that need no isochronous and no interrupt endpoints (Documentation/usb/usbtest or drivers/usb/misc/usbtest.c). */
const cases = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 17, 18, 19, 20, 21, 24, 29];

/** Reads a kilobyte, and compares it with the pattern. */
const compare = [10, 1024, 512, 4, 2];

/** The kernel's usbtest module works with a SourceSink function, and finds the pattern that it is set to. */
export async function sourceSinkFunction(report: Report): Promise<void> {
  await run('modprobe', 'usbtest', 'pattern=1');
  const test = new LabGadget([new SourceSinkFunction({ pattern: 'modulo-63', bulkQueueLength: 2 })], testIds);
  await report.check('functions: SourceSink passes the cases of usbtest', async () => {
    const device = await test.plug();
    assert.equal((await hostInterfaces(device))[0]?.driver, 'usbtest');
    const results = await onDevice('usbtest', device, 20, 1024, 512, 4, ...cases);
    assert.deepEqual(
      results,
      cases.map((each) => `${each} ok`),
    );
  });
  await report.check('functions: usbtest sees that SourceSink sends another pattern', async () => {
    const { plan } = await new LabGadget([new SourceSinkFunction({ pattern: 'zeros' })], testIds).up();
    assert.ok(plan.operations.some(({ op }) => op === 'write'));
    const device = await new LabGadget([new SourceSinkFunction({ pattern: 'zeros' })], testIds).plug();
    await hostInterfaces(device);
    assert.deepEqual(await onDevice('usbtest', device, ...compare), ['2 EINVAL']);
  });
  await test.unplug();
  await run('modprobe', '-r', 'usbtest');
}

/** Bytes sent to a Loopback function come back. */
export async function loopbackFunction(report: Report): Promise<void> {
  const loop = new LabGadget([new LoopbackFunction({ bufferBytes: 2048, queueLength: 4 })]);
  await report.check('functions: Loopback gives back what it gets', async () => {
    // A transfer ends with a short packet, or when the buffer is full.
    const lengths = [1, 63, 511, 1000, 2047, 2048];
    assert.deepEqual(
      await onDevice('loop-back', await loop.plug(), ...lengths),
      lengths.map((each) => `${each} bytes came back`),
    );
    assert.deepEqual((await loop.up()).plan.operations, []);
  });
  await loop.unplug();
}
