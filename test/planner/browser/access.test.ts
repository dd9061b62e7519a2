import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { add, begin, openPlanner, rows, verdict } from './browser.js';

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** What is wrong for people who see, hear or move differently, by the rules of WCAG 2.2 AA. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations: found, passes } = await page.evaluate<AxeResults>('axe.run(document)');
  assert.ok(passes.length > 20);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

/** Opens everything that is folded. */
const unfoldAll = (page: Page): Promise<unknown> =>
  page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true; })');

const situations: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'an empty page': () => Promise.resolve(),
  'a full gadget with faults, everything unfolded': async (page) => {
    await begin(page, 'PiKVM with its network');
    await add(page, 'Serial port (acm)');
    await page.getByLabel('product id').fill('x');
    await page.getByLabel('Windows 10').check();
    await unfoldAll(page);
  },
  'a controller of many endpoints, with a sound card and a camera': async (page) => {
    await page.locator('#board').selectOption('usbip-vudc');
    await add(page, 'Sound card (uac2)');
    await add(page, 'Camera (uvc)');
    await unfoldAll(page);
  },
  'the dialog for documents, after one that cannot be read': async (page) => {
    await page.getByRole('button', { name: 'Open…' }).click();
    await page.getByLabel('Or pasted here').fill('{');
    await page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click();
  },
};

/** A desk, a phone, and a desk's window of 1280 pixels at a zoom of 400 percent (WCAG 2.2, 1.4.10). */
const widths = [1440, 360, 320];

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of widths)
    suite(`${colorScheme}, ${width} pixels wide`, () => {
      for (const [situation, reach] of Object.entries(situations))
        test(`${situation} has no fault, and needs no sideways scroll`, async () => {
          await using planner = await openPlanner({ colorScheme, viewport: { width, height: 800 } });
          const { page } = planner;
          await reach(page);
          assert.deepEqual(await violations(page), []);
          assert.equal(await page.evaluate<number>('document.documentElement.scrollWidth'), width);
        });
    });

/** In the page: what has the focus and is covered by the line that stays at the top. */
const isBelowVerdict = `(() => {
  const { activeElement } = document;
  if (!activeElement.closest('main')) return '';
  const covered = document.querySelector('.verdict-line').getBoundingClientRect().bottom;
  return activeElement.getBoundingClientRect().top < covered ? activeElement.outerHTML : '';
})()`;

suite('the keyboard alone', () => {
  test('adds a function, turns it off, and takes the shell script', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    const { keyboard } = page;
    await page.getByLabel('Function to add').focus();
    await keyboard.type('Seri');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    assert.match((await rows(page))[0]!, /acm\.usb0/);
    await keyboard.press('Tab');
    await keyboard.press('Space');
    assert.match((await rows(page))[0]!, /free free/);
    await page.getByRole('tab', { name: 'YAML' }).focus();
    for (let times = 0; times < 3; times++) await keyboard.press('ArrowRight');
    await page.getByLabel('Shell script of the gadget').waitFor();
    await keyboard.press('Home');
    await page.getByLabel('YAML of the gadget').waitFor();
  });

  for (const width of [1280, 360])
    test(`sees what has the focus, ${width} pixels wide, forwards and backwards`, async () => {
      await using planner = await openPlanner({ viewport: { width, height: 700 } });
      const { page } = planner;
      await begin(page, 'PiKVM with its network');
      await page.getByLabel('vendor id').fill('x');
      for (const key of ['Tab', 'Shift+Tab'])
        for (let times = 0; times < 40; times++) {
          await page.keyboard.press(key);
          assert.equal(await page.evaluate(isBelowVerdict), '');
        }
    });

  test('goes on near what was taken away', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    await begin(page, 'PiKVM with its network');
    await add(page, 'Serial port (acm)');
    const focused = (): Promise<unknown> => page.evaluate('document.activeElement.id');
    const press = (name: string): Promise<void> => page.getByRole('button', { name }).press('Enter');
    await press('Turn off acm.usb0');
    assert.equal(await focused(), 'endpoints');
    await press('Remove acm.usb0');
    assert.equal(await focused(), 'functions');
    await press('Remove strings 0x409');
    assert.equal(await focused(), 'at-strings');
    await press('Remove network 1');
    assert.equal(await focused(), 'network');
  });

  test('goes from the top to the endpoints at once', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate('document.activeElement.id'), 'endpoints');
  });
});

test('colours can be chosen, whatever the system has', async () => {
  await using planner = await openPlanner({ colorScheme: 'light' });
  const { page } = planner;
  const ground = (): Promise<unknown> => page.evaluate('getComputedStyle(document.body).backgroundColor');
  const light = await ground();
  await page.getByRole('button', { name: 'Colours: system' }).click();
  assert.equal(await ground(), light);
  await page.getByRole('button', { name: 'Colours: light' }).click();
  assert.notEqual(await ground(), light);
  await page.reload();
  assert.notEqual(await ground(), light);
});

test('whoever hears the page is told of faults as they come', async () => {
  await using planner = await openPlanner();
  const { page } = planner;
  await begin(page, 'Serial console');
  await page.getByLabel('vendor id').fill('x');
  assert.match(await verdict(page), /1 fault/);
  assert.equal(await page.getByRole('status').first().isVisible(), true);
});
