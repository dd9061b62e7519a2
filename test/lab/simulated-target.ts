import { join } from 'node:path';
import type { SimulatedKernel } from '../../src/system/simulated-kernel.js';
import type { SystemError } from '../../src/system/system.js';
import { configfs, type Operation, type Outcome } from './configfs-driver.js';
import type { Tree } from './configfs-tree.js';
import type { Sight } from './sights.js';

type Value = Extract<Outcome, { ok: true }>['value'];

async function perform(system: SimulatedKernel, operation: Operation): Promise<Value> {
  const path = join(configfs, operation.path);
  switch (operation.op) {
    case 'mkdir':
      return void (await system.mkdir(path));
    case 'rmdir':
      return void (await system.rmdir(path));
    case 'unlink':
      return void (await system.unlink(path));
    case 'symlink':
      return void (await system.symlink(join(configfs, operation.target), path));
    case 'read':
      return Buffer.from(await system.read(path)).toString('hex');
    case 'readlink':
      return system.readlink(path);
    case 'list':
      return (await system.list(path)).map(({ name }) => name);
    case 'write':
      return void (await system.write(path, Buffer.from(operation.hex, 'hex')));
  }
}

/** Performs one operation on a simulated kernel, as `drive` does on the running one. */
export async function simulate(system: SimulatedKernel, operation: Operation): Promise<Outcome> {
  try {
    const value = await perform(system, operation);
    return value === undefined ? { ok: true } : { ok: true, value };
  } catch (error) {
    const { code, errno = 0 } = error as SystemError;
    return { ok: false, errno: -errno, name: code };
  }
}

/** The tree of a simulated kernel in the form of `readTree`. */
export async function simulatedTree(system: SimulatedKernel, sights: readonly Sight[]): Promise<Tree> {
  const tree: Record<string, string> = {};
  for (const { path, type } of sights.slice(1)) {
    const place = join(configfs, path);
    if (type === 'folder') tree[path] = 'folder';
    else if (type === 'link') tree[path] = `-> ${await system.readlink(place)}`;
    else
      tree[path] = await system.read(place).then(
        (bytes) => Buffer.from(bytes).toString('latin1'),
        (error: unknown) => (error as SystemError).code,
      );
  }
  return tree;
}
