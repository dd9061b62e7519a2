import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { add, begin, openPlanner, output, rows, verdict } from './browser.js';

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

test('a ready gadget in place of what was there can be undone, and that is said', async () => {
  await using planner = await openPlanner();
  const { page } = planner;
  await add(page, 'Printer');
  const before = await rows(page);
  await begin(page, 'Serial console');
  await page.getByText('Undo brings back what was here before.').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  assert.deepEqual(await rows(page), before);
  assert.equal(await page.getByText('Undo brings back').count(), 0);
});

suite('what is moved', () => {
  test('takes what is open with it, and can be moved on with the same key', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    await begin(page, 'PiKVM with its network');
    const card = page.getByRole('listitem', { name: 'Keyboard, hid.usb0' });
    await card.locator('.options > summary').click();
    const options = card.locator('.options');
    await page.getByRole('button', { name: 'Move hid.usb0 down' }).focus();
    for (let times = 0; times < 2; times++) await page.keyboard.press('Enter');
    const names = page.locator('.function h3 code');
    assert.deepEqual(await names.allInnerTexts(), [
      'hid.usb1',
      'hid.usb2',
      'hid.usb0',
      'mass_storage.usb0',
      'ecm.usb0',
    ]);
    assert.equal(await options.getAttribute('open'), '');
    assert.equal(await page.locator('.options[open]').count(), 1);
    for (let times = 0; times < 2; times++) await page.keyboard.press('Enter');
    assert.equal(await page.evaluate('document.activeElement.ariaLabel'), 'Move hid.usb0 up');
  });

  test('stays open if it was just added, beside others of its kind, too', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    for (let times = 0; times < 3; times++) await add(page, 'Serial port (acm)');
    assert.equal(await page.evaluate('document.activeElement.id'), 'at-functions[2]');
    const open = (): Promise<boolean[]> =>
      page.evaluate('[...document.querySelectorAll(".options")].map(({ open }) => open)');
    assert.deepEqual(await open(), [false, false, true]);
    await page.getByRole('button', { name: 'Move acm.usb2 up' }).click();
    assert.deepEqual(await open(), [false, true, false]);
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

  test('are one step away from wherever one is on the page', async () => {
    await using planner = await openPlanner({ viewport: { width: 360, height: 740 } });
    const { page } = planner;
    await begin(page, 'Serial console');
    const show = page.getByRole('link', { name: 'Show faults and notes' });
    assert.equal(await show.count(), 0);
    await page.getByLabel('vendor id').fill('x');
    await show.click();
    assert.equal(await page.evaluate('document.activeElement.id'), 'faults');
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
    await page.getByRole('button', { name: 'Add lun' }).click();
    await page.getByLabel('file').nth(1).fill('/srv/second.img');
    assert.match(await output(page, 'YAML'), /luns:\n {8}- removable: true\n {8}- file: \/srv\/second\.img/);
  });

  test('what must be told, and what most people set, comes first', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    await add(page, 'Camera (uvc)');
    const labels = await page.getByRole('group', { name: 'frames' }).locator('.item label').allInnerTexts();
    assert.deepEqual(labels.slice(0, 2), ['width required', 'height required']);
    await begin(page, 'PiKVM with its network');
    const first = page.locator('.function').first();
    await first.locator('.options > summary').click();
    assert.equal((await first.locator('.fields label').allInnerTexts())[0], 'preset');
  });

  test('what it tells the host that it is can be typed at once', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    await page.getByLabel('product', { exact: true }).pressSequentially('Desk');
    assert.match(await output(page, 'YAML'), /strings:\n {4}"0x409":\n {6}product: Desk\n/);
  });

  test('a default stands in the empty field, and below it once that is filled', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    await add(page, 'Serial port (acm)');
    const protocol = page.getByLabel('protocol', { exact: true });
    assert.equal(await protocol.getAttribute('placeholder'), 'Default: 1');
    assert.doesNotMatch(await protocol.evaluate(describedBy), /Default/);
    await protocol.fill('0');
    assert.match(await protocol.evaluate(describedBy), /Default: 1\./);
    assert.deepEqual(
      (await page.getByLabel('console', { exact: true }).locator('option').allInnerTexts())[0],
      'Default: no',
    );
  });

  test('what is code in a text is shown as such', async () => {
    await using planner = await openPlanner();
    const { page } = planner;
    await begin(page, 'PiKVM with its network');
    assert.equal((await page.locator('main').evaluate((main) => main.textContent)).includes('`'), false);
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
    assert.match(await page.locator('.host', { hasText: 'Linux' }).innerText(), /needs nothing/);
    await page.getByLabel('Windows 11').check();
    assert.match(await verdict(page), /1 warning/);
    assert.match(await output(page, 'YAML'), /hosts:\n {4}- windows-11/);
  });
});
