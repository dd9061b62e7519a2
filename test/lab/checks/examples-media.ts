import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { commands } from '../../../examples/cd-rom-server.js';
import { imageOf, readDisk } from '../disk.js';
import { exampleOf, useExample } from '../example.js';
import { blockDevices, hostInterfaces, serialPort, type HostDevice } from '../host.js';
import type { Report } from '../report.js';
import { passBytesBothWays } from '../serial.js';
import { waitFor } from '../wait.js';

const folder = '/srv/images';
const images = {
  'installer.iso': imageOf(1 << 20),
  'data.img': imageOf(1 << 20).reverse(),
};

const drivesOf = async (device: HostDevice): Promise<string[]> => {
  const [storage] = await hostInterfaces(device);
  return blockDevices(storage!);
};

/** Waits until the host reads this image in one of its drives; before Linux 6.0 a drive may go, and come again. */
const hostReads = (device: HostDevice, drive: number, image: Buffer): Promise<true> =>
  waitFor(`the image in drive ${drive}`, async () => {
    const name = (await drivesOf(device)).sort()[drive];
    const found = name === undefined ? undefined : await readDisk(name, 4096).catch(() => undefined);
    return found?.equals(image.subarray(0, 4096)) ? true : undefined;
  });

/** Examples with something to read or write on the host's side. */
export async function examplesOfMedia(report: Report): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const [name, image] of Object.entries(images)) writeFileSync(`${folder}/${name}`, image);

  await report.check('examples: bytes pass the serial console both ways', async () =>
    useExample(await exampleOf('serial-console'), async (device, live) => {
      const [port] = await hostInterfaces(device);
      const { functions } = await live.status();
      await passBytesBothWays(functions[0]!.device!.names[0]!, await serialPort(port!));
    }),
  );
  await report.check('examples: the host reads both drives of the stick', async () =>
    useExample(await exampleOf('two-lun-stick'), async (device) => {
      // sda before sr0.
      await hostReads(device, 0, images['data.img']);
      await hostReads(device, 1, images['installer.iso']);
    }),
  );
  await report.check('examples: the host reads each disc of the CD-ROM server', async () =>
    useExample(await exampleOf('cd-rom-server'), async (device, live) => {
      for (const [name, image] of Object.entries(images)) {
        await commands['insert']!(live, `${folder}/${name}`);
        await hostReads(device, 0, image);
      }
      await commands['eject']!(live);
      assert.equal((await live.media())[0]!.file, '');
    }),
  );
}
