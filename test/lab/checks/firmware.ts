import assert from 'node:assert/strict';
import { constants, readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  functionName,
  Gadget,
  HidFunction,
  MassStorageFunction,
  SerialFunction,
  validate,
  type FunctionBuilder,
} from 'usb-gadget';
import { down, up } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { bootDisk } from '../boot-sector.js';
import { configfs } from '../configfs-driver.js';
import { refusal } from '../errno.js';
import { switchOn, type FirmwareMachine } from '../firmware.js';
import { hostDevice, hostDeviceGone } from '../host.js';
import type { CheckGroup, Report } from '../report.js';
import { waitFor } from '../wait.js';

const [ownDisk, gadgetDisk] = ['booted from its own disk', 'booted from the gadget'];
const [foundKeyboard, foundDisk] = ['USB keyboard initialized', 'USB MSC'];

const image = join(tmpdir(), 'usb-gadget-firmware.img');
const disk = new MassStorageFunction({ luns: [{ file: image }] });
const keyboard = HidFunction.keyboard();
const { reportDescriptor } = keyboard.toDefinition();

/** What a gadget is made of, and what SeaBIOS makes of it. */
interface Trial {
  readonly about: string;
  readonly functions: readonly FunctionBuilder[];
  /** What the firmware writes, in this order. */
  readonly says: readonly string[];
  /** What it does not write. */
  readonly silent: readonly string[];
  /** The functions that the validation warns of. */
  readonly warned: readonly string[];
  /** A word that is typed on the gadget's keyboard, and that the firmware reads. */
  readonly typed?: string;
}

const trials: readonly Trial[] = [
  {
    about: 'passes over a serial port, types on the keyboard that is next, and has no disk behind it',
    functions: [new SerialFunction({ driver: 'acm' }), keyboard, disk],
    says: [foundKeyboard, ownDisk],
    silent: [foundDisk, gadgetDisk],
    warned: ['functions[2]'],
    typed: 'gadget',
  },
  {
    about: 'boots from the disk that is first, and has no keyboard behind it',
    functions: [disk, keyboard],
    says: [foundDisk, gadgetDisk],
    silent: [foundKeyboard, ownDisk],
    warned: ['functions[1]'],
  },
  {
    about: 'refuses a keyboard of reports that are too long',
    functions: [new HidFunction({ subclass: 1, protocol: 1, reportDescriptor, reportLength: 64 })],
    says: ['USB keyboard wMaxPacketSize=64; aborting', ownDisk],
    silent: [foundKeyboard],
    warned: ['functions[0]'],
  },
];

/** The device of the keyboard, by the number that the kernel gave it. */
function keyboardNode(): string {
  const device = readFileSync(
    join(configfs, 'firmware/functions', functionName(keyboard.toDefinition()), 'dev'),
    'latin1',
  );
  return `/dev/hidg${Number(device.split(':')[1])}`;
}

/** Presses a key and lets go of it; the host takes one report after the other (HID 1.11, appendix B.1). */
async function type(word: string): Promise<void> {
  const node = await open(keyboardNode(), constants.O_RDWR | constants.O_NONBLOCK);
  try {
    for (const key of [...word].flatMap((letter) => [letter.charCodeAt(0) - 0x61 + 4, 0])) {
      const report = Uint8Array.of(0, 0, key, 0, 0, 0, 0, 0);
      await waitFor('the host to take a report', async () => {
        try {
          return (await node.write(report)).bytesWritten;
        } catch (error) {
          if (refusal(error).name === 'EAGAIN') return undefined;
          throw error;
        }
      });
    }
  } finally {
    await node.close();
  }
}

async function judge({ says, silent, typed }: Trial, machine: FirmwareMachine): Promise<void> {
  for (const text of says) await machine.says(text);
  if (typed) {
    await type(typed);
    await machine.says(`${says.at(-1) ?? ''}\n${typed}`);
  }
  for (const text of silent) assert.ok(!machine.log().includes(text), `the firmware wrote "${text}"`);
}

async function hold(trial: Trial, report: Report): Promise<void> {
  const system = new NodeSystem();
  const gadget = new Gadget({
    name: 'firmware',
    vendorId: 0x1d6b,
    productId: 0x0106,
    hosts: ['seabios'],
    functions: trial.functions,
  });
  const warned = validate(gadget, { kernel: report.kernel === 'newest' ? '7.2' : report.kernel })
    .filter(({ code }) => code === 'HOST_UNLIKELY')
    .map(({ path }) => path);
  assert.deepEqual(warned, trial.warned);
  await up(gadget, system, { udc: 'dummy_udc.0' });
  await hostDevice('1d6b', '0106');
  const machine = switchOn('1d6b', '0106', bootDisk(ownDisk));
  try {
    await judge(trial, machine);
  } finally {
    await machine.off();
  }
  await down('firmware', system);
  await hostDeviceGone('1d6b', '0106');
}

/** Real firmware, in a machine within the guest, finds of a gadget what the table of hosts says. */
export const firmware: CheckGroup = {
  name: 'firmware',
  checks: async (report) => {
    writeFileSync(image, bootDisk(gadgetDisk));
    for (const trial of trials)
      await report.check(`firmware: SeaBIOS ${trial.about}`, () => hold(trial, report));
  },
};
