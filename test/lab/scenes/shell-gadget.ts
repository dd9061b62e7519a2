import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listTrials } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { configfs } from '../configfs-driver.js';
import { hostDevice, hostDeviceGone } from '../host.js';
import { run } from '../network.js';
import type { Tree } from '../configfs-tree.js';
import { shellGadgets } from '../shell-gadgets.js';
import { snapshot } from '../snapshot.js';
import { ids, type MakeScene, type Moment } from './scene.js';

const script = `cd ${configfs}${shellGadgets['two configurations, of which one came first']!.replace('mkdir shell && cd shell', 'mkdir g1 && cd g1')}
ls /sys/class/udc > UDC
`;

/** A gadget that a script has made is exported, removed and made again: with `sudo` or without. */
function madeAgain(sudo: string): Record<string, Moment> {
  let before: Tree;
  return {
    [`${sudo}usb-gadget export g1 > g1.yaml`]: {
      after: () => {
        before = snapshot();
      },
    },
    [`${sudo}usb-gadget down g1`]: { after: () => hostDeviceGone(...ids) },
    [`${sudo}usb-gadget up g1.yaml`]: {
      after: async () => {
        await hostDevice(...ids);
        assert.deepEqual(snapshot(), before);
      },
    },
  };
}

/** A reader comes with a script. */
export const comingFromOthers: MakeScene = (folder) => ({
  given: () => writeFileSync(join(folder, 'my-gadget.sh'), script),
  moments: madeAgain('sudo '),
});

/** A reader has a gadget, and changes it. */
export const live: MakeScene = (folder) => {
  const changed = ['1d6b', '0105'] as const;
  const trials = async (): Promise<string[]> =>
    (await listTrials(new NodeSystem())).map(({ state }) => state);
  return {
    given: () => run('sh', '-ec', script),
    moments: {
      ...madeAgain(''),
      'usb-gadget up new.yaml --confirm 60': {
        before: () =>
          writeFileSync(
            join(folder, 'new.yaml'),
            readFileSync(join(folder, 'g1.yaml'), 'utf8').replace('0x0104', '0x0105'),
          ),
        after: async () => {
          await hostDevice(...changed);
          assert.deepEqual(await trials(), ['waiting']);
        },
      },
      'usb-gadget confirm': {
        after: async () => {
          assert.deepEqual(await trials(), []);
          await hostDevice(...changed);
        },
      },
    },
  };
};
