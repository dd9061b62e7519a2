import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import type { Download, Page } from 'playwright-core';
import { formatPlan, formatShell, planCreate } from 'usb-gadget';
import { readDocument } from 'usb-gadget/yaml';
import { add, begin, openPlanner, output, rows, verdict } from './browser.js';

const pikvm = readFileSync('examples/pikvm-page.override.yaml', 'utf8');

async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Open…' }).click();
  await page.getByLabel('Or pasted here').fill(text);
  await page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click();
}

async function textOf(download: Promise<Download>): Promise<string> {
  return readFileSync(await (await download).path(), 'utf8');
}

suite('documents', () => {
  test("PiKVM's is opened, and what is taken away is what the library makes of it", async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    await paste(page, pikvm);
    const { definition } = readDocument(pikvm);
    const plan = planCreate(definition!);
    assert.equal((await output(page, 'Plan')).trim(), formatPlan(plan).trim());
    assert.equal((await output(page, 'Shell script')).trim(), formatShell(plan).trim());
    assert.match(await output(page, 'Network plan'), /^usb0 over \w+\.usb0 of kvmd, isolated/);
    assert.match(await output(page, 'Network script'), /^#!\/bin\/sh\n/);
    assert.deepEqual(planCreate(readDocument(await output(page, 'YAML')).definition!), plan);
    assert.match(await output(page, 'TypeScript'), /new HidFunction\(\{\n.*preset: 'keyboard'/s);
  });

  test('ours is opened from a file, and downloaded again', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    await page.getByRole('button', { name: 'Open…' }).click();
    await page.getByLabel('From a file').setInputFiles('examples/two-lun-stick.yaml');
    await page.getByText('two-lun-stick.yaml is open').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    assert.equal((await download).suggestedFilename(), 'stick.yaml');
    const again = readDocument(await textOf(download)).definition!;
    const first = readDocument(readFileSync('examples/two-lun-stick.yaml', 'utf8')).definition!;
    assert.deepEqual(planCreate(again), planCreate(first));
  });

  test('one is dropped onto the page', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    const transfer = await page.evaluateHandle(`(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([${JSON.stringify(pikvm)}], 'override.yaml'));
      return transfer;
    })()`);
    await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
    await page.getByText("override.yaml is open: PiKVM's").waitFor();
    assert.match(await verdict(page), /^Fits/);
  });

  test('a board that is not known is opened as its profile, and the link has it', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    await begin(page, 'Serial console');
    const endpoints = ['in', 'out'].map((direction) => ({
      name: `ep1${direction}`,
      directions: [direction],
    }));
    await paste(page, JSON.stringify({ name: 'my-board', title: 'My board', endpoints }));
    await page.getByText("What was pasted is open: a controller's profile").waitFor();
    assert.deepEqual(await rows(page), [
      'ep1 acm.usb0 bulk 0x81 acm.usb0 bulk 0x01',
      'over acm.usb0 interrupt: none left none',
    ]);
    await page.waitForFunction(() =>
      atob(location.hash.slice(1).replaceAll('-', '+').replaceAll('_', '/')).includes('My board'),
    );
    await page.reload();
    assert.match(await verdict(page), /^Does not fit/);
    await page.locator('#board').selectOption('dwc2-bcm2835');
    assert.match(await verdict(page), /^Fits/);
  });

  test('one is pasted onto the page', async () => {
    await using planner = await openPlanner({ permissions: ['clipboard-read', 'clipboard-write'] });
    const { page } = planner;
    await page.evaluate((text) => navigator.clipboard.writeText(text), pikvm);
    await page.keyboard.press('Control+v');
    await page.getByText("What was pasted is open: PiKVM's").waitFor();
    assert.match(await verdict(page), /^Fits/);
  });

  test('one that cannot be read says where, and changes nothing', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    await begin(page, 'Serial console');
    await paste(page, 'gadget:\n  name: g\n  vendorId: 1\n  productId: 2\n  functions:\n    - driver: acn\n');
    const said = page.getByRole('alert');
    assert.match(await said.innerText(), /Line 6, column 15: .*expected one of hid/);
    assert.equal(await said.locator('pre').innerText(), '6 |     - driver: acn\n                  ^');
    await page.getByRole('button', { name: 'Cancel' }).click();
    assert.match((await rows(page))[0]!, /acm\.usb0/);
  });

  test('one that is no YAML says each thing once', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    await paste(page, 'gadget:\n  name: g\n   vendorId: [1\n  foo');
    const said = await page.getByRole('alert').innerText();
    assert.match(said, /Line 2, column 9: This is no YAML/);
    assert.equal(said.split('Look at quotes').length, 2);
    assert.deepEqual(await page.getByRole('alert').locator('pre').allInnerTexts(), [
      '2 |   name: g\n            ^',
      '4 |   foo\n      ^',
    ]);
  });

  test('a text is copied', async () => {
    await using planner = await openPlanner({ permissions: ['clipboard-read', 'clipboard-write'] });
    const { page } = planner;
    await begin(page, 'Serial console');
    const yaml = await output(page, 'YAML');
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByText('YAML copied.').waitFor();
    assert.equal(
      await page.evaluate('navigator.clipboard.readText().then((text) => text.trim())'),
      yaml.trim(),
    );
  });
});

suite('links', () => {
  test('carry the whole state', async () => {
    await using planner = await openPlanner({ permissions: ['clipboard-read', 'clipboard-write'] });
    const { page } = planner;
    await begin(page, 'PiKVM with its network');
    await page.getByLabel('Board', { exact: true }).selectOption('musb-sunxi-h3');
    await page.locator('#kernel').selectOption('6.1');
    await page.getByRole('button', { name: 'Turn off' }).first().click();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText('Link copied').waitFor();
    const link = await page.evaluate<string>('navigator.clipboard.readText()');
    await using other = await openPlanner({}, new URL(link).hash);
    assert.equal(await verdict(other.page), await verdict(page));
    assert.deepEqual(await rows(other.page), await rows(page));
    assert.equal(await output(other.page, 'YAML'), await output(page, 'YAML'));
    assert.equal(await other.page.getByLabel('Board', { exact: true }).inputValue(), 'musb-sunxi-h3');
  });

  test('the address follows what one does', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    await add(page, 'Printer');
    await page.waitForFunction(() =>
      atob(location.hash.slice(1).replaceAll('-', '+').replaceAll('_', '/')).includes('printer'),
    );
    await page.reload();
    assert.match((await rows(page))[0]!, /printer\.usb0/);
  });
});
