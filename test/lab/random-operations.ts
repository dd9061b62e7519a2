import { attributeIn } from '../../src/configfs/folders.js';
import type { Operation } from './configfs-driver.js';
import { drawable, namesFor, namesIn, type Names } from './folder-names.js';
import type { Draws } from './random.js';
import { randomValue } from './random-values.js';
import type { Sight, Sights } from './sights.js';

/** The gadget that a path is in. */
export const gadgetOf = (path: string): string => path.split('/')[0] ?? '';
const textHex = (text: string): string => Buffer.from(text).toString('hex');
const read = (path: string): Operation => ({ op: 'read', path });

/** What to do next, drawn from what is there. */
export class RandomOperations {
  readonly #draws: Draws;
  readonly #names: Names;
  readonly #controller: string;

  /**
   * @param controller - what gadgets are bound to.
   * @param drivers - whose functions are made. Default: all that have tables.
   */
  constructor(draws: Draws, controller: string, drivers: readonly string[] = drawable()) {
    this.#draws = draws;
    this.#controller = controller;
    this.#names = namesFor(drivers);
  }

  /** The next operation. */
  next(sights: Sights): Operation {
    for (;;) {
      const operation = this.#draw(sights);
      if (!operation.path.includes('nosuch') || this.#draws.chance(0.1)) return operation;
    }
  }

  #draw(sights: Sights): Operation {
    const draws = this.#draws;
    switch (
      draws.weighted({
        mkdir: 24,
        write: 26,
        read: 8,
        symlink: 16,
        bind: 9,
        unbind: 3,
        unlink: 4,
        rmdir: 6,
        list: 3,
        readlink: 1,
      })
    ) {
      case 'mkdir':
        return { op: 'mkdir', path: this.#newPath(sights) };
      case 'write':
        return this.#write(sights);
      case 'read':
        return read(this.#some(sights, 'file'));
      case 'symlink':
        return this.#symlink(sights);
      case 'bind':
        return this.#udc(
          sights,
          draws.chance(0.8) ? this.#controller + (draws.chance(0.5) ? '\n' : '') : this.#wrongName(),
        );
      case 'unbind':
        return this.#udc(sights, '\n');
      case 'unlink':
        return { op: 'unlink', path: this.#some(sights, 'link') };
      case 'rmdir':
        return { op: 'rmdir', path: this.#some(sights, 'folder') };
      case 'list':
        return { op: 'list', path: this.#some(sights, 'folder') };
      case 'readlink':
        return { op: 'readlink', path: this.#some(sights, 'link') };
    }
  }

  #wrongName(): string {
    return this.#draws.oneOf([
      'nosuch',
      'none\n',
      `${this.#controller} `,
      `${this.#controller}\n\n`,
      `${this.#controller}\0`,
      'dummy_udc.1',
      '',
    ]);
  }

  /** A path of something of that type, as a rule; sometimes of something else, or of nothing. */
  #some(sights: Sights, type: Sight['type']): string {
    const draws = this.#draws;
    const found = draws.oneOf(draws.chance(0.85) ? sights.of(type) : sights.all)?.path;
    if (found === undefined || draws.chance(0.05)) return `${found ?? 'g'}/nosuch`;
    return found || 'g';
  }

  #newPath(sights: Sights): string {
    const draws = this.#draws;
    const folders = sights.of('folder');
    const makers = folders.filter(({ kind }) => kind.makes);
    const busy = makers.filter(({ path }) => path.endsWith(draws.chance(0.7) ? '/functions' : '/configs'));
    const folder = draws.oneOf(draws.chance(0.6) ? busy : draws.chance(0.9) ? makers : folders)?.path ?? '';
    const [good, bad] = namesIn(this.#names, folder);
    const name = draws.oneOf(draws.chance(0.8) ? good : bad) ?? 'foo';
    return folder ? `${folder}/${name}` : name;
  }

  #write(sights: Sights): Operation {
    const path = this.#some(sights, 'file');
    const sight = sights.at(path) ?? sights.all[0]!;
    const attribute = attributeIn(sight.kind, path.slice(path.lastIndexOf('/') + 1));
    const value = randomValue(attribute, this.#draws);
    return { op: 'write', path, hex: value.startsWith('hex:') ? value.slice(4).trim() : textHex(value) };
  }

  /** Where the links of a camera lead, by the folders that hold them. */
  static readonly #inner: readonly (readonly [holder: RegExp, target: RegExp])[] = [
    [/\/control\/class\/\w+$/, /\/control\/header\/[^/]+$/],
    [/\/streaming\/class\/\w+$/, /\/streaming\/header\/[^/]+$/],
    [/\/streaming\/header\/[^/]+$/, /\/(mjpeg|uncompressed|framebased)\/[^/]+$/],
    [/\/(mjpeg|uncompressed)\/[^/]+$/, /\/color_matching\/[^/]+$/],
    [/\/(uvc\.[^/]+|extensions\/[^/]+)$/, /\/strings\/[^/]+\/[^/]+$/],
  ];

  /** A link within a camera, as a rule one that can be; undefined if there is no place for one. */
  #innerLink(sights: Sights): Operation | undefined {
    const draws = this.#draws;
    const folders = sights.of('folder');
    const [from, to] = draws.oneOf(RandomOperations.#inner)!;
    const holder = draws.oneOf(folders.filter(({ path }) => from.test(path)))?.path;
    if (holder === undefined) return undefined;
    const near = folders.filter(({ path }) => to.test(path) && gadgetOf(path) === gadgetOf(holder));
    const target = draws.oneOf(draws.chance(0.9) ? near : folders)?.path || 'g/nosuch';
    return { op: 'symlink', path: `${holder}/${draws.oneOf(['a', 'b'])}`, target };
  }

  #symlink(sights: Sights): Operation {
    const draws = this.#draws;
    const inner = draws.chance(0.5) ? this.#innerLink(sights) : undefined;
    if (inner) return inner;
    const folders = sights.of('folder');
    const ofRole = (role: string): Sight[] => folders.filter(({ kind }) => kind.role === role);
    const isSignature = draws.chance(0.15);
    const holders = isSignature
      ? folders.filter(({ path }) => path.endsWith('/os_desc'))
      : ofRole('configuration');
    const holder = draws.oneOf(draws.chance(0.95) ? holders : folders)?.path ?? 'g';
    const targets = ofRole(isSignature ? 'configuration' : 'function');
    const near = targets.filter(({ path }) => gadgetOf(path) === gadgetOf(holder));
    const target =
      draws.oneOf(draws.chance(0.9) ? near : draws.chance(0.5) ? targets : sights.all)?.path || 'g/nosuch';
    const name = draws.chance(0.9)
      ? target.slice(target.lastIndexOf('/') + 1)
      : draws.oneOf(['again', 'strings', 'MaxPower']);
    return { op: 'symlink', path: `${holder}/${name}`, target };
  }

  #udc(sights: Sights, text: string): Operation {
    const gadget =
      this.#draws.oneOf(sights.of('folder').filter(({ path }) => path && !path.includes('/')))?.path ?? 'g';
    return { op: 'write', path: `${gadget}/UDC`, hex: textHex(text) };
  }
}
