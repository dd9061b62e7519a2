import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { down, up } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { readDocument } from 'usb-gadget/yaml';
import { readTree } from '../configfs-tree.js';
import { hostDevice, hostDeviceGone } from '../host.js';
import { run } from '../network.js';
import type { CheckGroup } from '../report.js';

const files = ['default', 'rndis', 'ncm-serial-over', 'drives'];

const mediaFile = `
kvmd: {hid: {type: other}}
otg: {devices: {audio: {enabled: true, speakers: {enabled: true}}, camera: {enabled: true}}}
`;

/** The recordings were made on these; each kernel is held against the one nearest below it. */
const recorded: Readonly<Record<string, string>> = { newest: '7.2' };

/** What PiKVM left in configfs, by path within the gadget, in the form of {@link readTree}. */
function recording(name: string, kernel: string): Map<string, string> {
  const lines = readFileSync(`test/fixtures/pikvm/${name}.${kernel}.tree`, 'utf8').trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      const [, path = '', hex, text, target] =
        /^(\S+?)\/?(?: = hex (.*)| = (".*")| -> (\S+))?$/.exec(line) ?? [];
      if (target !== undefined) return [path, target];
      if (text !== undefined) return [path, JSON.parse(text) as string];
      return [path, hex === undefined ? 'folder' : Buffer.from(hex, 'hex').toString('latin1')];
    }),
  );
}

/** Numbers that each kernel gives out, and random addresses. */
const givenOut = /(^|\/)(dev|ifname|dev_addr|host_addr)$/;

/** The live tree, with links by what they lead to. */
function live(): Map<string, string> {
  const paths = Object.entries(readTree()).filter(([path]) => path.startsWith('kvmd/'));
  return new Map(
    paths.map(([path, value]) => [
      path.slice('kvmd/'.length),
      value.startsWith('-> ') ? value.slice(value.lastIndexOf('usb_gadget/') + 'usb_gadget/'.length) : value,
    ]),
  );
}

/** Attributes that older kernels lack, and those that can only be written. */
const mayLack = /^webusb|\/(forced_eject|max_segment_size|protocol|interval)$/;

function compare(
  expected: ReadonlyMap<string, string>,
  actual: ReadonlyMap<string, string>,
  exact: boolean,
): void {
  for (const [path, value] of expected) {
    const found = actual.get(path);
    if (found === undefined && !exact && mayLack.test(path)) continue;
    if (path.endsWith('forced_eject') || (givenOut.test(path) && found !== undefined && !/_addr$/.test(path)))
      continue;
    // Kernels before 6.12 show the vendor code with its sign.
    if (path === 'os_desc/b_vendor_code') assert.equal(Number(found) & 0xff, Number(value), path);
    else assert.equal(found, value, path);
  }
  const more = [...actual.keys()].filter((path) => !expected.has(path));
  if (exact) assert.deepEqual(more, []);
}

/** Four of PiKVM's files give the trees that PiKVM made of them. */
export const pikvm: CheckGroup = {
  name: 'pikvm',
  checks: async (report) => {
    const system = new NodeSystem();
    for (const file of files)
      await report.check(`pikvm: ${file}.yaml gives the tree that PiKVM gives`, async () => {
        const { definition, issues } = readDocument(readFileSync(`test/fixtures/pikvm/${file}.yaml`, 'utf8'));
        assert.ok(definition, JSON.stringify(issues));
        await up(definition, system, { udc: 'dummy_udc.0' });
        await hostDevice('1d6b', '0104');
        const kernel = recorded[report.kernel] ?? '6.12';
        const tree = live();
        const expected = recording(file, kernel);
        if (!/(host|dev)_addr/.test(JSON.stringify(definition)))
          for (const path of expected.keys()) if (/_addr$/.test(path)) tree.set(path, expected.get(path)!);
        compare(expected, tree, report.kernel === '6.12');
        await down('kvmd', system);
        await hostDeviceGone('1d6b', '0104');
        assert.deepEqual(readTree(), {});
      });
    await report.check(
      'pikvm: audio and camera bind, stay as they are the second time, change and go',
      async () => {
        const { definition, issues } = readDocument(mediaFile);
        assert.ok(definition, JSON.stringify(issues));
        await run('modprobe', 'usbip-vudc');
        await up(definition, system, { udc: 'usbip-vudc.0' });
        const { plan } = await up(definition, system, { udc: 'usbip-vudc.0' });
        assert.deepEqual(plan.operations, []);
        const { definition: changed } = readDocument(
          mediaFile.replace('camera: {', 'camera: {controls: {pu_mask: 0x0001}, '),
        );
        assert.ok(changed);
        await up(changed, system, { udc: 'usbip-vudc.0' });
        assert.deepEqual((await up(changed, system, { udc: 'usbip-vudc.0' })).plan.operations, []);
        await down('kvmd', system);
        assert.deepEqual(readTree(), {});
        await run('rmmod', 'usbip-vudc');
      },
    );
  },
};
