import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostDevice, hostDeviceGone } from '../host.js';
import { run } from '../network.js';
import { mustUsbGadget } from '../tool.js';
import { ids, isOnTheBus, type MakeScene } from './scene.js';

const configuration = '/boot/firmware/config.txt';

/** The board is a Raspberry Pi's as far as its configuration is a file. */
export const readme: MakeScene = () => ({
  given: () => {
    mkdirSync('/boot/firmware', { recursive: true });
    writeFileSync(configuration, '[all]\n');
  },
  moments: {
    "echo 'dtoverlay=dwc2,dr_mode=peripheral' | sudo tee -a /boot/firmware/config.txt": {
      after: () =>
        assert.equal(readFileSync(configuration, 'utf8'), '[all]\ndtoverlay=dwc2,dr_mode=peripheral\n'),
    },
    'sudo usb-gadget up console.yaml': isOnTheBus,
    'sudo systemctl enable usb-gadget-console.service': {
      after: async () => {
        mustUsbGadget('down', 'console');
        await hostDeviceGone(...ids);
        // What udev starts at boot, once there is a controller (systemd.special(7)).
        await run('systemctl', 'start', 'usb-gadget.target');
        await hostDevice(...ids);
      },
    },
  },
});
