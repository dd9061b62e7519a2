import { sectionLines } from './configuration-file.js';
import type { KernelSetting } from './kernel-settings.js';
import type { RunProgram, SaveFile } from './network-action.js';
import type { ClientNetworkDefinition } from './network-definition.js';
import { clientProfile, clientProfileName } from './network-manager-sections.js';
import type { NetworkManagerName } from './network-place.js';
import { clientLink } from './networkd-sections.js';

/** A file for a program, and what makes it read that. */
interface ManagerFile {
  /** The file. */
  readonly file: Pick<SaveFile, 'path' | 'text' | 'mode'>;
  /** What makes it be read; absent where the program looks by itself. */
  readonly reload?: Pick<RunProgram, 'words' | 'onlyWith' | 'lenient'>;
  /** That its program is told otherwise to forget it, and need not look again when it is gone. Default false. */
  readonly isForgotten?: boolean;
}

/** What an interface is to be to the programs of a board. */
interface Wish {
  readonly name: string;
  readonly settings: readonly KernelSetting[];
  /** The network, for the program that is its DHCP client. */
  readonly client: ClientNetworkDefinition | undefined;
  /** Whether NetworkManager is to do anything on the interface. */
  readonly isForNetworkManager: boolean;
}

type Writer = (wish: Wish) => readonly ManagerFile[];

/** A program that is to do something must be there; one that is to do nothing need not be. */
const telling = (wish: Wish, onlyWith: string, ...words: readonly string[]): Pick<ManagerFile, 'reload'> => ({
  reload: wish.client ? { words } : { words, onlyWith, lenient: true },
});

/**
 * What keeps each program from bringing the interface up its own way, or answering to what comes over it; but for the one that is
 * the DHCP client, which is told how. udev gives the kernel's settings to an interface as it appears (systemd-sysctl(8)), which is
 * before anybody else can.
 */
const writers: Readonly<Record<NetworkManagerName, Writer>> = {
  udev: ({ name, settings, isForNetworkManager }) => [
    {
      file: {
        path: `/run/sysctl.d/90-usb-gadget-${name}.conf`,
        text: settings.map(({ path, value }) => `${path} = ${value}\n`).join(''),
      },
    },
    ...(isForNetworkManager
      ? []
      : [
          {
            file: {
              path: `/run/udev/rules.d/90-usb-gadget-${name}.rules`,
              text: `SUBSYSTEM=="net", KERNEL=="${name}", ENV{NM_UNMANAGED}="1"\n`,
            },
          },
        ]),
  ],
  NetworkManager: (wish) => {
    const { name, client } = wish;
    const profile = clientProfileName(name);
    const path = `/run/NetworkManager/system-connections/${profile}.nmconnection`;
    const device = `[device-usb-gadget-${name}]\nmatch-device=interface-name:${name}\n`;
    return [
      {
        file: {
          path: `/run/NetworkManager/conf.d/90-usb-gadget-${name}.conf`,
          // Its own udev rules keep it from the interfaces of gadgets (85-nm-unmanaged.rules); a section for a device counts for more,
          // but is looked at only as the device appears, and of several the board's own may come first. The list is always looked at.
          text: client
            ? `${device}managed=1\n`
            : `${device}managed=0\n\n[keyfile]\nunmanaged-devices+=interface-name:${name}\n`,
        },
        ...telling(wish, '/run/NetworkManager', 'nmcli', 'general', 'reload', 'conf'),
      },
      ...(client
        ? [
            {
              // Only root may read a profile, or it is not taken (nm-settings-keyfile(5)).
              file: { path, text: sectionLines(clientProfile(profile, name, client)), mode: 0o600 },
              // It connects by itself, as soon as there is a host.
              reload: { words: ['nmcli', 'connection', 'load', path] },
              isForgotten: true,
            },
          ]
        : []),
    ];
  },
  'systemd-networkd': (wish) => [
    {
      file: {
        // Of all files that match, the first by its name counts, in whatever folder it is.
        path: `/run/systemd/network/00-usb-gadget-${wish.name}.network`,
        text: sectionLines([
          ['Match', [`Name=${wish.name}`]],
          ...(wish.client ? clientLink(wish.client) : [['Link', ['Unmanaged=yes']] as const]),
        ]),
      },
      ...telling(wish, '/run/systemd/netif', 'networkctl', 'reload'),
    },
  ],
};

/**
 * Files that tell the programs of a board to leave an interface alone, and one of them, if there is a client, how to ask for an
 * address for it.
 */
export function managerFiles(
  managers: readonly NetworkManagerName[],
  name: string,
  settings: readonly KernelSetting[],
  client?: { readonly manager: NetworkManagerName; readonly network: ClientNetworkDefinition },
): ManagerFile[] {
  const isForNetworkManager = client?.manager === 'NetworkManager';
  return managers.flatMap((each) =>
    writers[each]({
      name,
      settings,
      client: client?.manager === each ? client.network : undefined,
      isForNetworkManager,
    }),
  );
}
