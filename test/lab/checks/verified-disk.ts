import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { MassStorageFunction } from 'usb-gadget';
import { imageOf, readDisk } from '../disk.js';
import { LabGadget } from '../gadget.js';
import { blockDevices, hostInterfaces } from '../host.js';
import { run } from '../network.js';
import type { Report } from '../report.js';

const image = '/run/lab-verified.img';
const size = 4 << 20;

/** SCSI programs know the disk by what it was told, and what fio writes at random is read back from the same places. */
export async function verifiedDisk(report: Report): Promise<void> {
  writeFileSync(image, imageOf(size));
  const inquiryString = { vendor: 'Maker', product: 'Stick 7', revision: '1.02' };
  const disk = new LabGadget([new MassStorageFunction({ luns: [{ file: image, inquiryString }] })]);
  await report.check('functions: sg_inq and sg_readcap see the disk as it is declared', async () => {
    const [found] = await hostInterfaces(await disk.plug());
    const [device] = await blockDevices(found!);
    await readDisk(device!, 512);
    const inquiry = await run('sg_inq', device!);
    for (const [key, value] of [
      ['Vendor identification', 'Maker'],
      ['Product identification', 'Stick 7'],
      ['Product revision level', '1.02'],
    ])
      assert.match(inquiry, new RegExp(`${key}: ${value}\\s*$`, 'm'));
    assert.match(await run('sg_readcap', device!), new RegExp(`Number of logical blocks=${size / 512}`));
  });
  await report.check('functions: fio reads back what it writes to the disk at random', async () => {
    const [found] = await hostInterfaces(await disk.plug());
    const [device] = await blockDevices(found!);
    const job = ['--name=verify', `--filename=${device}`, '--rw=randwrite', '--bs=512-16k', `--size=${size}`];
    await run(
      'fio',
      ...job,
      '--verify=crc32c',
      '--verify_fatal=1',
      '--direct=1',
      '--ioengine=sync',
      '--thread',
    );
  });
  await disk.unplug();
}
