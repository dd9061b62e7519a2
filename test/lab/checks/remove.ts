import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { down } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { configfs } from '../configfs-driver.js';
import { run } from '../network.js';
import { removableGadgets } from '../removable-gadgets.js';
import type { CheckGroup, Report } from '../report.js';
import { medium } from '../shell-gadgets.js';
import { snapshot } from '../snapshot.js';

/** Makes a gadget as a shell does, in the guest. */
const shell = (script: string): Promise<string> => run('sh', '-c', `cd ${configfs} && ${script}`);

const system = new NodeSystem();

const mounts = (): string => readFileSync('/proc/self/mounts', 'utf8');

async function whatOthersMade(report: Report): Promise<void> {
  for (const [name, script] of Object.entries(removableGadgets))
    await report.check(`remove: ${name}`, async () => {
      await shell(script).catch(() => undefined);
      assert.ok(existsSync(`${configfs}/foreign`));
      await down('foreign', system);
      assert.deepEqual(snapshot(), {});
      assert.doesNotMatch(mounts(), / functionfs /);
    });
}

/** A program that has a file open, or is in a folder, until it is ended. */
async function holding(what: string): Promise<ChildProcess> {
  const holder = spawn('sh', ['-c', `${what}; echo held; exec sleep 1000`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((held) => holder.stdout!.once('data', held));
  return holder;
}

async function release(holder: ChildProcess): Promise<void> {
  const closed = new Promise((done) => holder.once('close', done));
  holder.kill('SIGKILL');
  await closed;
}

interface Held {
  readonly name: string;
  readonly make: string;
  readonly hold: string;
  /** Whether it keeps the gadget from being removed. */
  readonly keeps: boolean;
}

const binds = 'echo dummy_udc.0 > UDC';

const heldThings: readonly Held[] = [
  {
    name: 'a folder of it that a program is in',
    make: 'mkdir foreign foreign/configs/c.1 foreign/functions/acm.a && cd foreign && ln -s functions/acm.a configs/c.1',
    hold: `cd ${configfs}/foreign/functions/acm.a`,
    keeps: false,
  },
  {
    name: 'an attribute that a program has open',
    make: 'mkdir foreign foreign/configs/c.1 foreign/functions/acm.a && cd foreign && ln -s functions/acm.a configs/c.1',
    hold: `exec 3<${configfs}/foreign/functions/acm.a/port_num`,
    keeps: false,
  },
  {
    name: 'the file of a function that its program serves',
    make: 'mkdir foreign foreign/functions/ffs.held; mkdir -p /tmp/held; mount -t functionfs held /tmp/held',
    hold: 'exec 3<>/tmp/held/ep0',
    keeps: true,
  },
  {
    name: 'a serial line that was never connected',
    make: 'mkdir foreign foreign/functions/acm.a',
    hold: 'exec 3<>/dev/ttyGS0',
    keeps: true,
  },
  {
    name: 'a serial line of a bound gadget',
    make: `mkdir foreign foreign/configs/c.1 foreign/functions/acm.a && cd foreign && ln -s functions/acm.a configs/c.1 && ${binds}`,
    hold: 'exec 3<>/dev/ttyGS0',
    keeps: true,
  },
  {
    name: 'a medium that a program reads',
    make: `mkdir foreign foreign/functions/mass_storage.a; echo ${medium} > foreign/functions/mass_storage.a/lun.0/file`,
    hold: `exec 3<${medium}`,
    keeps: false,
  },
];

async function whatIsHeld(report: Report): Promise<void> {
  for (const { name, make, hold, keeps } of heldThings)
    await report.check(`remove: ${name}`, async () => {
      await shell(make);
      const before = snapshot();
      const holder = await holding(hold);
      try {
        if (keeps) {
          await assert.rejects(down('foreign', system), new RegExp(`${holder.pid} \\(sleep 1000\\)`));
          assert.deepEqual(snapshot(), before);
        } else await down('foreign', system);
      } finally {
        await release(holder);
      }
      if (keeps) await down('foreign', system);
      assert.deepEqual(snapshot(), {});
    });
}

/** Anything goes, whoever made it; what is busy is waited for, and then it is told who holds it. */
export const remove: CheckGroup = {
  name: 'remove',
  checks: async (report) => {
    writeFileSync(medium, Buffer.alloc(1 << 20, 1));
    await whatOthersMade(report);
    await whatIsHeld(report);
  },
};
