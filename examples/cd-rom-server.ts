// A CD-ROM drive that installs machines: the PC boots from it, and the discs are images on the board. The drive stays plugged in
// while discs change, as a real one does:
//
//   node cd-rom-server.js up
//   node cd-rom-server.js insert /srv/images/debian.iso
//   node cd-rom-server.js insert /srv/images/rescue.iso
//   node cd-rom-server.js eject
import { Gadget, MassStorageFunction } from 'usb-gadget';
import type { LiveGadget, MediumResult } from 'usb-gadget/live';
import { main, type Commands } from './main.js';

export const gadget: Gadget = new Gadget({
  name: 'cd-rom-server',
  vendorId: 0x1d6b,
  productId: 0x0104,
  strings: { '0x409': { manufacturer: 'Example', product: 'CD-ROM server', serialNumber: '000000000001' } },
  functions: [new MassStorageFunction({ luns: [{ cdrom: true, removable: true }] })],
});

/** A PC that is reading holds the door shut. It opens all the same; before Linux 6.0, the drive leaves the bus for that. */
const change = (live: LiveGadget, file: string): Promise<MediumResult> =>
  live.changeMedium({ file, force: true, unbind: true });

export const commands: Commands = {
  insert: async (live, image = '') => {
    const { drive } = await change(live, image);
    console.log(`In the drive: ${drive.file}`);
  },
  eject: async (live) => {
    await change(live, '');
  },
};

await main(import.meta.url, { gadget, commands });
