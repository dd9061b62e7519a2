import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineGadget, functionName, kernelVersion, type GadgetDefinition } from 'usb-gadget';
import { since } from '../../../src/attributes/kernel-version.js';
import { diffGadget, down, inspectGadget, up } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { readDocument, writeDocument } from 'usb-gadget/yaml';
import { counting } from '../../live/failing-system.js';
import { configfs } from '../configfs-driver.js';
import { hostDevice, hostDeviceGone } from '../host.js';
import { isochronousFunctions, liveFunctions, servedFunction } from '../live-functions.js';
import { run } from '../network.js';
import type { CheckGroup } from '../report.js';
import { bindable, medium, shellGadgets } from '../shell-gadgets.js';
import { snapshot } from '../snapshot.js';
import { mustUsbGadget, usbGadget } from '../tool.js';

const system = new NodeSystem();
const udc = 'dummy_udc.0';

const gadgetOf = (functions: readonly object[], more: object = {}): GadgetDefinition =>
  defineGadget({ name: 'live', vendorId: 0x1d6b, productId: 0x0104, functions, ...more });

/** What an export says, after it has been written and read. */
async function exported(name: string): Promise<GadgetDefinition> {
  const { definition } = await inspectGadget(system, name);
  const { definition: read, issues } = readDocument(writeDocument(definition));
  assert.deepEqual(issues, []);
  assert.deepEqual(read, definition);
  return definition;
}

/** Exports a live gadget, removes it, applies the export, and finds the same tree; to apply it once more opens nothing for writing. */
async function isMadeAgain(name: string, bind: boolean): Promise<GadgetDefinition> {
  const before = snapshot();
  const definition = await exported(name);
  assert.deepEqual((await diffGadget(definition, system, { bind })).differences, []);
  await down(name, system);
  assert.deepEqual(snapshot(), {});
  await up(definition, system, { bind });
  assert.deepEqual(snapshot(), before);
  assert.deepEqual((await inspectGadget(system, name)).definition, definition);
  const { system: counted, count } = counting(system);
  await up(definition, counted, { bind });
  assert.equal(count(), 0);
  return definition;
}

const rawNames = ({ functions }: GadgetDefinition): string[] =>
  functions.flatMap((each) => ('contents' in each ? [functionName(each)] : []));

/** Makes a gadget as a shell does, in the guest. */
const shell = (script: string): Promise<string> => run('sh', '-ec', `cd ${configfs}${script}`);

const interfaceAddress = (ifname: string): string =>
  readFileSync(
    `/sys/class/net/${readFileSync(join(configfs, ifname), 'utf8').trim()}/address`,
    'utf8',
  ).trim();

/** Live gadgets as definitions, whoever made them, and what differs from them. */
export const inspect: CheckGroup = {
  name: 'inspect',
  checks: async (report) => {
    writeFileSync(medium, Buffer.alloc(1 << 20, 1));

    await report.check('inspect: every function, unbound, is made again by its export', async () => {
      const functions = [...Object.values(liveFunctions).flat(), ...isochronousFunctions, servedFunction];
      await up(gadgetOf(functions, { maxSpeed: 'high-speed' }), system, { bind: false });
      assert.deepEqual(rawNames(await isMadeAgain('live', false)), []);
      await down('live', system);
    });

    for (const [name, functions] of Object.entries(liveFunctions))
      await report.check(`inspect: ${name}, bound, are made again by their export`, async () => {
        await up(gadgetOf(functions), system, { udc });
        assert.deepEqual(rawNames(await isMadeAgain('live', true)), []);
        await down('live', system);
      });

    await report.check('inspect: sound and pictures, bound, are made again by their export', async () => {
      await run('modprobe', 'usbip-vudc');
      await up(gadgetOf(isochronousFunctions), system, { udc: 'usbip-vudc.0' });
      assert.deepEqual(rawNames(await isMadeAgain('live', true)), []);
      await down('live', system);
      await run('rmmod', 'usbip-vudc');
    });

    for (const [name, script] of Object.entries(shellGadgets))
      await report.check(`inspect: ${name}, made by a shell, is made again by its export`, async () => {
        const bind = bindable.includes(name);
        await shell(bind ? `${script}\n echo ${udc} > UDC` : script);
        await isMadeAgain('shell', bind);
        await down('shell', system);
      });

    await report.check('inspect: where a shell has mounted a FunctionFS is told by its export', async () => {
      await shell(`
        mkdir shell && cd shell
        mkdir functions/ffs.lent; mkdir -p /tmp/lent; mount -t functionfs lent /tmp/lent`);
      const { functions } = await isMadeAgain('shell', false);
      assert.deepEqual(functions, [{ driver: 'ffs', name: 'lent', contents: [], mountPoint: '/tmp/lent' }]);
      assert.match(readFileSync('/proc/mounts', 'utf8'), /^lent \/tmp\/lent functionfs /m);
      await down('shell', system);
    });

    // Before 5.12, nobody can name the interface.
    if (kernelVersion(report.release) >= since(5, 12))
      await report.check("inspect: an interface of a shell's gadget keeps its name", async () => {
        await shell(`
          mkdir shell && cd shell
          echo 0x1d6b > idVendor; echo 0x0104 > idProduct
          mkdir configs/c.1 functions/ecm.a; echo shell%d > functions/ecm.a/ifname
          ln -s functions/ecm.a configs/c.1; echo ${udc} > UDC`);
        assert.deepEqual((await isMadeAgain('shell', true)).functions[0], {
          ...(await inspectGadget(system, 'shell')).definition.functions[0],
          interfaceName: 'shell%d',
        });
        await run('ip', 'link', 'set', 'shell0', 'name', 'other0');
        const { definition } = await inspectGadget(system, 'shell');
        assert.ok(!('interfaceName' in definition.functions[0]!));
        await down('shell', system);
      });

    await report.check('inspect: a new dev_addr is on the interface, and the notice said so', async () => {
      const card = (deviceAddress: string): GadgetDefinition => gadgetOf([{ driver: 'ecm', deviceAddress }]);
      await up(card('02:00:00:00:0c:01'), system, { udc });
      assert.equal(interfaceAddress('live/functions/ecm.usb0/ifname'), '02:00:00:00:0c:01');
      const { differences, notices } = await diffGadget(card('02:00:00:00:0c:02'), system);
      assert.deepEqual(differences, [
        { path: 'functions/ecm.usb0/dev_addr', live: '02:00:00:00:0c:01', wanted: '02:00:00:00:0c:02' },
      ]);
      assert.match(notices.join(), /leaves the bus for a moment/);
      await up(card('02:00:00:00:0c:02'), system);
      assert.equal(interfaceAddress('live/functions/ecm.usb0/ifname'), '02:00:00:00:0c:02');
      await down('live', system);
    });

    await report.check('inspect: the host sees a new idProduct, and nothing of a new nofua', async () => {
      const disk = (productId: number, nofua: boolean): GadgetDefinition =>
        gadgetOf([{ driver: 'mass_storage', luns: [{ nofua }] }], { productId });
      await up(disk(0x0104, false), system, { udc });
      const first = await hostDevice('1d6b', '0104');
      const quiet = await diffGadget(disk(0x0104, true), system);
      assert.deepEqual([quiet.differences.length, quiet.notices], [1, []]);
      await up(disk(0x0104, true), system);
      assert.equal((await hostDevice('1d6b', '0104')).number, first.number);
      const seen = await diffGadget(disk(0x0105, true), system);
      assert.deepEqual(seen.differences, [{ path: 'idProduct', live: '0x0104', wanted: '0x0105' }]);
      assert.match(seen.notices.join(), /leaves the bus for a moment/);
      await up(disk(0x0105, true), system);
      await hostDevice('1d6b', '0105');
      await hostDeviceGone('1d6b', '0104');
    });

    await report.check('inspect: the tool exports it, and tells what differs', () => {
      const file = '/tmp/usb-gadget-lab-live.yaml';
      writeFileSync(file, mustUsbGadget('export', 'live').stdout);
      writeFileSync(file, readFileSync(file, 'utf8').replace('0x0105', '0x0106'));
      const { status, stdout } = usbGadget('diff', file);
      assert.equal(status, 1);
      assert.match(stdout, /idProduct {2}0x0105 -> 0x0106\nThe host: the device leaves the bus/);
      return Promise.resolve();
    });
  },
};
