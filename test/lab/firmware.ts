import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from './wait.js';

/** An emulator in an emulator starts in some seconds, and on a busy machine in a minute. */
const patienceSeconds = 180;

/** A machine within the guest, whose firmware is SeaBIOS, and whose one USB device is the gadget. */
export interface FirmwareMachine {
  /** What the firmware has written so far. */
  log(): string;
  /** Waits for a text in the log. */
  says(text: string): Promise<void>;
  /** Switches it off. */
  off(): Promise<void>;
}

/**
 * Switches a machine on that has the USB device of these ids, hexadecimal, and a disk of its own.
 *
 * @param disk - the contents of its own disk, which it boots if nothing comes before it.
 */
export function switchOn(idVendor: string, idProduct: string, disk: Buffer): FirmwareMachine {
  const folder = mkdtempSync(join(tmpdir(), 'usb-gadget-firmware-'));
  const [image, written] = [join(folder, 'disk'), join(folder, 'log')];
  writeFileSync(image, disk);
  writeFileSync(written, '');
  const options = [
    ['-nodefaults', '-display', 'none'],
    // Firmware is little code; QEMU reserves an eighth of the memory for its translation unless told.
    ['-accel', 'tcg,tb-size=32', '-machine', 'pc', '-m', '32'],
    ['-chardev', `file,id=log,path=${written}`, '-device', 'isa-debugcon,iobase=0x402,chardev=log'],
    ['-drive', `if=none,id=own,format=raw,file=${image}`, '-device', 'ide-hd,drive=own,bootindex=1'],
    ['-device', 'usb-ehci'],
    ['-device', `usb-host,vendorid=0x${idVendor},productid=0x${idProduct},bootindex=0`],
  ].flat();
  const machine = spawn('qemu-system-x86_64', options, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(machine, 'exit');
  let complaint = '';
  machine.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const log = (): string => readFileSync(written, 'latin1');
  return {
    log,
    says: async (text) => {
      const ask = (): true | undefined => {
        if (log().includes(text)) return true;
        if (machine.exitCode !== null) throw new Error('the machine ended');
        return undefined;
      };
      await waitFor(`the firmware to write "${text}"`, ask, patienceSeconds).catch((error: unknown) => {
        throw new Error(`${String(error)}\nQEMU: ${complaint}\nthe end of its log:\n${log().slice(-2000)}`);
      });
    },
    off: async () => {
      machine.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
