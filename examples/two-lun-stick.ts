// One USB stick with two drives: a CD with an installer, and a disk that the PC can write. Each image is a file of the board.
import { Configuration, Gadget, MassStorageFunction } from 'usb-gadget';
import { main } from './main.js';

const drives = new MassStorageFunction({
  luns: [
    {
      cdrom: true,
      file: '/srv/images/installer.iso',
      inquiryString: { vendor: 'Example', product: 'Installer', revision: '1.00' },
    },
    {
      file: '/srv/images/data.img',
      nofua: true,
      inquiryString: { vendor: 'Example', product: 'Data', revision: '1.00' },
    },
  ],
});

export const gadget: Gadget = new Gadget({
  name: 'stick',
  vendorId: 0x1d6b,
  productId: 0x0104,
  strings: { '0x409': { manufacturer: 'Example', product: 'Stick with two drives', serialNumber: '0001' } },
  functions: [drives],
  configurations: [
    new Configuration({ strings: { '0x409': 'Drives' }, maxPowerMilliamps: 250, functions: [drives] }),
  ],
});

await main(import.meta.url, { gadget });
