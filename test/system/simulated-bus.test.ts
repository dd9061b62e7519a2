import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { SimulatedKernel } from 'usb-gadget/testing';

const folder = '/sys/kernel/config/usb_gadget';
const udc = 'dummy_udc.0';

/** A machine with gadgets of these functions, one configuration each. */
async function machine(gadgets: Readonly<Record<string, readonly string[]>>): Promise<SimulatedKernel> {
  const kernel = new SimulatedKernel({ controllers: [udc], functionFs: [] });
  for (const [name, functions] of Object.entries(gadgets)) {
    const gadget = `${folder}/${name}`;
    await kernel.mkdir(gadget);
    await kernel.mkdir(`${gadget}/configs/c.1`);
    for (const each of functions) {
      await kernel.mkdir(`${gadget}/functions/${each}`);
      await kernel.symlink(`${gadget}/functions/${each}`, `${gadget}/configs/c.1/${each}`);
    }
  }
  return kernel;
}

const bind = (kernel: SimulatedKernel, gadget: string): Promise<void> =>
  kernel.bind(`${folder}/${gadget}/UDC`, udc);
const unbind = (kernel: SimulatedKernel, gadget: string): Promise<void> =>
  kernel.bind(`${folder}/${gadget}/UDC`, '\n');
const isSeen = async (kernel: SimulatedKernel, gadget: string): Promise<boolean> =>
  Buffer.from(await kernel.read(`${folder}/${gadget}/bcdUSB`)).toString() !== '0x0000\n';

/** Its bind fails after `obex` has taken the gadget off the bus, since no program serves the other function. */
const failing = ['obex.a', 'ffs.a'];

void suite('the bus of a simulated machine', () => {
  void test('does not see a gadget with a function that waits for a program', async () => {
    const kernel = await machine({ g: ['obex.a'] });
    await bind(kernel, 'g');
    assert.equal(await isSeen(kernel, 'g'), false);
  });

  void test('sees no gadget after a bind with such a function that failed, until one is unbound', async () => {
    const kernel = await machine({ g: failing, h: ['acm.a'] });
    await assert.rejects(bind(kernel, 'g'), { code: 'EBUSY' });
    await bind(kernel, 'h');
    assert.equal(await isSeen(kernel, 'h'), false);
    await unbind(kernel, 'h');
    await bind(kernel, 'h');
    assert.equal(await isSeen(kernel, 'h'), true);
  });

  void test('sees the others after further binds of that gadget that fail', async () => {
    const kernel = await machine({ g: failing, h: ['acm.a'] });
    await assert.rejects(bind(kernel, 'g'), { code: 'EBUSY' });
    await bind(kernel, 'h');
    await unbind(kernel, 'h');
    await assert.rejects(bind(kernel, 'g'), { code: 'EBUSY' });
    await bind(kernel, 'h');
    assert.equal(await isSeen(kernel, 'h'), true);
  });
});
