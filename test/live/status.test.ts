import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defineGadget } from 'usb-gadget';
import { gadgetStatus, up, type GadgetStatus } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { bound, images, keyboard } from './gadgets.js';
import { rejectsWith } from './rejects.js';

const common = { vendorId: 0x1d6b, productId: 0x0104 };

const devices = ({ functions }: GadgetStatus): Record<string, readonly string[]> =>
  Object.fromEntries(functions.map(({ name, device }) => [name, device?.names ?? []]));

describe('gadgetStatus', () => {
  it('finds each node by what the function tells, not by counting', async () => {
    const system = new SimulatedKernel({ controllers: ['dummy_udc.0', 'dummy_udc.1'] });
    const of = (name: string, ...functions: object[]): ReturnType<typeof defineGadget> =>
      defineGadget({ ...common, name, functions: functions as never });
    const hid = (name: string): object => ({ driver: 'hid', name, preset: 'boot-mouse' });
    await up(of('b', hid('second'), { driver: 'acm', name: 'late' }), system, { udc: 'dummy_udc.1' });
    await up(
      of('a', hid('x'), { driver: 'gser', name: 'y' }, { driver: 'ecm', name: 'z' }, hid('w')),
      system,
      {
        udc: 'dummy_udc.0',
      },
    );
    assert.deepEqual(devices(await gadgetStatus(system, 'b')), {
      'hid.second': ['/dev/hidg0'],
      'acm.late': ['/dev/ttyGS0'],
    });
    assert.deepEqual(devices(await gadgetStatus(system, 'a')), {
      'hid.x': ['/dev/hidg1'],
      'gser.y': ['/dev/ttyGS1'],
      'ecm.z': ['usb0'],
      'hid.w': ['/dev/hidg2'],
    });
  });

  it('finds sound cards, cameras and printers by what hangs on the controller', async () => {
    const system = new SimulatedKernel({ controllers: ['fe980000.usb'] });
    const functions = [
      { driver: 'uac2', name: 'sound', speakers: {} },
      {
        driver: 'uvc',
        name: 'camera',
        formats: [{ format: 'mjpeg', frames: [{ width: 640, height: 480, framesPerSecond: 30 }] }],
      },
      { driver: 'printer', name: 'paper' },
      { driver: 'midi', name: 'keys', cardId: 'organ' },
    ] as const;
    await up(defineGadget({ ...common, name: 'g', functions: functions as never }), system);
    assert.deepEqual(devices(await gadgetStatus(system, 'g')), {
      'uac2.sound': ['UAC2Gadget'],
      'uvc.camera': ['/dev/video0'],
      'printer.paper': ['/dev/g_printer0'],
      'midi.keys': ['organ'],
    });
  });

  it('has no nodes that come with the bind while the gadget is not bound', async () => {
    const system = new SimulatedKernel({ files: images });
    await up(bound, system, { bind: false });
    const status = await gadgetStatus(system, 'g1');
    assert.deepEqual(devices(status), {
      'hid.usb0': [],
      'mass_storage.usb0': [],
      'ncm.usb0': [],
      'acm.usb0': ['/dev/ttyGS0'],
    });
    assert.equal(status.host.verdict, 'absent');
  });

  it('tells configurations, media and the endpoints that it expects', async () => {
    const system = new SimulatedKernel({ files: images });
    await up(bound, system);
    const { functions, configurations, maker } = await gadgetStatus(system, 'g1');
    assert.equal(maker, 'ours');
    assert.deepEqual(
      configurations.map(({ name }) => name),
      ['c.1', 'd.2'],
    );
    const [hid, disk, ncm] = functions;
    assert.deepEqual(
      hid!.endpoints!.map(({ endpoints }) => endpoints.map(({ address }) => address)),
      [[0x81]],
    );
    assert.deepEqual(
      disk!.drives!.map(({ lun, file, cdrom }) => [lun, file, cdrom]),
      [
        [0, '/tmp/usb-gadget-cd.iso', true],
        [1, '/tmp/usb-gadget-disk.img', false],
      ],
    );
    assert.deepEqual(ncm!.configurations, ['d.2']);
    assert.equal(ncm!.endpoints![0]!.endpoints.length, 3);
  });

  it('does not take the word of the controller for a host', async () => {
    const system = new SimulatedKernel();
    await up(keyboard, system);
    assert.deepEqual((await gadgetStatus(system, 'g1')).host, {
      holder: 'g1',
      state: 'configured',
      speed: 'high-speed',
      verdict: 'unproven',
    });
    system.setHost('fe980000.usb', 'away');
    assert.equal((await gadgetStatus(system, 'g1')).host.state, 'configured');
  });

  it('knows a gadget of others by its attributes, and predicts nothing for what it does not know', async () => {
    const system = new SimulatedKernel();
    const folder = '/sys/kernel/config/usb_gadget/theirs';
    await system.mkdir(folder);
    await system.mkdir(`${folder}/configs/c.1`);
    for (const name of ['acm.x', 'ffs.y']) {
      await system.mkdir(`${folder}/functions/${name}`);
      await system.symlink(`${folder}/functions/${name}`, `${folder}/configs/c.1/${name}`);
    }
    const { maker, functions } = await gadgetStatus(system, 'theirs');
    assert.equal(maker, 'foreign');
    assert.ok(functions.every(({ endpoints }) => endpoints === undefined));
  });

  it('says that there is no such gadget', async () => {
    await rejectsWith(gadgetStatus(new SimulatedKernel(), 'g1'), 'GADGET_MISSING');
  });
});
