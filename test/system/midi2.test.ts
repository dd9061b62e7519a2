import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { SimulatedKernel } from '../../src/system/simulated-kernel.js';
import type { SystemError } from '../../src/system/system.js';

const root = '/sys/kernel/config/usb_gadget/g';
const function_ = `${root}/functions/midi2.a`;

async function machine(kernel = '6.12'): Promise<SimulatedKernel> {
  const system = new SimulatedKernel({ kernel });
  for (const path of [root, `${root}/configs/c.1`, function_]) await system.mkdir(path);
  return system;
}

const errnoOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'ok',
    (error: unknown) => (error as SystemError).code,
  );

const link = (system: SimulatedKernel): Promise<string> =>
  errnoOf(system.symlink(function_, `${root}/configs/c.1/a`));

/** As f_midi2.c says it; no kernel of Debian has the module. */
void suite('midi2 on the simulated kernel', () => {
  void test('is there from 6.6 on', async () => {
    assert.equal(await errnoOf(machine('6.1')), 'ENOENT');
    assert.equal(await errnoOf(machine('6.12')), 'ok');
  });

  void test('makes endpoints and blocks by number, however it is written', async () => {
    const system = await machine();
    const outcomes: Record<string, string> = {
      'ep.1': 'ok',
      'ep.01': 'EBUSY',
      'ep.0': 'EEXIST',
      'ep.00': 'EBUSY',
      'ep.4': 'EINVAL',
      'ep.4294967296': 'ERANGE',
      'ep.': 'EINVAL',
      'endpoint.1': 'EINVAL',
      'ep.0/block.0': 'EEXIST',
      'ep.0/block.31': 'ok',
      'ep.0/block.32': 'EINVAL',
      'ep.1/block.0': 'ok',
      'ep.1/block.+0': 'EBUSY',
    };
    for (const [path, outcome] of Object.entries(outcomes))
      assert.equal(await errnoOf(system.mkdir(`${function_}/${path}`)), outcome, path);
    assert.equal(await errnoOf(system.rmdir(`${function_}/ep.0`)), 'EPERM');
  });

  void test('takes no link with what its driver cannot map, and no write once it is linked', async () => {
    const system = await machine();
    const write = (path: string, text: string): Promise<string> =>
      errnoOf(system.write(`${function_}/${path}`, text));
    const faults: readonly (readonly [path: string, bad: string, good: string])[] = [
      ['ep.0/protocol_caps', '1', '3'],
      ['ep.0/block.0/first_group', '1', '0'],
      ['ep.0/block.0/midi1_num_groups', '0', '1'],
      ['ep.0/block.0/midi1_num_groups', '2', '1'],
    ];
    for (const [path, bad, good] of faults) {
      assert.equal(await write(path, bad), 'ok');
      assert.equal(await link(system), 'EINVAL', `${path} ${bad}`);
      assert.equal(await write(path, good), 'ok');
    }
    assert.equal(await link(system), 'ok');
    assert.equal(await write('ep.0/block.0/name', 'x'), 'EBUSY');
    assert.equal(await errnoOf(system.mkdir(`${function_}/ep.0/block.1`)), 'EBUSY');
    assert.equal(await errnoOf(system.mkdir(`${function_}/ep.1`)), 'ok');
  });

  void test('keeps 128 bytes of the first line of a name', async () => {
    const system = await machine();
    const name = `${function_}/ep.0/ep_name`;
    await system.write(name, `${'x'.repeat(200)}\n`);
    assert.equal(Buffer.from(await system.read(name)).toString(), `${'x'.repeat(128)}\n`);
    await system.write(name, 'a\nb');
    assert.equal(Buffer.from(await system.read(name)).toString(), 'a\n');
  });
});
