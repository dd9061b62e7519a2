import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LiveGadget } from 'usb-gadget/live';
import { imageOf, readDisk } from '../disk.js';
import { refusal } from '../errno.js';
import { blockDevices, hostDevice, hostInterfaces } from '../host.js';
import { run } from '../network.js';
import type { Report } from '../report.js';
import { usbGadget } from '../tool.js';
import { ids } from '../usb-kit.js';
import { waitFor } from '../wait.js';

/** The path of an image. */
export const file = (name: string): string => join(tmpdir(), `run-time-${name}.img`);

/** What is in two of them. */
export const images = { first: imageOf(1 << 20), second: imageOf(1 << 20).reverse() };

/** The host holds the door of a drive shut for as long as it has it open (drivers/scsi/sd.c, sd_open). */
async function whileLocked<Value>(device: string, work: () => Promise<Value>): Promise<Value> {
  const holder = await open(device, 'r');
  try {
    return await work();
  } finally {
    await holder.close();
  }
}

/** ENOMEDIUM, which Node has no name for. */
const noMedium = 123;

const codeOf = (error: unknown): unknown => (error as { code?: string }).code;

/** Puts media into the drive of the kit and takes them out, also against the host. */
export async function media(report: Report, gadget: LiveGadget): Promise<void> {
  const ofHost = async (): Promise<string> => {
    const interfaces = await hostInterfaces(await hostDevice(...ids));
    const [device] = await blockDevices(interfaces.find((each) => each.class === '08')!);
    return device!;
  };
  const hostReads = async (image: Buffer): Promise<boolean> =>
    (await readDisk(await ofHost(), 65_536)).equals(image.subarray(0, 65_536));
  await report.check('run-time: another medium is put in, and the host reads it', async () => {
    await gadget.changeMedium({ file: file('second') });
    await waitFor('the second medium', async () => ((await hostReads(images.second)) ? true : undefined));
  });
  await report.check(
    'run-time: a medium that the host has locked is a typed error, and force takes it out',
    async () => {
      const device = await ofHost();
      await whileLocked(device, async () => {
        const refused = await gadget.changeMedium({ file: '' }).then(() => undefined, codeOf);
        assert.equal(refused, 'MEDIUM_LOCKED');
        assert.equal((await gadget.media())[0]!.file, file('second'));
        const forced = await gadget.changeMedium({ file: '', force: true }).then(() => undefined, codeOf);
        if (!report.kernel.startsWith('5.')) return assert.equal(forced, undefined);
        assert.equal(forced, 'MEDIUM_LOCKED');
        await gadget.changeMedium({ file: '', force: true, unbind: true });
      });
      assert.equal((await gadget.media())[0]!.file, '');
      const now = await ofHost();
      await waitFor('the host to see no medium', () =>
        open(now, 'r').then(
          (handle) => handle.close().then(() => undefined),
          (error: unknown) => (refusal(error).errno === noMedium ? true : undefined),
        ),
      );
    },
  );
  await report.check('run-time: flags and medium in any order', async () => {
    for (const change of [
      { file: file('first'), cdrom: true },
      { cdrom: false },
      { readOnly: true, file: file('second') },
      { file: file('first'), readOnly: false },
    ]) {
      const { drive, plan } = await gadget.changeMedium(change);
      assert.ok(plan.operations.every(({ op }) => op === 'write'));
      assert.equal(drive.cdrom, change.cdrom ?? false);
      assert.equal(drive.readOnly, change.cdrom ?? change.readOnly ?? false);
    }
    await waitFor('the first medium', async () => ((await hostReads(images.first)) ? true : undefined));
  });
  await report.check('run-time: an image that is mounted here is warned of', async () => {
    const image = file('mounted');
    const point = '/run/run-time-mounted';
    writeFileSync(image, Buffer.alloc(4 << 20));
    mkdirSync(point, { recursive: true });
    for (const module of ['loop', 'ext4']) await run('modprobe', module);
    await run('mke2fs', '-q', '-F', image);
    const loop = (await run('losetup', '-f', '--show', image)).trim();
    await run('mount', loop, point);
    const { issues } = await gadget.changeMedium({ file: image });
    await run('umount', point);
    await run('losetup', '-d', loop);
    assert.deepEqual(
      issues.map(({ code }) => code),
      ['MEDIUM_MOUNTED'],
    );
    const { status, stdout } = usbGadget('media', gadget.name, '--insert', file('first'), '--rw', '--json');
    assert.equal(status, 0);
    assert.equal((JSON.parse(stdout) as { drive: { file: string } }).drive.file, file('first'));
  });
}
