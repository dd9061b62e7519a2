import { hostDevice, hostDeviceGone } from '../host.js';
import { run } from '../network.js';
import type { Giving } from '../reader.js';
import type { Report } from '../report.js';
import { mustUsbGadget } from '../tool.js';

/** What a command comes to. */
export interface Moment extends Giving {
  /** What the page takes for granted just then. */
  readonly before?: () => unknown;
  /** The exit status. Default 0. */
  readonly status?: number;
  /** Fails unless what the page promises is so. */
  readonly after?: (output: string) => unknown;
}

/** What surrounds the commands of a page. */
export interface Scene {
  /** Where they are given. Default: the folder with the documents that the page shows. */
  readonly folder?: string;
  /** What a reader has before the first. */
  readonly given?: () => unknown;
  /** By the command, of those that come to more than a good end. */
  readonly moments: Readonly<Record<string, Moment>>;
  /** Ends what the scene has begun, however the commands ended. */
  readonly end?: () => unknown;
}

/** The scene of a page whose documents are in a folder. */
export type MakeScene = (folder: string, report: Report) => Scene;

/** Those of every gadget of the pages. */
export const ids = ['1d6b', '0104'] as const;

/** What becomes of a gadget at a reboot: it is gone, and udev starts what belongs to a controller (systemd.special(7)). */
export async function reboot(gadget: string): Promise<void> {
  mustUsbGadget('down', gadget);
  await hostDeviceGone(...ids);
  await run('systemctl', 'restart', 'usb-gadget.target');
  await hostDevice(...ids);
}

/** A gadget of the pages is there, and its host has it. */
export const isOnTheBus: Moment = { after: () => hostDevice(...ids) };
