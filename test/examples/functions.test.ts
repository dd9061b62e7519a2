import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, test } from 'node:test';
import { hasErrors, newestKernel, planCreate, validate, type Gadget } from 'usb-gadget';
import { down, up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { readDocument } from 'usb-gadget/yaml';
import { functionDrivers } from '../../src/functions/drivers.js';
import { lunShape } from '../../src/functions/lun.js';
import { raw } from '../../src/functions/raw.js';

/** What a section of the page has: its tables, and its two examples. */
interface Section {
  readonly title: string;
  readonly options: readonly string[];
  readonly yaml: string;
  readonly program: string;
}

const page = readFileSync('docs/functions.md', 'utf8');

const blockOf = (text: string, language: string): string =>
  new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'ms').exec(text)?.[1] ?? '';

const sections = page
  .split(/^## /m)
  .slice(1)
  .map((text): Section => {
    const [own = ''] = text.split('\n### ');
    const options = [...own.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name!);
    const [title = ''] = text.split('\n', 1);
    return { title, options, yaml: blockOf(text, 'yaml'), program: blockOf(text, 'ts') };
  });

// Within the project, so that a program there finds the package by its name.
const folder = resolve('.build/functions');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
after(() => rmSync(folder, { recursive: true }));

async function gadgetOf(title: string, program: string): Promise<Gadget> {
  const file = join(folder, `${title}.mjs`);
  writeFileSync(file, program);
  const { gadget } = (await import(pathToFileURL(file).href)) as { readonly gadget: Gadget };
  return gadget;
}

/** The section that is about no function. */
const strings = 'Strings of your own';

test('each class of function has one section, by the alphabet', () => {
  const titles = sections.map(({ title }) => title).filter((title) => title !== strings);
  assert.deepEqual(titles, [...new Set(titles)].sort());
});

for (const { title, program } of sections) {
  if (!program.includes('export const gadget')) continue;
  test(`the example of ${title} is sound, and comes and goes on a kernel`, async () => {
    const gadget = await gadgetOf(title, program);
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

for (const { title, options, yaml, program } of sections) {
  if (!yaml) continue;
  const definition = readDocument(yaml, { file: title }).definition;

  test(`the two examples of ${title} make the same gadget, without faults`, async () => {
    assert.ok(definition, JSON.stringify(readDocument(yaml).issues));
    const gadget = await gadgetOf(title, program);
    assert.equal(hasErrors(validate(gadget)), false);
    assert.deepEqual(
      planCreate(definition, { kernel: newestKernel }),
      planCreate(gadget, { kernel: newestKernel }),
    );
  });

  if (title !== strings)
    test(`the tables of ${title} have every option`, () => {
      const drivers = new Set(definition!.functions.map(({ driver }) => driver));
      if (title === 'EthernetFunction') drivers.add('rndis');
      const known = [...drivers].flatMap((each) =>
        Object.keys((title === 'RawFunction' ? raw() : functionDrivers()[each]!).options.options),
      );
      assert.deepEqual(
        [...new Set(options)].sort(),
        [...new Set(known)].filter((each) => !['driver', 'name'].includes(each)).sort(),
      );
    });
}

test('the table of drives has every option of a drive', () => {
  const [, drives = ''] = page.split(/^### Drives$/m);
  const options = [...drives.split(/^## /m)[0]!.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name!);
  assert.deepEqual(options.sort(), Object.keys(lunShape().options).sort());
});
