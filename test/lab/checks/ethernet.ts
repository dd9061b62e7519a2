import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EthernetFunction, Gadget, SerialFunction } from 'usb-gadget';
import { down, up } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { configfs } from '../configfs-driver.js';
import { hostDevice, hostDeviceGone, hostInterfaces, networkInterface, serialPort } from '../host.js';
import { cut, lay, pingBothWays } from '../network.js';
import type { CheckGroup } from '../report.js';
import { passBytesBothWays } from '../serial.js';

// Not a locally administered one: rndis_host of 5.10 puts a random address in place of those.
const hostAddress = '48:6f:73:74:50:43';
const deviceAddress = '02:00:00:00:0a:02';
const drivers = ['ecm', 'geth', 'eem', 'ncm', 'rndis', 'rndis5'] as const;

/** Whether the protocol tells the host its address. */
const carriesAddress = (driver: string): boolean => driver !== 'geth' && driver !== 'eem';

const attribute = (path: string): string => readFileSync(join(configfs, path), 'utf8').trim();

/** Every network card, and the serial port. */
export const ethernet: CheckGroup = {
  name: 'ethernet',
  checks: async (report) => {
    const system = new NodeSystem();
    for (const driver of drivers)
      await report.check(`ethernet: ${driver} reaches the host, and ping answers both ways`, async () => {
        // Linux takes geth only under these ids.
        const gadget = new Gadget({
          name: 'card',
          vendorId: 0x0525,
          productId: 0xa4a2,
          functions: [new EthernetFunction({ driver, name: 'usb0', hostAddress, deviceAddress })],
        });
        await up(gadget, system, { udc: 'dummy_udc.0' });
        const [control] = await hostInterfaces(await hostDevice('0525', 'a4a2'));
        const host = await networkInterface(control!);
        if (carriesAddress(driver)) assert.equal(host.address, hostAddress);
        const folder = `card/functions/${driver === 'rndis5' ? 'rndis' : driver}.usb0`;
        const name = attribute(`${folder}/ifname`);
        assert.equal(readFileSync(`/sys/class/net/${name}/address`, 'utf8').trim(), deviceAddress);
        const cable = await lay(name, host.name);
        await pingBothWays(cable);
        await cut(cable);
        await down('card', system);
        await hostDeviceGone('0525', 'a4a2');
      });
    await report.check('serial: a port passes bytes both ways', async () => {
      const gadget = new Gadget({
        name: 'port',
        vendorId: 0x1d6b,
        productId: 0x0104,
        functions: [new SerialFunction({ driver: 'acm', name: 'usb0' })],
      });
      await up(gadget, system, { udc: 'dummy_udc.0' });
      const [control] = await hostInterfaces(await hostDevice('1d6b', '0104'));
      await passBytesBothWays(
        `/dev/ttyGS${attribute('port/functions/acm.usb0/port_num')}`,
        await serialPort(control!),
      );
      await down('port', system);
      await hostDeviceGone('1d6b', '0104');
    });
  },
};
