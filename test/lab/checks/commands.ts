import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Gadget, HidFunction, MassStorageFunction, SerialFunction } from 'usb-gadget';
import { gadgetState, gadgetStatus, giveDevices, up, type GadgetStatus } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { hostDevice, hostInterfaces } from '../host.js';
import type { CheckGroup } from '../report.js';
import { mustUsbGadget } from '../tool.js';

const system = new NodeSystem();
const udc = 'dummy_udc.0';
const folder = mkdtempSync('/tmp/usb-gadget-lab-commands-');
const image = join(folder, 'disk.img');
/** Of Debian's user "nobody" (base-passwd). */
const nobody = 65534;

const gadget = new Gadget({
  name: 'tool',
  vendorId: 0x04d9,
  productId: 0x0169,
  deviceVersion: 0x0372,
  strings: { '0x409': { manufacturer: 'Ünlikely', product: 'Key: "board" #1', serialNumber: '007' } },
  functions: [
    new HidFunction({ preset: 'keyboard', name: 'k' }),
    new MassStorageFunction({ name: 'm', luns: [{}] }),
    new SerialFunction({ driver: 'acm', name: 's' }),
  ],
});

const functions = async (): Promise<readonly string[]> =>
  (await gadgetState(system, 'tool')).configurations[0]!.functions;

const settled = async (): Promise<unknown> => hostInterfaces(await hostDevice('04d9', '0169'));

/** The commands for gadgets that are up, as a person gives them. */
export const commands: CheckGroup = {
  name: 'commands',
  checks: async (report) => {
    writeFileSync(image, Buffer.alloc(1 << 20));
    await up(gadget, system, { udc });
    await settled();

    await report.check('commands: status tells nodes, media and the controller', () => {
      const [status] = JSON.parse(mustUsbGadget('status', '--json').stdout) as GadgetStatus[];
      assert.deepEqual([status?.name, status?.maker, status?.udc], ['tool', 'ours', udc]);
      assert.deepEqual(
        status?.functions.map(({ device }) => device?.names ?? []),
        [['/dev/hidg0'], [], ['/dev/ttyGS0']],
      );
    });

    await report.check('commands: disable hides, enable brings back at its place, reset keeps', async () => {
      mustUsbGadget('disable', 'tool', 'mass_storage.m');
      assert.deepEqual(await functions(), ['hid.k', 'acm.s']);
      mustUsbGadget('enable', 'tool', 'mass_storage.m');
      assert.deepEqual(await functions(), ['hid.k', 'mass_storage.m', 'acm.s']);
      await settled();
      const { number } = await hostDevice('04d9', '0169');
      mustUsbGadget('reset', 'tool');
      assert.deepEqual(await functions(), ['hid.k', 'mass_storage.m', 'acm.s']);
      await settled();
      assert.notEqual((await hostDevice('04d9', '0169')).number, number);
    });

    await report.check('commands: media puts an image in', async () => {
      const drive = async (): Promise<unknown> =>
        (await gadgetStatus(system, 'tool')).functions[1]?.drives?.[0]?.file;
      mustUsbGadget('media', 'tool', '--insert', image, '--ro');
      assert.equal(await drive(), image);
    });

    await report.check('commands: nodes and media are given to a user without root', async () => {
      assert.deepEqual(await giveDevices(system, 'tool', { user: 'nobody' }), ['/dev/hidg0', '/dev/ttyGS0']);
      for (const node of ['/dev/hidg0', '/dev/ttyGS0']) assert.equal(statSync(node).uid, nobody);
      await up(gadget.with({ owner: { user: 'nobody' }, productId: 0x016a }), system);
      for (const node of ['/dev/hidg0', '/dev/ttyGS0'])
        assert.equal(statSync(node).uid, nobody, `${node} was made anew by the bind`);
      await hostDevice('04d9', '016a');
    });

    await report.check('commands: donor takes over what the host reads of a keyboard', () => {
      const file = join(folder, 'override.yaml');
      writeFileSync(file, '# my board\notg:\n    serial: x  # mine\n', { mode: 0o640 });
      mustUsbGadget('donor', file, '--write');
      assert.equal(statSync(file).mode & 0o777, 0o640);
      assert.equal(
        readFileSync(file, 'utf8'),
        `# my board
otg:
    serial: "007" # mine
    vendor_id: 0x04d9
    product_id: 0x016a
    device_version: 0x0372
    manufacturer: Ünlikely
    product: 'Key: "board" #1'
`,
      );
    });
  },
};
