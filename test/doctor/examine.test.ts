import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  AudioFunction,
  EthernetFunction,
  findControllerProfile,
  Gadget,
  HidFunction,
  MassStorageFunction,
} from 'usb-gadget';
import {
  boardProfiles,
  capture,
  CapturedSystem,
  examine,
  up,
  type Finding,
  type System,
} from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { assertGolden } from '../golden.js';
import { unseen } from '../live/failing-system.js';
import { captureOf, machines } from './machines.js';

const text = (findings: readonly Finding[]): string =>
  findings
    .map(({ check, state, text: said, cure }) => `${state} ${check}: ${said}\n${cure && `  ${cure}\n`}`)
    .join('');

const gadget = new Gadget({
  name: 'kvm',
  vendorId: 0x1d6b,
  productId: 0x0104,
  functions: [
    HidFunction.keyboard(),
    new MassStorageFunction({ luns: [{ cdrom: true }] }),
    new EthernetFunction({ driver: 'ecm' }),
    new AudioFunction({ driver: 'uac2', speakers: {}, microphone: {} }),
  ],
}).toDefinition();

test('machines, well and ill, and what they are told', async () => {
  const told: string[] = [];
  for (const [name, files] of Object.entries(machines)) {
    const system = new CapturedSystem(captureOf(files));
    const release = await system.kernelRelease();
    told.push(`# ${name}\n${text(await examine({ system, release, options: {} }))}`);
  }
  assertGolden('doctor/machines.txt', told.join('\n'));
});

test('what a gadget needs that this machine has not', async () => {
  const system = new CapturedSystem(captureOf(machines['a Raspberry Pi that is ready']!));
  const release = await system.kernelRelease();
  assertGolden(
    'doctor/gadget.txt',
    text(await examine({ system, release, options: {}, definition: gadget, networks: [] })),
  );
});

test('a profile made of the registers of a Raspberry Pi is the one that is known', async () => {
  const [profile] = await boardProfiles(
    new CapturedSystem(captureOf(machines['a Raspberry Pi that is ready']!)),
  );
  const known = findControllerProfile('dwc2-bcm2835')!;
  assert.equal(profile?.confidence, 'capture');
  assert.deepEqual(
    { endpoints: profile.endpoints, transmitFifoWords: profile.transmitFifoWords },
    { endpoints: known.endpoints, transmitFifoWords: known.transmitFifoWords },
  );
});

test('endpoints that have one direction only are told by GHWCFG1', async () => {
  const files = {
    '/sys/class/udc/49000000.usb-otg/state': '',
    '/sys/kernel/debug/usb/49000000.usb-otg/hw_params':
      'num_dev_ep                    : 3\ndev_ep_dirs                   : 0x18\n',
  };
  const [profile] = await boardProfiles(new CapturedSystem(captureOf(files)));
  assert.deepEqual(
    profile?.endpoints.map(({ name }) => name),
    ['ep1out', 'ep2in', 'ep3in', 'ep3out'],
  );
});

test('what is kept of a machine gives the same findings as the machine', async () => {
  const system = new SimulatedKernel({ kernel: '6.12' });
  await up(
    new Gadget({ name: 'kvm', vendorId: 1, productId: 1, functions: [HidFunction.keyboard()] }),
    system,
  );
  const release = await system.kernelRelease();
  const looked = await examine({ system, release, options: {} });
  const kept = await capture(system);
  const again = await examine({ system: new CapturedSystem(kept), release, options: {} });
  const checks = ['configfs', 'controllers', 'endpoints'];
  const these = (findings: readonly Finding[]): Finding[] =>
    findings.filter(({ check }) => checks.includes(check));
  assert.deepEqual(these(again), these(looked));
  assert.ok(these(looked).length >= 4);
  assert.equal(
    kept.links
      .get('/sys/kernel/config/usb_gadget/kvm/configs/c.1/hid.keyboard')
      ?.endsWith('functions/hid.keyboard'),
    true,
  );
});

test('nothing is changed through what was kept of a machine', async () => {
  const system = new CapturedSystem(captureOf(machines['a Raspberry Pi that is ready']!));
  for (const call of [
    system.mkdir('/sys/kernel/config/usb_gadget/g1'),
    system.write('/sys/class/udc/fe980000.usb/soft_connect'),
    system.save('/etc/motd'),
  ])
    await assert.rejects(call, { code: 'EROFS' });
});

test('files that cannot be read just now, or never, are told of no more than those that are not there', async () => {
  const system = new SimulatedKernel();
  const release = await system.kernelRelease();
  const [udc] = await system.list('/sys/class/udc');
  const findings = (on: System): Promise<Finding[]> => examine({ system: on, release, options: {} });
  for (const [path, code] of [
    // A kernel that is locked down (fs/debugfs/file.c, debugfs_locked_down).
    [`/sys/kernel/debug/usb/${udc!.name}/hw_params`, 'EPERM'],
    // A controller that sleeps, and one that is just going away.
    [`/sys/kernel/debug/usb/${udc!.name}/regdump`, 'EIO'],
    [`/sys/class/udc/${udc!.name}/device/of_node/dr_mode`, 'ENODEV'],
  ] as const)
    assert.deepEqual(
      await findings(unseen(system, path, code, ['read'])),
      await findings(unseen(system, path, 'ENOENT', ['read'])),
    );
});
