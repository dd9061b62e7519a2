import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { PhonetFunction, PrinterFunction } from 'usb-gadget';
import { configfs } from '../configfs-driver.js';
import { LabGadget } from '../gadget.js';
import { hostInterfaces, networkInterface } from '../host.js';
import { run } from '../network.js';
import type { Report } from '../report.js';
import { waitFor } from '../wait.js';

const deviceId = 'MFG:Maker;MDL:Model 7;CMD:RAW;CLS:PRINTER;';

async function readAll(file: FileHandle, length: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let missing = length; missing > 0;) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(4096), 0, Math.min(missing, 4096));
    parts.push(buffer.subarray(0, bytesRead));
    missing -= bytesRead;
  }
  return Buffer.concat(parts);
}

async function pass(from: string, to: string, bytes: Buffer): Promise<void> {
  await using target = await open(to, 'r+');
  await using source = await open(from, 'r+');
  const [arrived] = await Promise.all([readAll(target, bytes.length), source.write(bytes)]);
  assert.ok(arrived.equals(bytes), `${from} -> ${to}`);
}

/** The host knows the printer by its id, and what is printed arrives as it was sent. */
export async function printerFunction(report: Report): Promise<void> {
  await run('modprobe', 'usblp');
  const printer = new LabGadget([new PrinterFunction({ deviceId })]);
  await report.check('functions: the host reads the id of the printer, all of it', async () => {
    const [found] = await hostInterfaces(await printer.plug());
    assert.equal(found?.driver, 'usblp');
    const shown = readFileSync(join(found.path, 'ieee1284_id'), 'utf8');
    assert.equal(shown.trimEnd(), deviceId);
    assert.deepEqual((await printer.up()).plan.operations, []);
  });
  await report.check(
    'functions: what the host prints arrives unchanged, and the printer answers',
    async () => {
      await pass('/dev/usb/lp0', '/dev/g_printer0', randomBytes(100_000));
      await pass('/dev/g_printer0', '/dev/usb/lp0', randomBytes(1000));
    },
  );
  await printer.unplug();
}

/** A Phonet link has an interface at both ends; the host's driver looks for the vendor id of Nokia. */
export async function phonetFunction(report: Report): Promise<void> {
  await run('modprobe', 'cdc-phonet');
  const modem = new LabGadget([new PhonetFunction({ name: 'modem' })], { vendorId: 0x0421 });
  await report.check('functions: a Phonet link has an interface at both ends', async () => {
    const [control] = await hostInterfaces(await modem.plug());
    assert.equal(control?.driver, 'cdc_phonet');
    const host = await networkInterface(control);
    assert.match(host.name, /^usbpn\d$/);
    const shown = join(configfs, 'lab/functions/phonet.modem/ifname');
    const here = await waitFor('a name', () => /^upnlink\d/.exec(readFileSync(shown, 'utf8'))?.[0]);
    for (const name of [host.name, here]) {
      await run('ip', 'link', 'set', name, 'up');
      // ARPHRD_PHONET (include/uapi/linux/if_arp.h)
      assert.equal(readFileSync(`/sys/class/net/${name}/type`, 'utf8').trim(), '820', name);
    }
    assert.deepEqual((await modem.up()).plan.operations, []);
  });
  await modem.unplug();
}
