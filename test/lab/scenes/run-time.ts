import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Gadget, MassStorageFunction } from 'usb-gadget';
import { gadgetStatus, up } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { imageOf, readDisk } from '../disk.js';
import { blockDevices, hostDevice, hostInterfaces } from '../host.js';
import { ids, type MakeScene } from './scene.js';

const system = new NodeSystem();

const board = new Gadget({
  name: 'board',
  vendorId: 0x1d6b,
  productId: 0x0104,
  functions: [new MassStorageFunction({ luns: [{ removable: true }] })],
});

const driveOfHost = async (): Promise<string> => {
  const [owner] = await hostInterfaces(await hostDevice(...ids));
  return (await blockDevices(owner!))[0]!;
};

const inDrive = async (): Promise<string | undefined> =>
  (await gadgetStatus(system, 'board')).functions[0]?.drives?.[0]?.file;

/** A drive that the host holds shut. */
export const runTime: MakeScene = (folder, { kernel }) => {
  const canForce = !kernel.startsWith('5.');
  const disc = join(folder, 'installer.iso');
  const contents = imageOf(1 << 20);
  let door: FileHandle | undefined;
  return {
    given: async () => {
      writeFileSync(disc, contents);
      await up(board, system);
    },
    moments: {
      'usb-gadget media board': { after: (output) => assert.match(output, /mass_storage\.usb0/) },
      'usb-gadget media board --insert installer.iso --cdrom': {
        after: async () => {
          assert.equal(await inDrive(), disc);
          assert.ok((await readDisk(await driveOfHost(), 65_536)).equals(contents.subarray(0, 65_536)));
        },
      },
      'usb-gadget media board --eject': {
        before: async () => {
          door = await open(await driveOfHost());
        },
        status: 1,
        after: async (output) => {
          assert.match(output, /MEDIUM_LOCKED/);
          assert.equal(await inDrive(), disc);
        },
      },
      'usb-gadget media board --eject --force': {
        status: canForce ? 0 : 1,
        after: async () => assert.equal(await inDrive(), canForce ? '' : disc),
      },
    },
    end: () => door?.close(),
  };
};
