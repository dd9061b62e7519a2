import assert from 'node:assert/strict';
import type { System } from 'usb-gadget/live';

/** One clause of the contract of `System`. */
export interface Clause {
  readonly name: string;
  /** Judges it on a machine whose configfs is mounted and has no gadget `contract`; it may leave that gadget behind. */
  readonly check: (system: System) => Promise<void>;
}

const usbGadget = '/sys/kernel/config/usb_gadget';
const gadget = `${usbGadget}/contract`;
const saved = '/tmp/usb-gadget-contract/folder/file';

const refused = (work: Promise<unknown>, ...codes: string[]): Promise<void> =>
  assert.rejects(work, (error: NodeJS.ErrnoException) => {
    assert.ok(codes.includes(error.code ?? ''), `${String(error)}, expected ${codes.join(' or ')}`);
    return true;
  });

const text = async (system: System, path: string): Promise<string> =>
  new TextDecoder().decode(await system.read(path));

const names = async (system: System, path: string, type: string): Promise<string[]> =>
  (await system.list(path)).filter((each) => each.type === type).map((each) => each.name);

async function withFunctions(system: System, ...functions: string[]): Promise<void> {
  await system.mkdir(`${gadget}/configs/c.1`);
  for (const name of functions) await system.mkdir(`${gadget}/functions/${name}`);
}

const linkTo = (system: System, name: string): Promise<void> =>
  system.symlink(`${gadget}/functions/${name}`, `${gadget}/configs/c.1/${name}`);

/** Everything that the rest of the library takes for granted of a machine, real or simulated. */
export const contract: readonly Clause[] = [
  {
    name: 'the kernel has a release that begins with two numbers',
    check: async (system) => assert.match(await system.kernelRelease(), /^\d+\.\d+/),
  },
  {
    name: 'a folder is made once',
    check: async (system) => {
      await system.mkdir(gadget);
      await refused(system.mkdir(gadget), 'EEXIST');
      assert.equal((await system.stat(gadget)).type, 'folder');
    },
  },
  {
    name: 'a text is written in one call and read back as the kernel shows it',
    check: async (system) => {
      await system.mkdir(gadget);
      await system.write(`${gadget}/idVendor`, '7531');
      assert.equal(await text(system, `${gadget}/idVendor`), '0x1d6b\n');
    },
  },
  {
    name: 'a line feed clears a text',
    check: async (system) => {
      const product = `${gadget}/strings/0x409/product`;
      await system.mkdir(gadget);
      await system.mkdir(`${gadget}/strings/0x409`);
      await system.write(product, 'Contract');
      await system.write(product, '\n');
      assert.equal(await text(system, product), '\n');
    },
  },
  {
    name: 'bytes are written and read as they are',
    check: async (system) => {
      const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
      await system.mkdir(gadget);
      await system.mkdir(`${gadget}/functions/hid.usb0`);
      await system.write(`${gadget}/functions/hid.usb0/report_desc`, bytes);
      assert.deepEqual(new Uint8Array(await system.read(`${gadget}/functions/hid.usb0/report_desc`)), bytes);
    },
  },
  {
    name: 'an attribute that is not there is not made by writing',
    check: async (system) => {
      await system.mkdir(gadget);
      await refused(system.write(`${gadget}/noSuchAttribute`, '1'), 'ENOENT');
      await refused(system.read(`${gadget}/noSuchAttribute`), 'ENOENT');
    },
  },
  {
    name: 'an attribute that can only be written is written',
    check: async (system) => {
      const release = await system.kernelRelease();
      if (/^[1-5]\./.test(release)) return; // forced_eject came with 6.0
      await system.mkdir(gadget);
      await system.mkdir(`${gadget}/functions/mass_storage.usb0`);
      await system.write(`${gadget}/functions/mass_storage.usb0/lun.0/forced_eject`, '1');
    },
  },
  {
    name: 'a refused value is told by the name of its error number',
    check: async (system) => {
      await system.mkdir(gadget);
      await refused(system.write(`${gadget}/idVendor`, 'x'), 'EINVAL');
      await refused(system.write(`${gadget}/idVendor`, '65536'), 'ERANGE');
    },
  },
  {
    name: 'error numbers without a name in C libraries have one here',
    check: async (system) => {
      const image = '/tmp/usb-gadget-contract.img';
      await system.save(image, 'less than a sector');
      await system.mkdir(gadget);
      await system.mkdir(`${gadget}/functions/mass_storage.usb0`);
      await refused(system.write(`${gadget}/functions/mass_storage.usb0/lun.0/file`, image), 'ETOOSMALL');
      await system.remove(image);
    },
  },
  {
    name: 'a list is in the order of the directory stream, and links are read as the kernel makes them',
    check: async (system) => {
      await system.mkdir(gadget);
      const functions = ['acm.c', 'acm.a', 'acm.d', 'acm.b'];
      await withFunctions(system, ...functions);
      for (const name of functions) await linkTo(system, name);
      const [major = 0, minor = 0] = (await system.kernelRelease()).split('.').map(Number);
      const oldestFirst = major > 6 || (major === 6 && minor >= 13);
      const inOrder = oldestFirst ? functions : [...functions].reverse();
      assert.deepEqual(await names(system, `${gadget}/configs/c.1`, 'link'), inOrder);
      const groups = (await names(system, gadget, 'folder')).filter((name) =>
        /^(functions|configs)$/.test(name),
      );
      assert.deepEqual(groups, oldestFirst ? ['functions', 'configs'] : ['configs', 'functions']);
      const link = await system.readlink(`${gadget}/configs/c.1/acm.a`);
      assert.equal(link, '../../../../usb_gadget/contract/functions/acm.a');
    },
  },
  {
    name: 'what is linked, not empty or a default group is not removed',
    check: async (system) => {
      await system.mkdir(gadget);
      await withFunctions(system, 'acm.a');
      await linkTo(system, 'acm.a');
      await refused(system.rmdir(`${gadget}/functions/acm.a`), 'EBUSY');
      await refused(system.rmdir(`${gadget}/configs/c.1`), 'ENOTEMPTY');
      await refused(system.rmdir(`${gadget}/strings`), 'EPERM');
      await refused(linkTo(system, 'acm.a'), 'EEXIST');
      await refused(linkTo(system, 'acm.b'), 'ENOENT');
      await system.unlink(`${gadget}/configs/c.1/acm.a`);
      await refused(system.unlink(`${gadget}/configs/c.1/acm.a`), 'ENOENT');
      await system.rmdir(`${gadget}/configs/c.1`);
    },
  },
  {
    name: 'a gadget is bound and unbound, and not twice',
    check: async (system) => {
      const udc = (await system.list('/sys/class/udc'))[0]!.name;
      await system.mkdir(gadget);
      await withFunctions(system, 'acm.a');
      await linkTo(system, 'acm.a');
      await refused(system.bind(`${gadget}/UDC`, '\n'), 'ENODEV');
      await refused(system.bind(`${gadget}/UDC`, 'no-such-controller'), 'EBUSY', 'ENODEV');
      await system.bind(`${gadget}/UDC`, udc);
      assert.equal(await text(system, `${gadget}/UDC`), `${udc}\n`);
      assert.equal((await text(system, `/sys/class/udc/${udc}/function`)).trim(), 'contract');
      await refused(system.bind(`${gadget}/UDC`, udc), 'EBUSY');
      await system.bind(`${gadget}/UDC`, '\n');
      assert.equal(await text(system, `${gadget}/UDC`), '\n');
    },
  },
  {
    name: 'files are given to users by number',
    check: async (system) => {
      await system.mkdir(gadget);
      await system.chown(`${gadget}/UDC`, 12);
      assert.deepEqual(await system.stat(`${gadget}/UDC`), {
        type: 'file',
        size: 4096,
        uid: 12,
        mode: 0o644,
      });
      await refused(system.chown(`${gadget}/nothing`, 12), 'ENOENT');
    },
  },
  {
    name: 'users have numbers, and who is none has none',
    check: async (system) => {
      assert.equal(await system.userId('root'), 0);
      assert.equal(await system.userId('no-such-user'), undefined);
    },
  },
  {
    name: 'an ordinary file is saved with its folders, replaced and removed',
    check: async (system) => {
      await system.save(saved, 'one');
      await system.save(saved, 'two');
      assert.equal(await text(system, saved), 'two');
      await system.remove(saved);
      await system.remove(saved);
      await refused(system.read(saved), 'ENOENT');
      await refused(system.stat(saved), 'ENOENT');
    },
  },
  {
    name: 'a file is claimed by one only',
    check: async (system) => {
      await system.claim(saved, 'mine');
      await refused(system.claim(saved, 'yours'), 'EEXIST');
      assert.equal(await text(system, saved), 'mine');
      await system.remove(saved);
      await system.claim(saved, 'yours');
      await system.remove(saved);
    },
  },
  {
    name: 'a module that is there already is no fault, one that does not exist is',
    check: async (system) => {
      await system.loadModule('libcomposite');
      await refused(system.loadModule('usb_f_no_such_function'), 'ENOENT');
    },
  },
  {
    name: 'a program that does not exist is refused',
    check: (system) => refused(system.run('no-such-program', []), 'ENOENT'),
  },
  {
    name: 'waiting ends when it has come about, or when the time is over',
    check: async (system) => {
      let looks = 0;
      await system.waitUntil(() => Promise.resolve(++looks > 0), 60_000);
      assert.equal(looks, 1);
      await refused(
        system.waitUntil(() => Promise.resolve(false), 1),
        'ETIMEDOUT',
      );
    },
  },
];
