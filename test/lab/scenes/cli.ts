import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf, pages } from '../../documents/document.js';
import { hostDevice } from '../host.js';
import { run } from '../network.js';
import { mustUsbGadget } from '../tool.js';
import { ids, type MakeScene } from './scene.js';

/** A document with a network, of the page that one comes from. */
const board = (): string =>
  pages.flatMap(({ blocks }) => blocks).find((block) => nameOf(block) === 'board-with-network.yaml')!.text;

/** A template, and units. */
export const cli: MakeScene = (folder) => ({
  given: () => writeFileSync(join(folder, 'board.yaml'), board()),
  moments: {
    'usb-gadget init --list': { after: (output) => assert.match(output, /^serial-console /m) },
    'usb-gadget init --template serial-console --name desk --udc dwc2-bcm2835 --hosts linux,windows-11': {
      after: () => assert.match(readFileSync(join(folder, 'desk.yaml'), 'utf8'), /^ {2}name: desk$/m),
    },
    'usb-gadget up desk.yaml': {
      after: async () => {
        await hostDevice(...ids);
        mustUsbGadget('down', 'desk');
      },
    },
    'systemctl enable --now usb-gadget-board.service usb-gadget-board-network.service': {
      after: async () => {
        await hostDevice(...ids);
        assert.match(await run('ip', '-4', 'address', 'show', 'dev', 'usb0'), /172\.30\.30\.1\/24/);
      },
    },
  },
});
