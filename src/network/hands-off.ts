import type { RunProgram, SaveFile } from './network-action.js';
import type { KernelSetting } from './kernel-settings.js';
import type { NetworkManagerName } from './network-place.js';

/** A file for a program, and what makes it read that. */
export interface ManagerFile {
  /** The file. */
  readonly file: Pick<SaveFile, 'path' | 'text'>;
  /** What makes it be read; absent where the program looks by itself. */
  readonly reload?: Pick<RunProgram, 'words' | 'onlyWith'>;
}

type Writer = (name: string, settings: readonly KernelSetting[]) => readonly ManagerFile[];

/**
 * What keeps each program from bringing the interface up its own way, or answering to what comes over it. udev gives the
 * kernel's settings to an interface as it appears (systemd-sysctl(8)), which is before anybody else can.
 */
const writers: Readonly<Record<NetworkManagerName, Writer>> = {
  udev: (name, settings) => [
    {
      file: {
        path: `/run/sysctl.d/90-usb-gadget-${name}.conf`,
        text: settings.map(({ path, value }) => `${path} = ${value}\n`).join(''),
      },
    },
    {
      file: {
        path: `/run/udev/rules.d/90-usb-gadget-${name}.rules`,
        text: `SUBSYSTEM=="net", KERNEL=="${name}", ENV{NM_UNMANAGED}="1"\n`,
      },
    },
  ],
  NetworkManager: (name) => [
    {
      file: {
        path: `/run/NetworkManager/conf.d/90-usb-gadget-${name}.conf`,
        text: `[device-usb-gadget-${name}]\nmatch-device=interface-name:${name}\nmanaged=0\n`,
      },
      reload: { words: ['nmcli', 'general', 'reload', 'conf'], onlyWith: '/run/NetworkManager' },
    },
  ],
  'systemd-networkd': (name) => [
    {
      file: {
        path: `/run/systemd/network/10-usb-gadget-${name}.network`,
        text: `[Match]\nName=${name}\n\n[Link]\nUnmanaged=yes\n`,
      },
      reload: { words: ['networkctl', 'reload'], onlyWith: '/run/systemd/netif' },
    },
  ],
};

/** Files that tell the programs of a board to leave an interface alone. */
export function handsOffFiles(
  managers: readonly NetworkManagerName[],
  name: string,
  settings: readonly KernelSetting[],
): ManagerFile[] {
  return managers.flatMap((each) => writers[each](name, settings));
}
