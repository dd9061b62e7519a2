import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { validate, type Gadget } from 'usb-gadget';
import { down, up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';

// Within the project, so that a program there finds the package by its name.
const folder = resolve('.build/functions');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
after(() => rmSync(folder, { recursive: true }));

const sections = readFileSync('docs/functions.md', 'utf8').split(/^## /m).slice(1);

for (const section of sections) {
  const title = section.slice(0, section.indexOf('\n'));
  const [, text] = /^```ts\n(.*?)^```$/ms.exec(section) ?? [];
  if (!text?.includes('export const gadget')) continue;
  test(`the example of ${title} is sound, and comes and goes on a kernel`, async () => {
    const file = join(folder, `${title}.mjs`);
    writeFileSync(file, text);
    const { gadget } = (await import(pathToFileURL(file).href)) as { readonly gadget: Gadget };
    const found = validate(gadget).filter(
      ({ severity, code }) => severity !== 'note' && code !== 'HELD_OFF_BUS',
    );
    assert.deepEqual(found, []);
    const system = new SimulatedKernel({ controllers: ['usbip-vudc.0'] });
    await up(gadget, system);
    assert.deepEqual((await up(gadget, system)).plan.operations, []);
    await down(gadget.toDefinition().name, system);
  });
}
