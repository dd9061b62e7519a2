import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { hostDevice, hostInterfaces, serialPort } from '../host.js';
import { run } from '../network.js';
import { hear } from '../serial.js';
import { startSshServer, type SshServer } from '../ssh-server.js';
import { askForLease, plugHost } from '../stage.js';
import { ids, isOnTheBus, reboot, type MakeScene } from './scene.js';

const board = { address: '172.30.30.1', port: 22 };

const portOfHost = async (): Promise<string> => {
  const interfaces = await hostInterfaces(await hostDevice(...ids));
  return serialPort(interfaces.find((each) => each.class === '02' && each.subclass === '02')!);
};

/** The user that was set when the card was written; who logs in with a key needs no password. */
const makeUser = (): Promise<string> => run('useradd', '--create-home', '--password', '*', 'pi');

/** The host takes the board for the one that it is. */
function trust({ key }: SshServer): void {
  const folder = join(userInfo().homedir, '.ssh');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(
    join(folder, 'config'),
    `Host ${board.address}\n  IdentityFile ${key}\n  StrictHostKeyChecking no\n  UserKnownHostsFile /dev/null\n`,
  );
}

/** From the gadget to a login over its serial port, and to one over its network. */
export const firstGadget: MakeScene = () => {
  let server: SshServer | undefined;
  return {
    moments: {
      'sudo usb-gadget up board.yaml': { after: portOfHost },
      'usb-gadget status board': {
        after: (output) => assert.match(output, /: configured, high-speed;[^]*\/dev\/ttyGS0/),
      },
      'usb-gadget diff board-with-network.yaml': {
        status: 1,
        after: (output) => assert.match(output, /ncm\.usb0/),
      },
      'sudo usb-gadget up board-with-network.yaml': isOnTheBus,
      'ssh pi@172.30.30.1': {
        before: async () => {
          await makeUser();
          assert.ok(await askForLease('host', await plugHost(...ids)));
          server = await startSshServer(board);
          trust(server);
        },
        inHost: true,
        types: 'id -un\n',
        after: (output) => assert.match(output, /^pi$/m),
      },
      'sudo systemctl enable usb-gadget-board.service usb-gadget-board-network.service usb-gadget-board-login-acm-usb0.service':
        {
          after: async () => {
            await reboot('board');
            await hear(await portOfHost(), /login: /);
            assert.ok(await askForLease('host', await plugHost(...ids)));
          },
        },
    },
    end: () => server?.[Symbol.asyncDispose](),
  };
};
