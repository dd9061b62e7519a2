import assert from 'node:assert/strict';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Gadget, MassStorageFunction } from 'usb-gadget';
import { down, up } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { configfs } from '../configfs-driver.js';
import type { CheckGroup } from '../report.js';

const image = join(tmpdir(), 'media.img');
const link = join(tmpdir(), 'media-link.img');
const lun = join(configfs, 'media/functions/mass_storage.usb0/lun.0');
const options = { udc: 'dummy_udc.0' };

const gadget = (drive: object): Gadget =>
  new Gadget({
    name: 'media',
    vendorId: 0x1d6b,
    productId: 0x0104,
    functions: [new MassStorageFunction({ name: 'usb0', luns: [drive] })],
  });

const attribute = (name: string): string => readFileSync(join(lun, name), 'utf8').trim();

/** Media stay in their drives through changes, and a change of the drive takes them out only for as long as it must. */
export const media: CheckGroup = {
  name: 'media',
  checks: async (report) => {
    const system = new NodeSystem();
    writeFileSync(image, Buffer.alloc(1 << 20, 1));
    symlinkSync(image, link);
    await report.check('media: an image that is a symbolic link is known again', async () => {
      await up(gadget({ file: link }), system, options);
      assert.equal(attribute('file'), image);
      assert.deepEqual((await up(gadget({ file: link }), system, options)).plan.operations, []);
    });
    await report.check(
      'media: a disk becomes a CD drive and a disk again, on the bus and with its medium',
      async () => {
        const drives: readonly [object, string, string][] = [
          [{ cdrom: true }, '1', '1'],
          [{}, '0', '0'],
        ];
        for (const [drive, cdrom, ro] of drives) {
          const { plan } = await up(gadget(drive), system, options);
          assert.ok(plan.operations.every(({ op }) => op === 'write'));
          assert.deepEqual([attribute('cdrom'), attribute('ro'), attribute('file')], [cdrom, ro, image]);
          assert.deepEqual((await up(gadget(drive), system, options)).plan.operations, []);
        }
      },
    );
    await down('media', system);
  },
};
