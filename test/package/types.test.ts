import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { suite, test } from 'node:test';
import { nameOf, pages } from '../documents/document.js';
import { keyboard, Project } from './project.js';

const compiler = resolve('node_modules/typescript/bin/tsc');

/** Uses something of every entry point. */
const program = `import { Gadget, HidFunction, planCreate, validate, type Issue, type Plan } from 'usb-gadget';
import { descriptorVersion } from 'usb-gadget/descriptors';
import { typeText } from 'usb-gadget/hid';
import { up, type UpResult } from 'usb-gadget/live';
import { OtgNet } from 'usb-gadget/network';
import { NodeSystem } from 'usb-gadget/node';
import { SimulatedKernel } from 'usb-gadget/testing';
import { readDocument } from 'usb-gadget/yaml';

const gadget = ${keyboard};
export const plan: Plan = planCreate(gadget);
export const issues: readonly Issue[] = validate(gadget);
export const result: Promise<UpResult> = up(gadget, process ? new NodeSystem() : new SimulatedKernel());
export const rest = [descriptorVersion, typeText, OtgNet, readDocument];
declare const process: unknown;

// @ts-expect-error -- a boot keyboard has no wheel
HidFunction.keyboard({ horizontalWheel: true });
`;

const required = `import library = require('usb-gadget');
export const version: string = library.newestKernel;
`;

/** The programs of the pages, as whoever copies one has it. */
const programs = Object.fromEntries(
  pages.flatMap((page) => {
    const folder = page.file.replace(/\W/g, '-');
    return page.blocks
      .filter(({ language }) => language === 'ts')
      .map((block) => [`${folder}/${nameOf(block) ?? `line-${block.line}.ts`}`, block.text]);
  }),
);

const rows: readonly (readonly [module: string, resolution: string, ...files: readonly string[]])[] = [
  ['node16', 'node16', 'program.ts'],
  ['nodenext', 'nodenext', 'program.ts', 'required.cts', ...Object.keys(programs)],
  ['esnext', 'bundler', 'program.ts'],
];

suite('the declarations of the package', { concurrency: true }, () => {
  const project = new Project();
  project.write({ 'program.ts': program, 'required.cts': required, ...programs });
  for (const [module, resolution, ...files] of rows)
    test(`are found with --moduleResolution ${resolution}, and are sound`, async () => {
      const { status, output } = await project.nodeAside(
        compiler,
        ...[
          '--noEmit',
          '--strict',
          '--typeRoots',
          resolve('node_modules/@types'),
          '--types',
          'node',
          '--target',
          'es2022',
          '--module',
          module,
          '--moduleResolution',
          resolution,
        ],
        ...files,
      );
      assert.equal(status, 0, output);
    });
});
