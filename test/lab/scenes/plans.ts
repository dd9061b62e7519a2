import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostDevice, hostDeviceGone } from '../host.js';
import { run } from '../network.js';
import { ids, type MakeScene } from './scene.js';

/** The scripts do what they are for. */
export const plans: MakeScene = (folder) => ({
  given: () => {
    mkdirSync('/srv', { recursive: true });
    writeFileSync('/srv/stick.img', Buffer.alloc(1 << 20));
  },
  moments: {
    'usb-gadget plan stick.yaml --format sh --down > down.sh': {
      after: async () => {
        await run('sh', join(folder, 'up.sh'));
        await hostDevice(...ids);
        await run('sh', join(folder, 'down.sh'));
        await hostDeviceGone(...ids);
      },
    },
    'usb-gadget unit stick.yaml --output /': {
      after: () =>
        assert.equal(
          readFileSync('/etc/usb-gadget/stick/up.sh', 'utf8'),
          readFileSync(join(folder, 'up.sh'), 'utf8'),
        ),
    },
  },
});
