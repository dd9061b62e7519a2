import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { keyboard, Project } from './project.js';

const vite = 'vite@8.4.0';

/** A page that uses every entry point but the one that needs Node; it says what came of it. */
const page = `import { formatPlan, Gadget, HidFunction, planCreate } from 'usb-gadget';
import * as descriptors from 'usb-gadget/descriptors';
import * as hid from 'usb-gadget/hid';
import * as live from 'usb-gadget/live';
import * as network from 'usb-gadget/network';
import { SimulatedKernel } from 'usb-gadget/testing';
import * as yaml from 'usb-gadget/yaml';

const gadget = ${keyboard};
const parts = [descriptors, hid, network, yaml].map((part) => Object.keys(part).length > 0);
globalThis.said = live
  .up(gadget, new SimulatedKernel())
  .then(({ udc }) => [parts.every(Boolean), udc, formatPlan(planCreate(gadget)).split('\\n')[1]]);
`;

/** The page takes every entry point, which is more than a page should have in one piece. */
const configuration = `export default {
  build: { modulePreload: false, assetsInlineLimit: 0, chunkSizeWarningLimit: 1000 },
};
`;

suite('a page of Vite', () => {
  const project = new Project([vite]);
  project.write({
    'index.html': '<!doctype html><script type="module" src="/page.js"></script>\n',
    'page.js': page,
    'vite.config.js': configuration,
  });

  test('is built of what runs in a browser, with nothing of Node in it', async () => {
    const { status, output } = project.node('node_modules/vite/bin/vite.js', 'build');
    assert.equal(status, 0, output);
    assert.doesNotMatch(output, /externalized|warn/i);

    const assets = join(project.folder, 'dist', 'assets');
    const [script = ''] = readdirSync(assets).filter((name) => name.startsWith('index-'));
    await import(join(assets, script));
    const { said } = globalThis as { said?: Promise<unknown> };
    assert.deepEqual(await said, [true, 'fe980000.usb', '  mkdir   keyboard']);
  });
});
