import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kernelVersion } from '../../src/attributes/kernel-version.js';
import { SimulatedKernel } from '../../src/system/simulated-kernel.js';
import { seededRandom } from '../../src/system/simulated-random.js';
import {
  configfs,
  drive,
  mkdir,
  mustDrive,
  symlink,
  write,
  type Operation,
  type Outcome,
} from './configfs-driver.js';
import { readTree, removeEveryGadget, type Tree } from './configfs-tree.js';
import { isHarmful } from './harm.js';
import { describe, show } from './operation-text.js';
import { Draws } from './random.js';
import { gadgetOf, RandomOperations } from './random-operations.js';
import { media } from './random-values.js';
import { look, simulate, simulatedTree, type Sight } from './simulated-target.js';
import { waitFor } from './wait.js';

const controller = 'dummy_udc.0';
/** The whole trees are compared after so many operations. */
const treeInterval = 10;

/** The kernel may show what lies behind a signature without an end. */
const signatureUnits = 7;

const isOfMachine = /\/(dev|dev_addr|host_addr)$/;

/** The same operations on the running kernel and on a simulated one, each outcome compared with the other. */
export class Lockstep {
  readonly #simulated: SimulatedKernel;
  readonly #version: number;
  readonly #history: string[] = [];
  /** MAC addresses that were written: the others are random on each machine. */
  readonly #written = new Set<string>();

  readonly #drivers: readonly string[] | undefined;

  /**
   * @param release - the running kernel's release.
   * @param drivers - whose functions are made. Default: all that have tables.
   */
  constructor(release: string, drivers?: readonly string[]) {
    this.#drivers = drivers;
    this.#version = kernelVersion(release);
    this.#simulated = new SimulatedKernel({
      kernel: release,
      controllers: [controller],
      files: { ...media, '/dev/null': { type: 'other' } },
    });
  }

  /**
   * Brings both machines to one state: what earlier gadgets left in drivers and in the controller is taken back by a gadget with
   * the defaults of rndis that is bound and removed.
   */
  async level(): Promise<void> {
    const operations: readonly Operation[] = [
      mkdir('level'),
      mkdir('level/functions/rndis.a'),
      write('level/functions/rndis.a/class', '02'),
      write('level/functions/rndis.a/subclass', '06'),
      write('level/functions/rndis.a/protocol', '00'),
      mkdir('level/configs/c.1'),
      symlink('level/functions/rndis.a', 'level/configs/c.1/rndis.a'),
      write('level/UDC', controller),
      write('level/UDC', '\n'),
      { op: 'unlink', path: 'level/configs/c.1/rndis.a' },
      { op: 'rmdir', path: 'level/configs/c.1' },
      { op: 'rmdir', path: 'level/functions/rndis.a' },
      { op: 'rmdir', path: 'level' },
    ];
    removeEveryGadget();
    mustDrive(operations);
    for (const operation of operations) await simulate(this.#simulated, operation);
  }

  /**
   * Starts from nothing and goes on until an outcome differs; in the end both machines are emptied.
   *
   * @returns the difference with what led to it, or undefined if there is none.
   */
  async run(seed: number, count: number): Promise<string | undefined> {
    const operations = new RandomOperations(new Draws(seededRandom(seed)), this.#drivers);
    this.#history.length = 0;
    for (let number = 1; number <= count; number++) {
      const sights = await look(this.#simulated, this.#version);
      const circumstances = {
        system: this.#simulated,
        kernel: this.#version,
        bound: await this.#bound(sights),
        links: await this.#links(sights),
      };
      let operation = operations.next(sights);
      while (await isHarmful(operation, circumstances)) operation = operations.next(sights);
      // What an enumeration changes must tell whether there was one.
      const isBind = isOfUdc(operation) && !circumstances.bound.has(gadgetOf(operation.path));
      const clear: Operation = { op: 'write', path: sizeBeside(operation.path), hex: textHex('0') };
      const difference = (isBind && (await this.#step(clear))) || (await this.#step(operation));
      if (difference) return this.#report(difference);
      if (number % treeInterval && number < count) continue;
      const treeDifference = await this.#treeDifference();
      if (treeDifference) return this.#report(treeDifference);
    }
    return this.#empty();
  }

  async #step(operation: Operation): Promise<string | undefined> {
    const wanted = await simulate(this.#simulated, operation);
    const got = await this.#drive(operation, wanted);
    this.#history.push(`${describe(operation)} -> ${show(got)}`);
    if (this.#comparable(operation, got) !== this.#comparable(operation, wanted))
      return `the kernel says ${show(got)}, simulated ${show(wanted)}`;
    if (wanted.ok) this.#remember(operation);
    return undefined;
  }

  /** Removes everything from both machines, which also tells them apart. */
  async #empty(): Promise<string | undefined> {
    const sights = await look(this.#simulated, this.#version);
    const paths = (type: Sight['type']): string[] =>
      sights.filter((each) => each.type === type && each.path).map(({ path }) => path);
    const operations: Operation[] = [
      ...paths('file')
        .filter((path) => path.endsWith('/UDC'))
        .map((path): Operation => ({ op: 'write', path, hex: textHex('\n') })),
      ...paths('link').map((path): Operation => ({ op: 'unlink', path })),
      ...paths('folder')
        .reverse()
        .map((path): Operation => ({ op: 'rmdir', path })),
    ];
    for (const operation of operations) {
      const difference = await this.#step(operation);
      if (difference) return this.#report(difference);
    }
    return undefined;
  }

  async #bound(sights: readonly Sight[]): Promise<ReadonlySet<string>> {
    const gadgets = sights.map(({ path }) => path).filter((path) => path && !path.includes('/'));
    const texts = await Promise.all(gadgets.map((each) => this.#simulated.read(`${configfs}/${each}/UDC`)));
    return new Set(gadgets.filter((_, index) => texts[index]!.length > 1));
  }

  /** Waits after a bind, where the simulated host has, until the host has read the device descriptor, which the kernel then writes down. */
  async #drive(operation: Operation, wanted: Outcome): Promise<Outcome> {
    const got = drive(operation);
    if (!isOfUdc(operation) || !wanted.ok || !got.ok) return got;
    const size = sizeBeside(operation.path);
    const awaited = await simulate(this.#simulated, { op: 'read', path: size });
    if (awaited.ok && awaited.value !== textHex('0x00\n'))
      await waitFor(`the host to read the device descriptor after\n${this.#history.join('\n')}`, () =>
        readFileSync(join(configfs, size), 'utf8') === '0x00\n' ? undefined : true,
      );
    return got;
  }

  /** Where the links of configurations lead. */
  async #links(sights: readonly Sight[]): Promise<ReadonlyMap<string, string>> {
    const links = sights.filter(({ path, type }) => type === 'link' && path.includes('/configs/'));
    const targets = links.map(async ({ path }): Promise<[string, string]> => {
      const text = await this.#simulated.readlink(`${configfs}/${path}`);
      return [path, text.replace(/^.*usb_gadget\//, '')];
    });
    return new Map(await Promise.all(targets));
  }

  #remember(operation: Operation): void {
    const { op, path } = operation;
    if (operation.op === 'write' && operation.hex) this.#written.add(path);
    if (op === 'rmdir')
      for (const each of this.#written) if (each.startsWith(`${path}/`)) this.#written.delete(each);
  }

  /** Random addresses, and the major number of hid devices, are the machine's own. */
  #own(path: string, text: string): string {
    if (path.endsWith('/qw_sign')) return text.slice(0, signatureUnits);
    if (!isOfMachine.test(path) || this.#written.has(path)) return text;
    return text.replace(/^\d+:(?=\d+\n$)/, '*:').replace(/^([0-9a-f]{2}:){5}[0-9a-f]{2}(?=\0\n$)/, '*');
  }

  #comparable({ op, path }: Operation, outcome: Outcome): string {
    if (!outcome.ok) return outcome.name;
    const { value } = outcome;
    if (op === 'write' || value === undefined) return 'ok';
    if (op === 'read') return this.#own(path, Buffer.from(String(value), 'hex').toString('latin1'));
    if (op !== 'list') return String(value);
    // The order of attributes is that of the drivers' tables, which nobody needs to know.
    const folders = (value as string[]).filter((name) => isFolder(join(configfs, path, name)));
    return [...folders, ...(value as string[]).filter((name) => !folders.includes(name)).sort()].join(' ');
  }

  async #treeDifference(): Promise<string | undefined> {
    const wanted = await simulatedTree(this.#simulated, await look(this.#simulated, this.#version));
    const got = withoutLinked(readTree());
    for (const path of new Set([...Object.keys(got), ...Object.keys(wanted)])) {
      const [here, there] = [got[path], wanted[path]].map((text) =>
        text === undefined ? 'nothing' : JSON.stringify(this.#own(path, text)),
      );
      if (here !== there) return `${path}: the kernel has ${here}, simulated ${there}`;
    }
    return undefined;
  }

  #report(difference: string): string {
    return `${difference}\nafter\n${this.#history.slice(-200).join('\n')}`;
  }
}

const textHex = (text: string): string => Buffer.from(text).toString('hex');
const isOfUdc = ({ op, path }: Operation): boolean => op === 'write' && path.endsWith('/UDC');
const sizeBeside = (udc: string): string => udc.replace(/UDC$/, 'bMaxPacketSize0');

/** Node looks into the folders that links lead to as well. */
function withoutLinked(tree: Tree): Tree {
  const links = Object.keys(tree).filter((path) => tree[path]?.startsWith('-> '));
  return Object.fromEntries(
    Object.entries(tree).filter(([path]) => !links.some((link) => path.startsWith(`${link}/`))),
  );
}

function isFolder(path: string): boolean {
  return drive({ op: 'list', path: path.slice(configfs.length + 1) }).ok;
}

/** Makes the media of the operations, as the simulated kernel has them. */
export function makeMedia(): void {
  for (const [path, size] of Object.entries(media)) writeFileSync(path, Buffer.alloc(size));
}
