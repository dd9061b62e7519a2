// A unit test of a gadget as you may write it: no board, no root, no kernel.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpointsOf, findControllerProfile, validate } from 'usb-gadget';
import { listGadgets, up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { gadget } from './two-lun-stick.js';

const definition = gadget.toDefinition();

const images = { '/srv/images/installer.iso': 4 << 20, '/srv/images/data.img': 1 << 20 };

test('the stick has no faults on the kernels that we ship', () => {
  for (const kernel of ['5.10', '6.1', '6.12']) assert.deepEqual(validate(gadget, { kernel }), []);
});

test('the stick fits our boards', () => {
  for (const name of ['dwc2-bcm2835', 'dwc3:16', 'musb-sunxi-h3'])
    assert.equal(endpointsOf(gadget, findControllerProfile(name)!).works, true, name);
});

test('the stick comes up, and a second time nothing changes', async () => {
  const board = new SimulatedKernel({ kernel: '6.12', files: images });
  await up(definition, board);
  const [listed] = await listGadgets(board);
  assert.equal(listed?.udc, 'fe980000.usb');
  assert.deepEqual(listed.functions, ['mass_storage.usb0']);
  assert.match(board.tree(), /lun\.0\/ro = 1/);
  assert.deepEqual((await up(definition, board)).plan.operations, []);
});

test('when the board has no controller, nothing is left behind', async () => {
  const board = new SimulatedKernel({ controllers: [], files: images });
  await assert.rejects(up(definition, board), { code: 'CONTROLLER_MISSING' });
  assert.equal(board.tree(), '');
});

test('when the kernel refuses a write, nothing is left behind', async () => {
  const board = new SimulatedKernel({ files: images });
  board.fail(({ path }) => path.endsWith('lun.1/file'), 'EIO');
  await assert.rejects(up(definition, board), { code: 'OPERATION_FAILED' });
  assert.equal(board.tree(), '');
});
