import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configfs, mkdir, mustDrive, symlink, write, type Operation } from '../configfs-driver.js';
import { imageOf, readDisk } from '../disk.js';
import { blockDevices, hostDevice, hostInterfaces, networkInterface, serialPort } from '../host.js';
import { cut, lay, pingBothWays } from '../network.js';
import type { CheckGroup } from '../report.js';
import { passBytesBothWays } from '../serial.js';

const hostAddress = '02:00:00:00:00:02';
const imagePath = join(tmpdir(), 'usb-gadget-lab.img');
const image = imageOf(1024 * 1024);

const gadget: readonly Operation[] = [
  mkdir('devices'),
  write('devices/idVendor', '0x1d6b'),
  write('devices/idProduct', '0x0105'),
  mkdir('devices/configs/c.1'),
  mkdir('devices/functions/ecm.usb0'),
  write('devices/functions/ecm.usb0/host_addr', hostAddress),
  mkdir('devices/functions/mass_storage.usb0'),
  write('devices/functions/mass_storage.usb0/lun.0/cdrom', '1'),
  write('devices/functions/mass_storage.usb0/lun.0/file', imagePath),
  mkdir('devices/functions/acm.usb0'),
  symlink('devices/functions/ecm.usb0', 'devices/configs/c.1/ecm.usb0'),
  symlink('devices/functions/mass_storage.usb0', 'devices/configs/c.1/mass_storage.usb0'),
  symlink('devices/functions/acm.usb0', 'devices/configs/c.1/acm.usb0'),
  write('devices/UDC', 'dummy_udc.0'),
];

const attribute = (path: string): string =>
  readFileSync(join(configfs, 'devices/functions', path), 'utf8').trim();

/** The lab can use what a host can: a network card, a CD drive and a serial port. */
export const devices: CheckGroup = {
  name: 'devices',
  checks: async (report) => {
    writeFileSync(imagePath, image);
    mustDrive(gadget);
    const interfaces = await report.check('devices: the host has a driver for every interface', async () =>
      hostInterfaces(await hostDevice('1d6b', '0105')),
    );
    if (!interfaces) return;
    const [network, , disk, serial] = interfaces;
    await report.check('devices: ping both ways', async () => {
      const host = await networkInterface(network!);
      assert.equal(host.address, hostAddress);
      const cable = await lay(attribute('ecm.usb0/ifname'), host.name);
      await pingBothWays(cable);
      await cut(cable);
    });
    await report.check('devices: the CD drive gives the image', async () => {
      const [drive] = await blockDevices(disk!);
      assert.match(drive!, /^\/dev\/sr/);
      assert.ok((await readDisk(drive!, image.length)).equals(image));
    });
    await report.check('devices: the serial port passes bytes both ways', async () => {
      await passBytesBothWays(`/dev/ttyGS${attribute('acm.usb0/port_num')}`, await serialPort(serial!));
    });
  },
};
