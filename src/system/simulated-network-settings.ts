import { isRefusal, refuse } from '../attributes/errno.js';
import { ShownFileSystem, type Outcome } from './simulated-file-system.js';
import type { SimulatedNumbers } from './simulated-numbers.js';
import type { FileFacts, FolderItem } from './system.js';

/** Settings of an interface and their defaults (net/ipv4/devinet.c; net/ipv6/addrconf.c): those that this library changes. */
const defaults: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ipv4: {
    accept_redirects: '1',
    accept_source_route: '0',
    arp_accept: '0',
    arp_announce: '0',
    arp_ignore: '0',
    drop_gratuitous_arp: '0',
    forwarding: '0',
    proxy_arp: '0',
    route_localnet: '0',
    rp_filter: '0',
    secure_redirects: '1',
    send_redirects: '1',
  },
  ipv6: {
    accept_ra: '1',
    accept_ra_defrtr: '1',
    accept_ra_pinfo: '1',
    accept_redirects: '1',
    autoconf: '1',
    disable_ipv6: '0',
    forwarding: '0',
  },
};

/** /proc/sys/net of a simulated machine: `ipv4/conf/INTERFACE/SETTING`, which come and go with the interface. */
export class SimulatedNetworkSettings extends ShownFileSystem {
  readonly #numbers: SimulatedNumbers;
  readonly #written = new Map<string, string>();

  constructor(numbers: SimulatedNumbers) {
    super();
    this.#numbers = numbers;
  }

  read(path: readonly string[]): Outcome<Uint8Array> {
    const facts = this.stat(path);
    if (isRefusal(facts)) return facts;
    if (facts.type === 'folder') return refuse('EISDIR');
    const [family = '', , , setting = ''] = path;
    const text = this.#written.get(this.#keyOf(path)) ?? defaults[family]?.[setting] ?? '';
    return new TextEncoder().encode(`${text}\n`);
  }

  override write(path: readonly string[], value?: Uint8Array): Outcome<undefined> {
    const facts = this.stat(path);
    if (isRefusal(facts)) return facts;
    this.#written.set(this.#keyOf(path), new TextDecoder().decode(value).trim());
    return undefined;
  }

  list(path: readonly string[]): Outcome<readonly FolderItem[]> {
    const facts = this.stat(path);
    if (isRefusal(facts)) return facts;
    const [family = '', conf, name] = path;
    const settings = defaults[family];
    const names = !family
      ? Object.keys(defaults)
      : !conf
        ? ['conf']
        : !name
          ? this.#names
          : Object.keys(settings ?? {});
    return names.map((each) => ({ name: each, type: path.length === 3 ? 'file' : 'folder' }));
  }

  stat([family, conf, name, setting, ...rest]: readonly string[]): Outcome<FileFacts> {
    const settings = family === undefined ? undefined : defaults[family];
    const isThere =
      (family === undefined || settings !== undefined) &&
      (conf === undefined || conf === 'conf') &&
      (name === undefined || this.#names.includes(name)) &&
      (setting === undefined || (settings !== undefined && setting in settings)) &&
      rest.length === 0;
    if (!isThere) return refuse('ENOENT');
    return { type: setting === undefined ? 'folder' : 'file', size: 0, uid: 0 };
  }

  #keyOf(path: readonly string[]): string {
    return [...path, this.#numbers.ageOf(path[2] ?? '')].join('/');
  }

  get #names(): readonly string[] {
    return ['all', 'default', ...this.#numbers.interfaces];
  }
}
