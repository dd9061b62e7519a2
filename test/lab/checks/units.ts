import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configfs } from '../configfs-driver.js';
import { hostDevice, hostDeviceGone } from '../host.js';
import { run } from '../network.js';
import type { CheckGroup } from '../report.js';
import { succeeds } from '../stage.js';
import { mustUsbGadget } from '../tool.js';
import { waitFor } from '../wait.js';

const file = join(mkdtempSync(join(tmpdir(), 'units-')), 'board.yaml');
const document = [
  'gadget:',
  '  name: board',
  '  vendorId: 0x0525',
  '  productId: 0xa4a2',
  '  functions:',
  "    - { driver: ecm, deviceAddress: '02:00:00:00:0a:02' }",
  '    - { driver: acm }',
  '  udc: dummy_udc.0',
  'network: { allowTcp: [80] }',
  '',
].join('\n');

const ids = ['0525', 'a4a2'] as const;
const unit = 'usb-gadget-board.service';
const login = 'usb-gadget-board-login-acm-usb0.service';

const systemctl = (...words: string[]): Promise<string> => run('systemctl', ...words);
const isActive = (name: string): Promise<boolean> => succeeds(systemctl('is-active', '--quiet', name));
const gadgets = (): string[] => readdirSync(configfs);
const rules = (): Promise<string> => run('nft', 'list', 'ruleset');
const hasAddress = async (): Promise<boolean> =>
  (await succeeds(run('ip', 'link', 'show', 'usb0'))) &&
  (await run('ip', '-4', 'address', 'show', 'dev', 'usb0')).includes('172.30.30.1/24');
const dnsmasq = (): Promise<boolean> => succeeds(run('pgrep', '-x', 'dnsmasq'));

async function nothingLeft(): Promise<void> {
  assert.deepEqual(gadgets(), []);
  assert.doesNotMatch(await rules(), /usb_gadget/);
  assert.equal(await dnsmasq(), false);
  for (const folder of ['/run/sysctl.d', '/run/udev/rules.d', '/run/systemd/network'])
    assert.deepEqual(
      existsSync(folder) ? readdirSync(folder).filter((each) => each.includes('usb-gadget')) : [],
      [],
    );
}

const everythingThere = async (): Promise<void> => {
  assert.ok(await isActive(unit));
  // It begins after the gadget, and nobody waits for it.
  await waitFor('the network', async () =>
    (await isActive('usb-gadget-board-network.service')) ? true : undefined,
  );
  await hostDevice(...ids);
  assert.ok(await hasAddress());
  assert.match(await rules(), /tcp dport 80 accept/);
  assert.ok(await dnsmasq());
};

/** Units bring a gadget up and take it down, with its network, and with no Node. */
export const units: CheckGroup = {
  name: 'units',
  checks: async (report) => {
    writeFileSync(file, document);
    const kernel = report.release.split('-')[0]!;
    await report.check('units: are written, and systemd finds no fault in them', async () => {
      mustUsbGadget('unit', file, '--output', '/', '--udc', 'dummy_udc.0', '--kernel', kernel, '--quiet');
      const texts = readdirSync('/etc/usb-gadget/board').map((name) =>
        readFileSync(`/etc/usb-gadget/board/${name}`, 'utf8'),
      );
      assert.ok(texts.every((text) => text.startsWith('#!/bin/sh') && !/\bnode\b/.test(text)));
      await systemctl('daemon-reload');
      const said = await run(
        'systemd-analyze',
        'verify',
        `/etc/systemd/system/${unit}`,
        `/etc/systemd/system/${login}`,
      );
      assert.equal(said, '');
    });
    await report.check(
      'units: enabled, the target that a controller starts brings everything up',
      async () => {
        await systemctl('enable', '--quiet', unit, 'usb-gadget-board-network.service');
        await systemctl('start', 'usb-gadget.target');
        await everythingThere();
      },
    );
    await report.check('units: a restart brings everything up anew', async () => {
      const { number } = await hostDevice(...ids);
      await systemctl('restart', unit);
      await waitFor('the host to see a new device', async () =>
        (await hostDevice(...ids)).number === number ? undefined : true,
      );
      await everythingThere();
    });
    await report.check('units: a login answers on the serial port', async () => {
      await systemctl('start', login);
      const port = `/dev/ttyGS${readFileSync(`${configfs}/board/functions/acm.usb0/port_num`, 'utf8').trim()}`;
      await waitFor('agetty', async () =>
        (await succeeds(run('pgrep', '-f', `agetty.*${port.slice('/dev/'.length)}`))) ? true : undefined,
      );
    });
    await report.check('units: a stop leaves nothing', async () => {
      await systemctl('stop', unit);
      await hostDeviceGone(...ids);
      assert.equal(await isActive('usb-gadget-board-network.service'), false);
      assert.equal(await isActive(login), false);
      await nothingLeft();
    });
    await report.check('units: a start that fails leaves nothing', async () => {
      // The rules are in place, and then the image that the gadget needs is not there.
      writeFileSync(
        file,
        document.replace(
          '    - { driver: acm }',
          '    - { driver: mass_storage, luns: [{ file: /tmp/gone.img }] }',
        ),
      );
      mustUsbGadget('unit', file, '--output', '/', '--udc', 'dummy_udc.0', '--kernel', kernel, '--quiet');
      await systemctl('daemon-reload');
      assert.equal(await succeeds(systemctl('start', unit)), false);
      await nothingLeft();
    });
    await report.check('units: with --node the tool does the same', async () => {
      writeFileSync(file, document);
      mustUsbGadget('unit', file, '--output', '/', '--udc', 'dummy_udc.0', '--node', '--quiet');
      writeFileSync(
        '/usr/local/bin/usb-gadget',
        `#!/bin/sh\nexec ${process.execPath} ${process.cwd()}/dist/cli.js "$@"\n`,
        {
          mode: 0o755,
        },
      );
      await systemctl('disable', '--quiet', 'usb-gadget-board-network.service');
      await systemctl('daemon-reload');
      await systemctl('start', unit);
      await hostDevice(...ids);
      assert.ok(await hasAddress());
      assert.match(await rules(), /tcp dport 80 accept/);
      await systemctl('stop', unit);
      await hostDeviceGone(...ids);
      await nothingLeft();
    });
  },
};
