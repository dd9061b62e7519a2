import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Board } from '../../../examples/fleet/fleet.js';
import { runExample } from '../example.js';
import { hostDevice, hostDeviceGone, hostInterfaces } from '../host.js';
import { run } from '../network.js';
import type { CheckGroup } from '../report.js';
import { startSshServer, type SshServer } from '../ssh-server.js';

const ids = ['1d6b', '0104'] as const;
const service = 'usb-gadget-board.service';
const folder = mkdtempSync(join(tmpdir(), 'fleet-'));
const inventory = join(folder, 'inventory.json');

/** What Ansible is told of the guest, beside what the fleet is. */
const reachedOver = ({ address, port, key }: SshServer): object => ({
  ansible_host: address,
  ansible_port: port,
  ansible_user: 'root',
  ansible_ssh_private_key_file: key,
  ansible_ssh_common_args: '-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null',
});

/** The drivers that the host has for the board's functions. */
async function driversOfHost(): Promise<(string | undefined)[]> {
  const interfaces = await hostInterfaces(await hostDevice(...ids));
  return interfaces.map(({ driver }) => driver);
}

/** One inventory makes a board's gadget here, and Ansible brings it there: over ssh, as a script that leaves a unit there. */
export const fleet: CheckGroup = {
  name: 'fleet',
  checks: async (report) => {
    await using server = await startSshServer({ address: '127.0.0.1', port: 2222 });
    copyFileSync('examples/fleet/push.yaml', join(folder, 'push.yaml'));
    const kernel = report.release.split('-')[0]!;
    const makeFleet = async (functions: Board['functions']): Promise<void> => {
      const board: Board = { controller: 'dummy_hcd', kernel, functions };
      const hosts = { lab: { ...reachedOver(server), ...board } };
      writeFileSync(inventory, JSON.stringify({ all: { hosts } }));
      await runExample('fleet/fleet', [inventory, join(folder, 'boards')]);
    };
    /** Gives how many tasks have changed something. */
    const play = async (): Promise<number> => {
      const said = await run('ansible-playbook', '-i', inventory, join(folder, 'push.yaml')).catch(
        (error: { readonly stdout?: string; readonly stderr?: string }) => {
          throw new Error(`${error.stdout}${error.stderr}`);
        },
      );
      return Number(/^lab .*changed=(\d+)/m.exec(said)![1]);
    };
    await report.check('fleet: the play brings the gadget up over ssh', async () => {
      await makeFleet(['console', 'card']);
      assert.equal(await play(), 1);
      assert.deepEqual(await driversOfHost(), ['cdc_acm', 'cdc_acm', 'cdc_ncm', 'cdc_ncm']);
      const { path } = await hostDevice(...ids);
      assert.equal(readFileSync(join(path, 'serial'), 'utf8').trim(), 'lab');
      assert.equal((await run('systemctl', 'is-enabled', service)).trim(), 'enabled');
    });
    await report.check('fleet: played again, it changes nothing, and the host keeps the device', async () => {
      const { number } = await hostDevice(...ids);
      assert.equal(await play(), 0);
      assert.equal((await hostDevice(...ids)).number, number);
    });
    // Without Ansible, which takes a minute under emulation.
    await report.check('fleet: a board that is to be something else becomes it by its script', async () => {
      await makeFleet(['console']);
      assert.equal(await run('sh', join(folder, 'boards/lab.sh')), 'changed\n');
      assert.deepEqual(await driversOfHost(), ['cdc_acm', 'cdc_acm']);
    });
    await run('systemctl', 'disable', '--now', '--quiet', service);
    await hostDeviceGone(...ids);
  },
};
