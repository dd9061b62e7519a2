import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kernelVersion, type KernelVersion } from '../../src/attributes/kernel-version.js';
import { SimulatedKernel } from '../../src/system/simulated-kernel.js';
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
import { readTree, removeEveryGadget } from './configfs-tree.js';
import { harmOf, type Circumstances } from './harm.js';
import { describe, show } from './operation-text.js';
import { media } from './random-values.js';
import { Sights } from './sights.js';
import { simulate, simulatedTree } from './simulated-target.js';
import type { Tally } from './tally.js';
import { isochronousController } from './virtual-cable.js';
import { waitFor } from './wait.js';

/** The kernel may show what lies behind a signature without an end. */
const signatureUnits = 7;

const isOfMachine = /\/(dev|dev_addr|host_addr)$/;

/** What a difference is told with: so many operations before it. */
const toldOperations = 200;

/** That the two machines did not do the same. */
export class Difference extends Error {}

/** What the two machines are. */
export interface LockstepOptions {
  /** The running kernel's release. */
  readonly release: string;
  /** The controller that gadgets are bound to. */
  readonly controller: string;
  /** Counts what is done, and how it ends. */
  readonly tally: Tally;
}

/** The same operations on the running kernel and on a simulated one, each outcome compared with the other. */
export class Lockstep {
  /** What is in the simulated configfs. */
  readonly sights: Sights;
  readonly #system: SimulatedKernel;
  readonly #version: KernelVersion;
  readonly #controller: string;
  readonly #tally: Tally;
  readonly #isAwaited: boolean;
  readonly #history: (readonly [Operation, Outcome])[] = [];
  /** MAC addresses that were written: the others are random on each machine. */
  readonly #written = new Set<string>();
  #circumstances: Circumstances | undefined;

  constructor(options: LockstepOptions) {
    const { release, controller, tally } = options;
    this.#tally = tally;
    this.#controller = controller;
    this.#isAwaited = controller !== isochronousController;
    this.#version = kernelVersion(release);
    this.#system = new SimulatedKernel({
      kernel: release,
      controllers: [controller],
      files: { ...media, '/dev/null': { type: 'other' } },
    });
    this.sights = new Sights(this.#system, this.#version);
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
      write('level/UDC', this.#controller),
      write('level/UDC', '\n'),
      { op: 'unlink', path: 'level/configs/c.1/rndis.a' },
      { op: 'rmdir', path: 'level/configs/c.1' },
      { op: 'rmdir', path: 'level/functions/rndis.a' },
      { op: 'rmdir', path: 'level' },
    ];
    removeEveryGadget();
    mustDrive(operations);
    for (const operation of operations) await simulate(this.#system, operation);
  }

  /** Begins the story of what leads to a difference. */
  begin(): void {
    this.#history.length = 0;
  }

  /** Whether an operation is one of those that are never done. */
  async isHarmful(operation: Operation): Promise<boolean> {
    const harm = await harmOf(operation, (this.#circumstances ??= await this.#look()));
    if (harm) this.#tally.leaveOut(harm.what);
    return harm !== undefined;
  }

  /** Whether a gadget is bound. */
  async isBound(gadget: string): Promise<boolean> {
    return (this.#circumstances ??= await this.#look()).bound.has(gadget);
  }

  /** Does the same on both. Throws if they differ. Gives the outcome. */
  async step(operation: Operation): Promise<Outcome> {
    const wanted = await simulate(this.#system, operation);
    const got = await this.#drive(operation, wanted);
    this.#history.push([operation, got]);
    this.#tally.count(kindOf(operation), got);
    const [here, there] = [got, wanted].map((outcome) => this.#comparable(operation, outcome));
    if (here !== there) this.#fail(`the kernel says ${here}, simulated ${there}`);
    if (wanted.ok) await this.#remember(operation);
    return got;
  }

  /** Compares everything that there is. Throws if something differs. */
  async compareTrees(): Promise<void> {
    const wanted = await simulatedTree(this.#system, this.sights.all);
    const got = readTree();
    for (const path of new Set([...Object.keys(got), ...Object.keys(wanted)])) {
      const [here, there] = [got[path], wanted[path]].map((text) =>
        text === undefined ? 'nothing' : JSON.stringify(this.#own(path, text)),
      );
      if (here !== there) this.#fail(`${path}: the kernel has ${here}, simulated ${there}`);
    }
  }

  /** Removes everything that was made from both machines, which also tells them apart. */
  async empty(): Promise<void> {
    const { sights } = this;
    const paths = (type: 'link' | 'folder'): string[] =>
      sights.of(type).flatMap(({ path, isDefault }) => (isDefault ? [] : [path]));
    const gadgets = paths('folder').filter((path) => !path.includes('/'));
    for (const gadget of gadgets) await this.step(write(`${gadget}/UDC`, '\n'));
    for (const path of paths('link')) await this.step({ op: 'unlink', path });
    for (const path of paths('folder').reverse()) await this.step({ op: 'rmdir', path });
  }

  /**
   * Waits after a bind, where the simulated host has, until the host has read the device descriptor, which the kernel then writes down.
   * The controller without a host reads it itself, before the bind is over (drivers/usb/usbip/vudc_dev.c, vgadget_pullup).
   */
  async #drive(operation: Operation, wanted: Outcome): Promise<Outcome> {
    const got = drive(operation);
    if (!this.#isAwaited || !isOfUdc(operation) || !wanted.ok || !got.ok) return got;
    const size = sizeBeside(operation.path);
    const awaited = await simulate(this.#system, { op: 'read', path: size });
    if (awaited.ok && awaited.value !== textHex('0x00\n'))
      await waitFor(`the host to read the device descriptor after\n${this.#story()}`, () =>
        readFileSync(join(configfs, size), 'utf8') === '0x00\n' ? undefined : true,
      );
    return got;
  }

  async #look(): Promise<Circumstances> {
    const gadgets = this.sights.of('folder').filter(({ path }) => path && !path.includes('/'));
    const bound = new Set<string>();
    for (const { path } of gadgets)
      if ((await this.#system.read(`${configfs}/${path}/UDC`)).length > 1) bound.add(path);
    const links = new Map<string, string>();
    for (const { path } of this.sights.of('link'))
      if (path.includes('/configs/')) {
        const text = await this.#system.readlink(`${configfs}/${path}`);
        links.set(path, text.replace(/^.*usb_gadget\//, ''));
      }
    const read = async (path: string): Promise<string> => {
      const bytes = await this.#system.read(`${configfs}/${path}`).catch(() => new Uint8Array());
      return Buffer.from(bytes).toString();
    };
    return { kernel: this.#version, isAwaited: this.#isAwaited, bound, links, read };
  }

  async #remember(operation: Operation): Promise<void> {
    const { op, path } = operation;
    if (operation.op === 'write' && operation.hex) this.#written.add(path);
    if (op === 'mkdir') await this.sights.add(path, 'folder');
    if (op === 'symlink') await this.sights.add(path, 'link');
    if (op === 'rmdir' || op === 'unlink') this.sights.remove(path);
    if (op === 'rmdir')
      for (const each of this.#written) if (each.startsWith(`${path}/`)) this.#written.delete(each);
    // What takes a gadget off the bus is a drive that goes, a link that goes, or a write to UDC.
    if (isOfUdc(operation) || !['read', 'readlink', 'list', 'write'].includes(op))
      this.#circumstances = undefined;
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
    if (op === 'read')
      return JSON.stringify(this.#own(path, Buffer.from(String(value), 'hex').toString('latin1')));
    if (op !== 'list') return String(value);
    // The order of attributes is that of the drivers' tables, which nobody needs to know.
    const names = value as readonly string[];
    if (this.sights.at(path)?.type !== 'folder') return [...names].sort().join(' ');
    const isFile = (name: string): boolean => this.sights.at(join(path, name))?.type === 'file';
    return [...names.filter((name) => !isFile(name)), ...names.filter(isFile).sort()].join(' ');
  }

  #story(): string {
    const told = this.#history.slice(-toldOperations);
    return told.map(([operation, outcome]) => `${describe(operation)} -> ${show(outcome)}`).join('\n');
  }

  #fail(difference: string): never {
    throw new Difference(`${difference}\nafter\n${this.#story()}`);
  }
}

const textHex = (text: string): string => Buffer.from(text).toString('hex');
const isOfUdc = ({ op, path }: Operation): boolean => op === 'write' && path.endsWith('/UDC');
const sizeBeside = (udc: string): string => udc.replace(/UDC$/, 'bMaxPacketSize0');

function kindOf(operation: Operation): Parameters<Tally['count']>[0] {
  if (operation.op !== 'write' || !isOfUdc(operation)) return operation.op;
  return /^(0a)?$/.test(operation.hex) ? 'unbind' : 'bind';
}

/** Makes the media of the operations, as the simulated kernel has them. */
export function makeMedia(): void {
  for (const [path, size] of Object.entries(media)) writeFileSync(path, Buffer.alloc(size));
}
