import assert from 'node:assert/strict';
import { after } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const page = pathToFileURL('docs/planner/index.html').href;

/** Started once for all tests of a file. */
let started: Promise<Browser> | undefined;

async function browser(): Promise<Browser> {
  // Without a sandbox of its own it runs as root, too; what it opens is our own page.
  started ??= chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  return started;
}

after(async () => {
  await (await started)?.close();
});

/** The page, opened from the disk. */
export interface Planner extends AsyncDisposable {
  readonly page: Page;
}

/**
 * Opens the planner in a fresh profile. When it is closed, nothing must have been written to the console, nothing thrown, and
 * nothing requested but the page itself.
 *
 * @param hash - the state in the link that is followed.
 */
export async function openPlanner(options: BrowserContextOptions = {}, hash = ''): Promise<Planner> {
  const context = await (
    await browser()
  ).newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  const opened = await context.newPage();
  opened.setDefaultTimeout(15_000);
  const said: string[] = [];
  opened.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  opened.on('pageerror', (error) => said.push(error.stack ?? error.message));
  opened.on('request', (request) => {
    const url = request.url();
    if (url.split('#')[0] !== page && !/^(data|blob):/.test(url)) said.push(`request: ${url}`);
  });
  await opened.goto(page + hash);
  return {
    page: opened,
    async [Symbol.asyncDispose]() {
      await context.close();
      assert.deepEqual(said, []);
    },
  };
}

/** Loads one of the gadgets that one can begin with. */
export async function begin(page: Page, title: string): Promise<void> {
  await page.getByLabel('Begin with').selectOption(title);
  await page.getByRole('button', { name: 'Load', exact: true }).click();
}

/** Adds a function by what the list calls it. */
export async function add(page: Page, title: string): Promise<void> {
  await page.getByLabel('Function to add').selectOption(title);
  await page.getByRole('button', { name: 'Add function' }).click();
}

/** The text of an output. */
export async function output(page: Page, title: string): Promise<string> {
  await page.getByRole('tab', { name: title, exact: true }).click();
  return page.getByLabel(`${title} of the gadget`).innerText();
}

/** The rows of the picture, as their texts. */
export async function rows(page: Page): Promise<string[]> {
  const texts = await page.locator('.endpoints tbody tr').allInnerTexts();
  return texts.map((text) => text.replace(/\s+/g, ' ').trim());
}

/** The one line that says whether it works. */
export const verdict = (page: Page): Promise<string> => page.getByRole('status').first().innerText();
