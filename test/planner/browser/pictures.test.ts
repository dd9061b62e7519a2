import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { add, begin, openPlanner } from './browser.js';
import { smallPicture } from './small-picture.js';

const folder = process.env['USB_GADGET_PICTURES'];
const mostBytes = 70_000;

/** Pictures for people: made where they are asked for, since no two machines draw letters alike. */
for (const colorScheme of ['light', 'dark'] as const)
  test(`the page can be drawn, ${colorScheme}, and its picture is small`, async () => {
    await using planner = await openPlanner({ colorScheme, viewport: { width: 1120, height: 750 } });
    const { page } = planner;
    await begin(page, 'PiKVM with its network');
    await add(page, 'Serial port (acm)');
    await page.evaluate('scrollTo(0, 0)');
    await page.evaluate('document.activeElement.blur()');
    const picture = await smallPicture(page);
    assert.ok(picture.length < mostBytes, `${picture.length} bytes`);
    if (folder) writeFileSync(join(folder, `planner-${colorScheme}.png`), picture);
  });
