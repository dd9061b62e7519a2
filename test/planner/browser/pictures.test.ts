import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { add, begin, openPlanner } from './browser.js';

const folder = process.env['USB_GADGET_PICTURES'];
const mostBytes = 150_000;

/** Pictures for people: made where they are asked for, since no two machines draw letters alike. */
for (const colorScheme of ['light', 'dark'] as const)
  test(`the page can be drawn, ${colorScheme}`, async () => {
    await using planner = await openPlanner({ colorScheme, viewport: { width: 1120, height: 790 } });
    const { page } = planner;
    await begin(page, 'PiKVM with its network');
    await add(page, 'Serial port (acm)');
    await page.evaluate('scrollTo(0, 0)');
    await page.evaluate('document.activeElement.blur()');
    const path = folder && join(folder, `planner-${colorScheme}.png`);
    const { length } = await page.screenshot({ ...(path && { path }) });
    assert.ok(length > 0);
    if (path) assert.ok(statSync(path).size < mostBytes);
  });
