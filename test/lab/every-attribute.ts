import type { Attribute } from '../../src/attributes/attribute.js';
import { attributeIn } from '../../src/configfs/folders.js';
import { mkdir, symlink, write, type Operation, type Outcome } from './configfs-driver.js';
import { namesFor, namesIn } from './folder-names.js';
import { Difference, type Lockstep } from './lockstep.js';
import { describe } from './operation-text.js';
import { classedValues } from './value-classes.js';

/** What a function is like while its attributes are written. */
export const states = ['unlinked', 'linked', 'bound'] as const;

/** One of {@link states}. */
export type State = (typeof states)[number];

/** Links within a camera, without which it is in no configuration. */
const cameraLinks: readonly (readonly [holder: string, target: string])[] = [
  ['streaming/header/h', 'streaming/uncompressed/m'],
  ['streaming/header/h', 'streaming/mjpeg/m'],
  ...['fs', 'hs', 'ss'].map((speed) => [`streaming/class/${speed}`, 'streaming/header/h'] as const),
  ...['fs', 'ss'].map((speed) => [`control/class/${speed}`, 'control/header/h'] as const),
];

const gadget = 'g';
const configuration = `${gadget}/configs/c.1`;

/** The last name of a path. */
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What is written to the attribute that binds: a name that is good, or nothing, would change the state. */
const wrongControllers = ['nosuch', 'none\n', ' ', 'a\0b', '\0', 'x'.repeat(4095), 'x'.repeat(4096), 'é'];

/** A write that ends so has not come to the value. */
const unread = ['EACCES', 'EBUSY', 'EFAULT'];

/** What cannot be opened for writing needs few values. */
const fewValues = 3;

function valuesFor(path: string, attribute: Attribute): readonly string[] {
  if (path.endsWith('/UDC')) return wrongControllers.map((text) => Buffer.from(text).toString('hex'));
  const values = classedValues(attribute).map(({ hex }) => hex);
  return attribute.access === 'read-only' ? values.slice(0, fewValues) : values;
}

/** Writes every class of value to every attribute, and compares the errno and what then reads back. */
export class EveryAttribute {
  readonly #lockstep: Lockstep;
  readonly #controller: string;
  /** How many values were written, and to how many attributes. */
  values = 0;
  attributes = 0;
  /** What was not alike. */
  readonly differences: string[] = [];

  constructor(lockstep: Lockstep, controller: string) {
    this.#lockstep = lockstep;
    this.#controller = controller;
  }

  /**
   * Those of one function, and of what can be made in it; or, with `ofGadget`, all others of its gadget.
   *
   * @returns whether that state could be reached.
   */
  async compare(driver: string, state: State, ofGadget = false): Promise<boolean> {
    const lockstep = this.#lockstep;
    lockstep.begin();
    const home = `${gadget}/functions/${driver}.a`;
    for (const path of [gadget, configuration, home]) await this.#do(mkdir(path));
    await this.#fill(ofGadget ? gadget : home, driver);
    const isReached = await this.#reach(state, home);
    if (isReached)
      for (const { path, kind } of lockstep.sights.of('file'))
        if (path.startsWith(`${home}/`) !== ofGadget && !path.startsWith('level'))
          await this.#values(path, attributeIn(kind, nameOf(path)));
    if (isReached && !this.differences.length) await lockstep.compareTrees();
    await lockstep.empty();
    return isReached;
  }

  async #do(operation: Operation): Promise<boolean> {
    return (await this.#lockstep.step(operation)).ok;
  }

  /** Makes one folder in each folder that takes some. */
  async #fill(folder: string, driver: string): Promise<void> {
    const { sights } = this.#lockstep;
    const names = namesFor([driver]);
    const open = [folder];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const here = at;
      const below = sights.of('folder').filter(({ path }) => path === here || path.startsWith(`${here}/`));
      for (const { path, kind } of below) {
        if (!kind.makes || /\/(functions|configs)$/.test(path)) continue;
        const [[name = 'foo']] = namesIn(names, path);
        if (!sights.at(`${path}/${name}`) && (await this.#do(mkdir(`${path}/${name}`))))
          open.push(`${path}/${name}`);
      }
    }
  }

  async #reach(state: State, home: string): Promise<boolean> {
    if (state === 'unlinked') return true;
    if (home.includes('/uvc.'))
      for (const [holder, target] of cameraLinks)
        await this.#do(symlink(`${home}/${target}`, `${home}/${holder}/${nameOf(target)}`));
    if (!(await this.#do(symlink(home, `${configuration}/${nameOf(home)}`)))) return false;
    return state === 'linked' || this.#do(write(`${gadget}/UDC`, this.#controller));
  }

  async #values(path: string, attribute: Attribute): Promise<void> {
    this.attributes++;
    const read: Operation = { op: 'read', path };
    await this.#compare(read);
    for (const hex of valuesFor(path, attribute)) {
      const operation: Operation = { op: 'write', path, hex };
      if (await this.#lockstep.isHarmful(operation)) continue;
      this.values++;
      const outcome = await this.#compare(operation);
      // What is not even looked at changes nothing.
      if (outcome && (outcome.ok || !unread.includes(outcome.name))) await this.#compare(read, operation);
    }
    await this.#compare(read);
  }

  /** Goes on after a difference: each value is written over the last one. */
  async #compare(operation: Operation, after?: Operation): Promise<Outcome | undefined> {
    try {
      return await this.#lockstep.step(operation);
    } catch (error) {
      if (!(error instanceof Difference)) throw error;
      const [first] = error.message.split('\n', 1);
      this.differences.push(`${describe(operation)}${after ? ` after ${describe(after)}` : ''}: ${first}`);
      return undefined;
    }
  }
}
