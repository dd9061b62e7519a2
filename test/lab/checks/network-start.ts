import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GadgetError } from 'usb-gadget';
import { down, networkDown, networkUp, up } from 'usb-gadget/live';
import { OtgNet } from 'usb-gadget/network';
import { hostDevice, hostDeviceGone, hostInterfaces, networkInterface } from '../host.js';
import { card, device, plugCard, system, unplugCard } from '../network-gadget.js';
import { run } from '../network.js';
import type { CheckGroup, Report } from '../report.js';
import {
  askForLease,
  beHostile,
  inHost,
  makeUplink,
  networkState,
  openListener,
  removeUplink,
  sendToPorts,
  succeeds,
} from '../stage.js';

const ids = ['0525', 'a4a2'] as const;
const document = join(mkdtempSync(join(tmpdir(), 'network-')), 'card.yaml');
writeFileSync(
  document,
  [
    'gadget:',
    '  name: card',
    '  vendorId: 0x0525',
    '  productId: 0xa4a2',
    `  functions: [{ driver: ecm, hostAddress: '48:6f:73:74:50:43', deviceAddress: '${device.mac}' }]`,
    'network: { allowTcp: [22] }',
    '',
  ].join('\n'),
);

/** Another program raises the interface the moment it is there, and the host sends from its own first moment on. */
async function checkNeverOpen(report: Report): Promise<void> {
  await report.check(
    'network: nothing leaks before the network is there, though the interface is up at once',
    async () => {
      const before = await networkState();
      const raise = 'until ip link set usb0 up 2>/dev/null; do :; done';
      const raiser = spawn('sh', ['-c', raise]);
      const listener = await openListener();
      const tool = spawn(process.execPath, [
        'dist/cli.js',
        'up',
        document,
        '--udc',
        'dummy_udc.0',
        '--quiet',
      ]);
      const ended = once(tool, 'close') as Promise<[number]>;
      let isUp = false;
      void ended.then(() => (isUp = true));
      const [control] = await hostInterfaces(await hostDevice(...ids));
      const { name } = await networkInterface(control!);
      await succeeds(run('ip', 'netns', 'delete', 'host'));
      await run('ip', 'netns', 'add', 'host');
      await run('ip', 'link', 'set', name, 'netns', 'host');
      await inHost('ip', 'link', 'set', name, 'up');
      while (!isUp) {
        await sendToPorts('tcp', `${device.ipv6}%${name}`, listener.mark, 997, [22, 80]).catch(() => 0);
        await beHostile(name, device, 'router-advertisement');
      }
      assert.equal((await ended)[0], 0);
      raiser.kill();
      const reached = await listener.close();
      assert.deepEqual(
        [...reached.values()].flat().filter((port) => port !== 22),
        [],
      );
      assert.doesNotMatch(await run('ip', '-6', 'route', 'show', 'table', 'all'), /2001:db8:bad|default/);
      assert.doesNotMatch(await run('ip', '-6', 'address'), /2001:db8:bad/);
      await unplugCard();
      assert.deepEqual(await networkState(), before);
    },
  );
}

async function checkFailures(report: Report): Promise<void> {
  await report.check('network: a step that fails takes everything back, the gadget too', async () => {
    const before = await networkState();
    const network = new OtgNet({ commands: { postStart: { append: ['--no-such-option'] } } });
    const error: unknown = await up(card('ecm'), system, { udc: 'dummy_udc.0', networks: [network] }).catch(
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof GadgetError, String(error));
    assert.equal(error.code, 'OPERATION_FAILED');
    assert.match(error.message, /dnsmasq/);
    assert.ok(!existsSync('/sys/kernel/config/usb_gadget/card'));
    assert.deepEqual(await networkState(), before);
  });
  await report.check(
    'network: a net up that fails leaves the gadget, and the network that was there',
    async () => {
      const name = await plugCard(new OtgNet({ allowTcp: [22] }));
      const before = await networkState();
      const worse = new OtgNet({ allowTcp: [80], commands: { postStart: { append: ['--no-such-option'] } } });
      assert.ok(
        (await networkUp(worse, 'card', system).catch((error: unknown) => error)) instanceof GadgetError,
      );
      const pid = (state: Readonly<Record<string, string>>): object => ({ ...state, processes: '' });
      assert.deepEqual(pid(await networkState()), pid(before));
      assert.match((await askForLease('host', name))?.address ?? '', /^172\.30\.30\./);
      await unplugCard();
    },
  );
}

/** Steps after which the process that makes the network is killed: the rules, a setting, the addresses, the DHCP server. */
const fatalSteps = ['rules inet', 'setting net/ipv4/conf/usb0/rp_filter', 'addresses', 'dhcp server'];

async function checkKilled(report: Report): Promise<void> {
  for (const key of fatalSteps)
    await report.check(
      `network: a net up killed after "${key}", then net down, leaves everything as it was`,
      async () => {
        await up(card('ecm'), system, { udc: 'dummy_udc.0' });
        await hostDevice(...ids);
        const before = await networkState();
        const program = `
        import { networkUp } from './dist/live.js';
        import { OtgNet } from './dist/network.js';
        import { NodeSystem } from './dist/node.js';
        const onStep = ({ key }) => key === ${JSON.stringify(key)} && process.kill(process.pid, 'SIGKILL');
        await networkUp(new OtgNet(), 'card', new NodeSystem(), { onStep });`;
        const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', program]);
        assert.equal(signal, 'SIGKILL');
        await networkDown('card', system);
        assert.deepEqual(await networkState(), before);
        await down('card', system);
        await hostDeviceGone(...ids);
      },
    );
}

/** How a network begins, and what is left where it does not come about. */
export const networkStart: CheckGroup = {
  name: 'network-start',
  checks: async (report) => {
    await makeUplink();
    for (const check of [checkNeverOpen, checkFailures, checkKilled]) await check(report);
    await removeUplink();
  },
};
