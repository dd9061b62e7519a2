import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandsOf, isForBoard } from '../../documents/commands.js';
import { nameOf, pages, type Page } from '../../documents/document.js';
import { configfs } from '../configfs-driver.js';
import { hostDeviceGone } from '../host.js';
import { run } from '../network.js';
import { Reader } from '../reader.js';
import type { CheckGroup, Report } from '../report.js';
import { ids, type Scene } from '../scenes/scene.js';
import { scenes } from '../scenes/scenes.js';
import { mustUsbGadget } from '../tool.js';

const unitFolder = '/etc/systemd/system';

/** A folder with the documents that a page shows. */
function folderWith({ blocks }: Page): string {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  for (const block of blocks) {
    const name = nameOf(block);
    if (block.language === 'yaml' && name) writeFileSync(join(folder, name), block.text);
  }
  return folder;
}

/** Takes away what the commands of a page have left on the board. */
async function tidy({ end }: Scene): Promise<void> {
  await end?.();
  const units = readdirSync(unitFolder).filter((name) => /^usb-gadget-.*\.service$/.test(name));
  if (units.length) await run('systemctl', 'disable', '--now', '--quiet', ...units);
  for (const unit of units) rmSync(join(unitFolder, unit));
  if (readdirSync(configfs).length) mustUsbGadget('down', '--all');
  await hostDeviceGone(...ids);
}

/** Does what a page says, and looks whether what it promises is so. */
async function follow(report: Report, page: Page): Promise<void> {
  const commands = commandsOf(page).filter(isForBoard);
  if (!commands.length) return;
  const documents = folderWith(page);
  const scene = await report.check(
    `documents: ${page.file}: there is what its reader begins with`,
    async () => {
      const made = scenes[page.file]?.(documents, report);
      assert.ok(made, 'it has commands for a board, and there is no scene for it');
      await made.given?.();
      return made;
    },
  );
  if (!scene) return;
  const reader = new Reader(scene.folder ?? documents);
  const expected = new Map(Object.entries(scene.moments));
  for (const { line, text } of commands)
    await report.check(`documents: ${page.file}:${line}: ${text}`, async () => {
      const { before, after, status = 0, ...giving } = expected.get(text) ?? {};
      expected.delete(text);
      await before?.();
      const given = reader.give(text, giving);
      assert.equal(given.status, status, given.output);
      await after?.(given.output);
    });
  await report.check(`documents: ${page.file}: it has all commands of its scene`, () =>
    assert.deepEqual([...expected.keys()], []),
  );
  await report.check(`documents: ${page.file}: nothing is in the way of what is read next`, () =>
    tidy(scene),
  );
}

const documentsThat = (areWanted: (page: Page) => boolean): CheckGroup => ({
  name: 'documents',
  checks: async (report) => {
    for (const page of pages.filter(areWanted)) await follow(report, page);
  },
});

const isReadme = ({ file }: Page): boolean => file === 'README.md';

/** What the README says is to be typed on a board is typed there. */
export const readme: CheckGroup = documentsThat(isReadme);

/** And so is what every other page says. */
export const otherDocuments: CheckGroup = documentsThat((page) => !isReadme(page));
