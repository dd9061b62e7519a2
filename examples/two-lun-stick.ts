import { Configuration, Gadget, MassStorageFunction } from 'usb-gadget';

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

/** One stick with two drives: a CD with an installer, and a disk that the host can write. */
export const stick: Gadget = new Gadget({
  name: 'stick',
  vendorId: 0x1d6b,
  productId: 0x0104,
  strings: { '0x409': { manufacturer: 'Example', product: 'Stick with two drives', serialNumber: '0001' } },
  functions: [drives],
  configurations: [
    new Configuration({ strings: { '0x409': 'Drives' }, maxPowerMilliamps: 250, functions: [drives] }),
  ],
});
