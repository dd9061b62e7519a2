import type { Capture } from 'usb-gadget/live';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What was kept of a machine, from texts by their paths. */
export const captureOf = (files: Readonly<Record<string, string>>): Capture => ({
  files: new Map(Object.entries(files).map(([path, text]) => [path, bytes(text)])),
  links: new Map(),
});

const parameters = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name.padEnd(30)}: ${value}\n`)
    .join('');

/** The registers of the Raspberry Pi's controller, as dwc2 shows them, and the FIFOs of its device tree. */
const dwc2 = {
  '/sys/kernel/debug/usb/fe980000.usb/hw_params': parameters({
    op_mode: 0,
    en_multiple_tx_fifo: 1,
    num_dev_ep: 7,
    num_dev_perio_in_ep: 0,
    total_fifo_size: 4080,
    dev_ep_dirs: '0x0',
  }),
  '/sys/kernel/debug/usb/fe980000.usb/params': parameters({
    g_rx_fifo_size: 256,
    g_np_tx_fifo_size: 32,
    ...Object.fromEntries(
      [0, 256, 256, 512, 512, 512, 768, 768, 0, 0].map((words, index) => [`g_tx_fifo_size[${index}]`, words]),
    ),
  }),
};

const controller = (name: string, holder = ''): Record<string, string> => ({
  [`/sys/class/udc/${name}/state`]: 'not attached\n',
  [`/sys/class/udc/${name}/function`]: holder && `${holder}\n`,
  [`/sys/class/udc/${name}/current_speed`]: 'UNKNOWN\n',
  [`/sys/class/udc/${name}/maximum_speed`]: 'high-speed\n',
});

const kernel = {
  '/proc/sys/kernel/osrelease': '6.12.47+rpt-rpi-v8\n',
  '/lib/modules/6.12.47+rpt-rpi-v8/modules.dep':
    ['libcomposite', 'usb_f_hid', 'usb_f_mass_storage', 'u_ether', 'usb_f_ecm', 'usb_f_acm']
      .map((name) => `kernel/drivers/usb/gadget/${name}.ko.xz:`)
      .join('\n') + '\n',
  '/lib/modules/6.12.47+rpt-rpi-v8/modules.builtin': 'kernel/fs/configfs/configfs.ko\n',
};

const raspberryPi = {
  ...kernel,
  '/proc/device-tree/model': 'Raspberry Pi 4 Model B Rev 1.5\0',
};

const ready = {
  ...raspberryPi,
  ...dwc2,
  ...controller('fe980000.usb'),
  '/boot/firmware/config.txt': '[all]\ndtoverlay=dwc2\n',
  '/sys/kernel/config/usb_gadget/g1/UDC': '\n',
  '/usr/sbin/nft': '',
  '/usr/sbin/ip': '',
  '/usr/sbin/dnsmasq': '',
  '/sys/class/udc/fe980000.usb/device/of_node/dr_mode': 'otg\0',
  '/sys/devices/platform/soc/soc:firmware/get_throttled': '0\n',
};

/** Machines as people have them, well and ill. */
export const machines: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a Raspberry Pi that is ready': ready,
  'a Raspberry Pi as it comes': {
    ...raspberryPi,
    '/boot/firmware/config.txt': '# dtoverlay=dwc2\notg_mode=1\n',
  },
  'a Raspberry Pi whose port is for hosts': {
    ...ready,
    '/boot/firmware/config.txt': '[all]\ndtoverlay=dwc2,dr_mode=host\n',
    '/sys/class/udc/fe980000.usb/device/of_node/dr_mode': 'host\0',
    '/sys/devices/platform/soc/soc:firmware/get_throttled': '50005\n',
  },
  'a board with a module that has the controller': {
    ...kernel,
    ...controller('ff400000.usb', 'g_ether'),
    '/proc/self/mountinfo': '27 1 0:20 / /sys/kernel/config rw,relatime shared:9 - configfs none rw\n',
    '/sys/class/usb_role/fe800000.usb-role-switch/role': 'host\n',
    '/sys/kernel/debug/usb/ff400000.usb/regdump': 'GHWPARAMS2 = 0x12345678\nGHWPARAMS3 = 0x04114085\n',
  },
  'a board with a module and a gadget whose names are like those of each other': {
    ...kernel,
    ...controller('20980000.usb', 'zero'),
    ...controller('fe980000.usb', 'g_desk'),
    '/sys/kernel/config/usb_gadget/g_desk/UDC': 'fe980000.usb\n',
    '/sys/kernel/config/usb_gadget/zero/UDC': '\n',
  },
  'a kernel without gadgets': {
    '/proc/sys/kernel/osrelease': '6.6.30-custom\n',
    '/lib/modules/6.6.30-custom/modules.dep': 'kernel/fs/fuse/fuse.ko:\n',
  },
};
