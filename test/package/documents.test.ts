import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { promisify } from 'node:util';
import { commandsOf, ofRegistry } from '../documents/commands.js';
import { nameOf, pages, type Page } from '../documents/document.js';
import { startRegistry, type Registry } from './registry.js';

const execute = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'usb-gadget-documents-'));
const programs = join(folder, 'bin');
let registry: Registry;

/** Runs a command of a page; what it installs for everybody goes where `usb-gadget` is then looked for. */
async function give(command: string, cwd: string): Promise<string> {
  const { stdout } = await execute('sh', ['-c', command], {
    cwd,
    env: {
      ...process.env,
      PATH: [programs, process.env['PATH']].join(delimiter),
      npm_config_registry: registry.url,
      npm_config_cache: join(folder, 'cache'),
      npm_config_prefix: folder,
    },
  });
  return stdout;
}

/** The programs of a page under their names: that without one is the `x.ts` of the page, and prints what is written below it. */
function writePrograms({ blocks }: Page, into: string): string | undefined {
  const programs_ = blocks.filter(({ language }) => language === 'ts');
  for (const block of programs_) if (nameOf(block)) writeFileSync(join(into, nameOf(block)!), block.text);
  const program = programs_.find((block) => !nameOf(block));
  if (!program) return undefined;
  writeFileSync(join(into, 'x.ts'), program.text);
  const below = blocks[blocks.indexOf(program) + 1];
  return below?.language === 'text' ? below.text : undefined;
}

suite('a page that says how to install the package', { concurrency: true }, () => {
  before(async () => {
    mkdirSync(programs);
    // Root installs for everybody; here everybody is whoever runs this.
    writeFileSync(join(programs, 'sudo'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 });
    registry = await startRegistry();
  });
  after(async () => {
    await registry[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  for (const page of pages) {
    const commands = commandsOf(page).filter(({ text }) => ofRegistry.test(text));
    if (commands.length)
      test(`${page.file} has it so that it runs`, async () => {
        const project = mkdtempSync(join(folder, 'project-'));
        const printed = writePrograms(page, project);
        let output = '';
        for (const { text } of commands) output = await give(text, project);
        if (printed !== undefined) assert.equal(output, printed);
        const isForEverybody = commands.some(({ text }) => / -g /.test(text));
        assert.match(await give(`${isForEverybody ? '' : 'npx '}usb-gadget --version`, project), /^\d+\.\d+/);
      });
  }
});
