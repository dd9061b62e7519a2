import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isOnTheBus, reboot, type MakeScene } from './scene.js';

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
      after: () => reboot('console'),
    },
  },
});
