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

suite('functions and endpoints', () => {
  test('endpoints fill up as functions are added', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    assert.match(await verdict(page), /add a function/);
    await add(page, 'Serial port (acm)');
    assert.deepEqual((await rows(page)).slice(0, 3), [
      'ep1 acm.usb0 bulk 0x81 acm.usb0 bulk 0x01',
      'ep2 acm.usb0 interrupt 0x82 free',
      'ep3 free free',
    ]);
    assert.equal(await verdict(page), 'Fits: no faults.');
  });

  test('the board that one picks decides', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    await begin(page, 'PiKVM with its network');
    assert.match(await verdict(page), /^Fits/);
    await page.getByLabel('Board', { exact: true }).selectOption('musb-sunxi-h3');
    assert.match(await verdict(page), /^Does not fit/);
    assert.equal((await rows(page)).length, 5);
  });

  test('what is too much is said in words, with what to turn off, and fits without it', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    await begin(page, 'PiKVM with its network');
    await add(page, 'Serial port (acm)');
    assert.match(await verdict(page), /^Does not fit: 1 fault/);
    assert.equal((await rows(page)).at(-1), 'over acm.usb0 interrupt: none left none');
    await page.getByRole('button', { name: 'Turn off mass_storage.usb0' }).click();
    assert.match(await verdict(page), /^Fits/);
    const disks = page.getByRole('switch', { name: 'mass_storage.usb0 on' });
    assert.equal(await disks.isChecked(), false);
    await disks.check();
    assert.match(await verdict(page), /^Does not fit/);
  });

  test('the order can be changed, a function removed, and all of it undone', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    await begin(page, 'Keyboard and mouse');
    const before = await rows(page);
    await page.getByRole('button', { name: 'Move hid.keyboard down' }).click();
    assert.match((await rows(page))[0]!, /^ep1 hid\.mouse/);
    await page.getByRole('button', { name: 'Remove hid.keyboard' }).click();
    assert.match((await rows(page))[1]!, /^ep2 free/);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.deepEqual(await rows(page), before);
  });
});

suite('faults as one types', () => {
  test('stand at the field, and in the list with a way to the field', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    await begin(page, 'Stick with two disks');
    const vendor = page.getByLabel('vendor id');
    await vendor.fill('70000');
    assert.equal(await vendor.getAttribute('aria-invalid'), 'true');
    assert.match(await vendor.evaluate(describedBy), /expected a whole number from 0 to 65535, got 70000/);
    assert.match(await verdict(page), /1 fault/);
    await page.getByRole('link', { name: 'vendorId' }).click();
    assert.ok(await vendor.evaluate(isFocused));
    await vendor.fill('0x1d6b');
    assert.equal(await vendor.getAttribute('aria-invalid'), 'false');
    assert.equal(await verdict(page), 'Fits: no faults.');
  });

  test('a link opens what hides the field', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    await add(page, 'Network card (ncm)');
    await page.getByLabel('host address').fill('01:02:03:04:05:06');
    await page.locator('.options > summary').click();
    assert.match(await page.locator('.options > summary').innerText(), /1 fault inside/);
    await page.getByRole('link', { name: 'functions[0].hostAddress' }).click();
    assert.ok(await page.getByLabel('host address').evaluate(isFocused));
  });

  test('what is typed stays as it is until one leaves the field, and is then spelled in the usual way', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    const product = page.getByLabel('product id');
    await product.fill('');
    await product.pressSequentially('260');
    assert.equal(await product.inputValue(), '260');
    await product.blur();
    assert.equal(await product.inputValue(), '0x0104');
  });
});

/** In the page. */
const describedBy = (element: Element): string =>
  (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => element.ownerDocument.getElementById(id)?.textContent ?? '')
    .join(' ');
const isFocused = (element: Element): boolean => element.ownerDocument.activeElement === element;

suite('forms made of the schema', () => {
  test('a drive is added to a disk, with its file', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    await add(page, 'Disk');
    await page.getByRole('button', { name: 'Add to luns' }).click();
    await page.getByLabel('file').nth(1).fill('/srv/second.img');
    assert.match(await output(page, 'YAML'), /luns:\n {8}- removable: true\n {8}- file: \/srv\/second\.img/);
  });

  test('every function has its options, and none of them is at fault', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    await page.getByLabel('Board', { exact: true }).selectOption('usbip-vudc');
    const titles = await page.getByLabel('Function to add').locator('option').allInnerTexts();
    for (const title of titles) {
      await add(page, title);
      await page.getByRole('listitem').first().locator('summary').first().waitFor();
      assert.match(await verdict(page), /no faults/, title);
      await page.getByRole('button', { name: /^Remove [^ ]+\.[^ ]+$/ }).click();
    }
  });
});

suite('hosts', () => {
  test('each says what it will need; those that are ticked are named in the document', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    await add(page, 'Network card (ecm)');
    const windows = page.locator('.host', { hasText: 'Windows 11' });
    assert.match(await windows.innerText(), /lacks a driver/);
    await windows.locator('summary').click();
    assert.match(await windows.innerText(), /no driver for "ecm\.usb0"/);
    assert.match(await page.locator('.host', { hasText: 'Linux' }).innerText(), /nothing more needed/);
    await page.getByLabel('Windows 11').check();
    assert.match(await verdict(page), /1 warning/);
    assert.match(await output(page, 'YAML'), /hosts:\n {4}- windows-11/);
  });
});

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
    await page.getByText("pasted is open: a controller's profile").waitFor();
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
    assert.match(await page.getByRole('alert').innerText(), /Line 6, column 15: .*expected one of hid/);
    await page.getByRole('button', { name: 'Cancel' }).click();
    assert.match((await rows(page))[0]!, /acm\.usb0/);
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
