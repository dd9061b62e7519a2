import { findProgram } from '../live/machine/find-program.js';
import { networkPrograms } from '../live/networks/network-programs.js';
import { unless, unreadable } from '../live/machine/system-errors.js';
import type { System } from '../system/system.js';
import { settingsFiles } from './raspberry-pi-checks.js';

/** What was kept of a machine: files with their bytes and links with their texts, by the absolute path that they had. */
export interface Capture {
  /** The bytes of files. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The texts of symbolic links. */
  readonly links: ReadonlyMap<string, string>;
}

/** Where a kernel tells its release. */
export const releaseFile = '/proc/sys/kernel/osrelease';

/**
 * What the examination reads, and what tells of endpoints and roles where nothing else does: `*` is one name, a `**` at the end
 * everything below. Network addresses and media are no part of it but as far as gadgets show them.
 */
const captured: readonly string[] = [
  '/proc/self/mountinfo',
  '/proc/modules',
  '/proc/cmdline',
  '/proc/device-tree/model',
  '/proc/device-tree/compatible',
  ...settingsFiles,
  '/lib/modules/RELEASE/modules.dep',
  '/lib/modules/RELEASE/modules.builtin',
  '/sys/class/udc/*/*',
  '/sys/class/udc/*/device/uevent',
  '/sys/class/udc/*/device/of_node/*',
  '/sys/class/usb_role/*/role',
  '/sys/kernel/debug/usb/*/hw_params',
  '/sys/kernel/debug/usb/*/params',
  '/sys/kernel/debug/usb/*/fifo',
  '/sys/kernel/debug/usb/*/regdump',
  '/sys/kernel/debug/usb/*/mode',
  '/sys/devices/platform/soc/soc:firmware/get_throttled',
  '/sys/kernel/config/usb_gadget/**',
];

class Collector implements Capture {
  readonly files = new Map<string, Uint8Array>();
  readonly links = new Map<string, string>();
  readonly #system: System;

  constructor(system: System) {
    this.#system = system;
  }

  async collect(path: string, [name, ...rest]: readonly string[]): Promise<void> {
    if (name === undefined) return this.#file(path);
    if (name === '**') return this.#everything(path);
    if (name !== '*') return this.collect(`${path}/${name}`, rest);
    for (const { name: each } of await this.#list(path)) await this.collect(`${path}/${each}`, rest);
  }

  async #everything(path: string): Promise<void> {
    for (const { name, type } of await this.#list(path)) {
      const at = `${path}/${name}`;
      if (type === 'folder') await this.#everything(at);
      else if (type === 'link') await this.#link(at);
      else await this.#file(at);
    }
  }

  async #link(path: string): Promise<void> {
    const text = await unless(unreadable, this.#system.readlink(path));
    if (text !== undefined) this.links.set(path, text);
  }

  async #list(path: string): Promise<Awaited<ReturnType<System['list']>>> {
    return (await unless(unreadable, this.#system.list(path))) ?? [];
  }

  async #file(path: string): Promise<void> {
    const facts = await unless(unreadable, this.#system.stat(path));
    if (facts?.type !== 'file') return;
    const bytes = await unless(unreadable, this.#system.read(path));
    if (bytes) this.files.set(path, bytes);
  }
}

/**
 * Keeps what {@link examine} looks at, for another machine to look at. Nothing is changed. What cannot be read is left out: debugfs
 * wants root, and to be mounted.
 */
export async function capture(system: System): Promise<Capture> {
  const collector = new Collector(system);
  const release = await system.kernelRelease();
  collector.files.set(releaseFile, new TextEncoder().encode(`${release}\n`));
  for (const pattern of captured)
    await collector.collect('', pattern.replace('RELEASE', release).split('/').slice(1));
  for (const program of networkPrograms) {
    const path = await findProgram(system, program);
    // That it is there is all that is asked.
    if (path !== undefined) collector.files.set(path, new Uint8Array());
  }
  return collector;
}
