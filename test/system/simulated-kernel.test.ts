import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { SimulatedKernel, type SimulatedCall } from 'usb-gadget/testing';

const g1 = '/sys/kernel/config/usb_gadget/g1';
const udc = 'fe980000.usb';

const text = async (kernel: SimulatedKernel, path: string): Promise<string> =>
  Buffer.from(await kernel.read(path)).toString();

/** A serial port in one configuration, not bound. */
async function serialPort(kernel: SimulatedKernel): Promise<void> {
  await kernel.mkdir(g1);
  await kernel.mkdir(`${g1}/configs/c.1`);
  await kernel.mkdir(`${g1}/functions/acm.usb0`);
  await kernel.symlink(`${g1}/functions/acm.usb0`, `${g1}/configs/c.1/acm.usb0`);
}

void suite('a simulated machine', () => {
  void test('has an empty configfs, and the controller of a Raspberry Pi', async () => {
    const kernel = new SimulatedKernel();
    assert.deepEqual(await kernel.list('/sys/kernel/config/usb_gadget'), []);
    assert.deepEqual(await kernel.list('/sys/class/udc'), [{ name: udc, type: 'link' }]);
    assert.equal(await text(kernel, `/sys/class/udc/${udc}/state`), 'not attached\n');
    assert.equal(await text(kernel, `/sys/class/udc/${udc}/maximum_speed`), 'high-speed\n');
    assert.equal(await kernel.kernelRelease(), '7.2');
  });

  void test('may have other controllers, known or described', async () => {
    const mine = { name: 'mine', endpoints: [{ name: 'ep1in', directions: ['in'] }] } as const;
    const kernel = new SimulatedKernel({
      controllers: [
        'dummy_udc.0',
        { name: 'a.usb', profile: 'dwc2-stm32mp15' },
        { name: 'b.usb', profile: mine },
      ],
    });
    const names = (await kernel.list('/sys/class/udc')).map(({ name }) => name);
    assert.deepEqual(names, ['dummy_udc.0', 'a.usb', 'b.usb']);
    await serialPort(kernel);
    await assert.rejects(kernel.bind(`${g1}/UDC`, 'b.usb'), { code: 'EBUSY' });
    await kernel.bind(`${g1}/UDC`, 'a.usb');
    assert.throws(() => new SimulatedKernel({ controllers: ['nosuch'] }), RangeError);
  });

  void test('shows a bound gadget at its controller, and the host at once', async () => {
    const kernel = new SimulatedKernel({ kernel: '6.12' });
    await serialPort(kernel);
    await kernel.bind(`${g1}/UDC`, `${udc}\n`);
    assert.equal(await text(kernel, `${g1}/UDC`), `${udc}\n`);
    assert.equal(await text(kernel, `${g1}/bcdUSB`), '0x0200\n');
    assert.equal(await text(kernel, `/sys/class/udc/${udc}/function`), 'g1\n');
    assert.equal(await text(kernel, `/sys/class/udc/${udc}/state`), 'configured\n');
    await kernel.unlink(`${g1}/configs/c.1/acm.usb0`);
    assert.equal(await text(kernel, `${g1}/UDC`), '\n');
    assert.equal(await text(kernel, `/sys/class/udc/${udc}/function`), '');
  });

  void test('fails as Node fails', async () => {
    const kernel = new SimulatedKernel();
    await assert.rejects(kernel.rmdir(g1), {
      name: 'Error',
      message: `ENOENT: no such file or directory, rmdir '${g1}'`,
      code: 'ENOENT',
      errno: -2,
      syscall: 'rmdir',
      path: g1,
    });
  });

  void test('names the kernel numbers that no library knows', async () => {
    const kernel = new SimulatedKernel({
      kernel: '5.10',
      controllers: ['max3420'],
      files: { '/tmp/small.img': 100 },
    });
    await kernel.mkdir(g1);
    await kernel.mkdir(`${g1}/functions/mass_storage.usb0`);
    await assert.rejects(kernel.write(`${g1}/functions/mass_storage.usb0/lun.0/file`, '/tmp/small.img'), {
      code: 'ETOOSMALL',
      errno: -525,
    });
  });

  void test('has configfs only when it is mounted and libcomposite loaded', async () => {
    const kernel = new SimulatedKernel({ configfs: false });
    await assert.rejects(kernel.mkdir(g1), { code: 'ENOENT' });
    await kernel.loadModule('libcomposite');
    await assert.rejects(kernel.mkdir(g1), { code: 'ENOENT' });
    await kernel.mount('configfs', 'configfs', '/sys/kernel/config');
    await kernel.mkdir(g1);
    await assert.rejects(kernel.loadModule('nosuch'), { code: 'ENOENT' });
  });

  void test('has vendor attributes only if it is told so', async () => {
    const path = `${g1}/functions/mass_storage.usb0/lun.0/inquiry_string_cdrom`;
    for (const vendorAttributes of [[], ['inquiry_string_cdrom']]) {
      const kernel = new SimulatedKernel({ vendorAttributes });
      await kernel.mkdir(g1);
      await kernel.mkdir(`${g1}/functions/mass_storage.usb0`);
      if (vendorAttributes.length) await kernel.write(path, 'A drive');
      else await assert.rejects(kernel.write(path, 'A drive'), { code: 'ENOENT' });
    }
  });

  void test('gives the same random addresses for the same seed', async () => {
    const address = async (seed: number): Promise<string> => {
      const kernel = new SimulatedKernel({ seed });
      await kernel.mkdir(g1);
      await kernel.mkdir(`${g1}/functions/ecm.usb0`);
      return text(kernel, `${g1}/functions/ecm.usb0/dev_addr`);
    };
    assert.equal(await address(1), await address(1));
    assert.notEqual(await address(1), await address(2));
    assert.match(await address(3), /^[0-9a-f][26ae](:[0-9a-f]{2}){5}\0\n$/);
  });

  void test('shows the numbers of the interfaces that a camera got, after others', async () => {
    const kernel = new SimulatedKernel({ controllers: ['usbip-vudc.0'] });
    await serialPort(kernel);
    const camera = `${g1}/functions/uvc.usb0`;
    for (const path of [
      '',
      '/control/header/h',
      '/streaming/header/h',
      '/streaming/mjpeg/m',
      '/streaming/mjpeg/m/p',
    ])
      await kernel.mkdir(camera + path);
    await kernel.symlink(`${camera}/streaming/mjpeg/m`, `${camera}/streaming/header/h/m`);
    for (const [part, speeds] of [
      ['control', ['fs', 'ss']],
      ['streaming', ['fs', 'hs', 'ss']],
    ] as const)
      for (const speed of speeds)
        await kernel.symlink(`${camera}/${part}/header/h`, `${camera}/${part}/class/${speed}/h`);
    await kernel.symlink(camera, `${g1}/configs/c.1/uvc.usb0`);
    assert.equal(await text(kernel, `${camera}/control/bInterfaceNumber`), '0\n');
    await kernel.bind(`${g1}/UDC`, 'usbip-vudc.0');
    assert.equal(await text(kernel, `${camera}/control/bInterfaceNumber`), '2\n');
    assert.equal(await text(kernel, `${camera}/streaming/bInterfaceNumber`), '3\n');
  });

  void test('keeps a medium that the host has locked, but for force', async () => {
    const kernel = new SimulatedKernel({ files: { '/srv/cd.iso': 1 << 20 } });
    const drive = `${g1}/functions/mass_storage.usb0/lun.0`;
    await kernel.mkdir(g1);
    await kernel.mkdir(`${g1}/functions/mass_storage.usb0`);
    await kernel.write(`${drive}/file`, '/srv/cd.iso');
    kernel.lockMedium(drive, true);
    await assert.rejects(kernel.write(`${drive}/file`, '\n'), { code: 'EBUSY' });
    await kernel.write(`${drive}/forced_eject`, '1');
    assert.equal(await text(kernel, `${drive}/file`), '');
  });
});

void suite('the tree as text', () => {
  void test('has a line for everything, links and folders in the order of making', async () => {
    const kernel = new SimulatedKernel({ kernel: '6.1' });
    await serialPort(kernel);
    await kernel.mkdir(`${g1}/functions/gser.usb0`);
    await kernel.symlink(`${g1}/functions/gser.usb0`, `${g1}/configs/c.1/a`);
    await kernel.mkdir(`${g1}/strings/0x409`);
    await kernel.write(`${g1}/strings/0x409/product`, 'Two "ports"\n');
    assert.deepEqual(kernel.tree().split('\n'), [
      'g1/UDC =',
      'g1/bDeviceClass = 0x00',
      'g1/bDeviceProtocol = 0x00',
      'g1/bDeviceSubClass = 0x00',
      'g1/bMaxPacketSize0 = 0x00',
      'g1/bcdDevice = 0x0601',
      'g1/bcdUSB = 0x0000',
      'g1/idProduct = 0x0000',
      'g1/idVendor = 0x0000',
      'g1/max_speed = super-speed-plus',
      'g1/configs/c.1/MaxPower = 2',
      'g1/configs/c.1/bmAttributes = 0x80',
      'g1/configs/c.1/acm.usb0 -> g1/functions/acm.usb0',
      'g1/configs/c.1/a -> g1/functions/gser.usb0',
      'g1/configs/c.1/strings/',
      'g1/functions/acm.usb0/port_num = 0',
      'g1/functions/gser.usb0/port_num = 1',
      'g1/os_desc/b_vendor_code = 0x00',
      'g1/os_desc/qw_sign =',
      'g1/os_desc/use = 0',
      'g1/strings/0x409/manufacturer =',
      'g1/strings/0x409/product = Two \\"ports\\"',
      'g1/strings/0x409/serialnumber =',
    ]);
  });
});

void suite('calls of a simulated machine', () => {
  void test('are on record with what came of them', async () => {
    const kernel = new SimulatedKernel();
    await kernel.mkdir(g1);
    await assert.rejects(kernel.write(`${g1}/idVendor`, 'x'));
    await kernel.read(`${g1}/idVendor`);
    assert.deepEqual(kernel.calls, [
      { call: 'mkdir', path: g1 },
      { call: 'write', path: `${g1}/idVendor`, value: 'x', errno: 'EINVAL' },
    ]);
  });

  void test('fail where a test wants them to, by number or by what they are', async () => {
    const kernel = new SimulatedKernel();
    await kernel.mkdir(g1);
    kernel.fail(1, 'EIO');
    await kernel.save('/run/state.json', '{}');
    await kernel.write(`${g1}/idVendor`, '1');
    await assert.rejects(kernel.write(`${g1}/idProduct`, '1'), { code: 'EIO' });
    await kernel.write(`${g1}/idProduct`, '1');

    kernel.fail(({ call }: SimulatedCall) => call === 'bind', 'ETIMEDOUT');
    for (let count = 0; count < 2; count++)
      await assert.rejects(kernel.bind(`${g1}/UDC`, udc), { code: 'ETIMEDOUT' });
  });
});

void suite('ordinary files of a simulated machine', () => {
  void test('are saved, claimed, read and removed', async () => {
    const kernel = new SimulatedKernel({ files: { '/etc/hostname': 'pi\n' }, users: { kvmd: 997 } });
    assert.equal(await text(kernel, '/etc/hostname'), 'pi\n');
    await kernel.save('/run/usb-gadget/g1.json', '{}');
    assert.deepEqual(await kernel.list('/run/usb-gadget'), [{ name: 'g1.json', type: 'file' }]);
    await kernel.claim('/run/usb-gadget/lock', '1');
    await assert.rejects(kernel.claim('/run/usb-gadget/lock', '2'), { code: 'EEXIST' });
    assert.equal(await text(kernel, '/run/usb-gadget/lock'), '1');
    await kernel.remove('/run/usb-gadget/lock');
    await kernel.remove('/run/usb-gadget/lock');
    await assert.rejects(kernel.stat('/run/usb-gadget/lock'), { code: 'ENOENT' });
    await assert.rejects(kernel.write('/run/none', '1'), { code: 'ENOENT' });
    assert.equal(await kernel.userId('kvmd'), 997);
    assert.equal(await kernel.userId('nobody'), undefined);
    await kernel.chown('/run/usb-gadget/g1.json', 997);
    assert.deepEqual(await kernel.stat('/run/usb-gadget/g1.json'), { type: 'file', size: 2, uid: 997 });
  });

  void test('may be programs', async () => {
    const kernel = new SimulatedKernel({
      programs: { id: (parameters) => ({ status: 0, stdout: parameters.join(' '), stderr: '' }) },
    });
    assert.deepEqual(await kernel.run('id', ['-u', 'root']), { status: 0, stdout: '-u root', stderr: '' });
    await assert.rejects(kernel.run('ip', []), { code: 'ENOENT' });
  });

  void test('are waited for until something changes, or the time is over', async () => {
    const kernel = new SimulatedKernel();
    const isThere = (): Promise<boolean> => kernel.stat('/run/ready').then(Boolean, () => false);
    const waiting = kernel.waitUntil(isThere, 60_000);
    await kernel.save('/run/other', '');
    await kernel.save('/run/ready', '');
    await waiting;
    await assert.rejects(
      kernel.waitUntil(() => Promise.resolve(false), 1),
      { code: 'ETIMEDOUT' },
    );
  });
});
