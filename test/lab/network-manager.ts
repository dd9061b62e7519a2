import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ConfigurationFile } from 'usb-gadget/network';
import { run } from './network.js';
import { succeeds } from './stage.js';
import { waitFor } from './wait.js';

/** A program that manages the network interfaces of a machine by itself. */
export interface Manager {
  readonly name: 'systemd-networkd' | 'NetworkManager';
  /** Has it manage every interface, and ask for an address there. */
  readonly catchAll: ConfigurationFile;
  /** What it says as it begins to bring the device's interface up. */
  readonly begins: RegExp;
  /** Has it read its files again. */
  reload(): Promise<string>;
  /** What it has to do with the device's interface. */
  state(): Promise<string>;
}

/** systemd-networkd. */
export const networkd: Manager = {
  name: 'systemd-networkd',
  catchAll: {
    path: '/etc/systemd/network/50-every.network',
    text: '[Match]\nName=*\n\n[Network]\nDHCP=yes\n',
    mode: 0o644,
  },
  begins: /usb0: (Configuring|Reconfiguring) with/,
  reload: () => run('networkctl', 'reload'),
  state: async () => / (\S+)\s*$/.exec(await run('networkctl', '--no-legend', 'list', 'usb0'))?.[1] ?? '',
};

/** NetworkManager, to which the interfaces of gadgets are none of its own unless that is said. */
export const networkManager: Manager = {
  name: 'NetworkManager',
  catchAll: {
    path: '/etc/NetworkManager/conf.d/50-every.conf',
    text: '[device-every]\nmatch-device=type:ethernet\nmanaged=1\n',
    mode: 0o644,
  },
  begins: /device \(usb0\): Activation: starting/,
  reload: async () => {
    await run('nmcli', 'general', 'reload', 'conf');
    return run('nmcli', 'connection', 'reload');
  },
  state: async () => (await run('nmcli', '-g', 'GENERAL.STATE', 'device', 'show', 'usb0')).trim(),
};

/** udev tells both that an interface is there, and gives it its settings; names stay as the kernel gives them. */
export async function startUdev(): Promise<void> {
  writeFileSync(
    '/etc/systemd/network/00-names.link',
    '[Match]\nOriginalName=*\n\n[Link]\nMACAddressPolicy=none\n',
  );
  await run('systemctl', 'unmask', '--quiet', 'systemd-udevd');
  await run('systemctl', 'start', 'systemd-udevd');
  await run('udevadm', 'trigger', '--subsystem-match=net', '--action=add', '--settle');
}

const units = ({ name }: Manager): string[] =>
  name === 'systemd-networkd' ? ['systemd-networkd.socket', name] : [name];

/** Ends a manager, and what starts it again when it is asked something. */
export const stopManager = (manager: Manager): Promise<string> => run('systemctl', 'stop', ...units(manager));

/** Starts a manager anew, as after a boot. NetworkManager is started for systemd before it can be asked anything. */
export async function startManager(manager: Manager): Promise<void> {
  await stopManager(manager);
  await run('systemctl', 'start', manager.name);
  await waitFor(`${manager.name} to answer`, async () =>
    (await succeeds(manager.reload())) ? true : undefined,
  );
}

/** What a manager has said since it was started. */
export async function saidBy({ name }: Manager): Promise<string> {
  const life = (await run('systemctl', 'show', '--property=InvocationID', '--value', name)).trim();
  return run('journalctl', '--quiet', '--output=cat', '--no-pager', `_SYSTEMD_INVOCATION_ID=${life}`);
}

export function writeFiles(files: readonly ConfigurationFile[]): void {
  for (const { path, text, mode } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { mode });
  }
}

export function removeFiles(files: readonly ConfigurationFile[]): void {
  for (const { path } of files) rmSync(path, { force: true });
}

/** Waits until a manager has something to do with the device's interface that is like that. */
export const managerSays = (manager: Manager, what: RegExp): Promise<true> =>
  waitFor(`${manager.name} to say ${String(what)} of usb0`, async () => {
    const told = await manager.state().catch(() => '');
    return what.test(told) ? true : undefined;
  });
