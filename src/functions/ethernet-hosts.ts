import { issue, type Issue } from '../errors.js';
import type { EthernetFunctionDefinition } from './ethernet-definition.js';

/** Which systems drive a network card with what they come with. */
export interface HostSupport {
  /** From which version on, or false. */
  readonly windows: string | false;
  /** From which version on, or false. */
  readonly macos: string | false;
  /** From which version on, or false. */
  readonly linux: string | false;
  /** What to know besides. */
  readonly remark?: string;
}

/** Host systems and drivers, as PiKVM's page on USB Ethernet has them; geth as seen on Linux hosts. `rndis` without Microsoft's compatible ids is `rndis5`. */
export const ethernetHosts: Readonly<Record<EthernetFunctionDefinition['driver'] | 'rndis5', HostSupport>> = {
  ecm: { windows: false, macos: 'any', linux: 'any' },
  geth: {
    windows: false,
    macos: false,
    linux: 'any',
    remark: 'Linux takes it only under the ids 0525:a4a2.',
  },
  eem: { windows: false, macos: false, linux: 'any' },
  ncm: {
    windows: '10',
    macos: 'any',
    linux: '2.6.37',
    remark: 'Before Windows 11 the driver may have to be chosen by hand.',
  },
  rndis: { windows: '7', macos: false, linux: '2.6.13' },
  rndis5: {
    windows: 'XP',
    macos: false,
    linux: '2.6.13',
    remark: 'Windows needs a driver installed by hand.',
  },
};

const inWords = (names: readonly string[], last: 'and' | 'or'): string =>
  [names.slice(0, -1).join(', '), ...names.slice(-1)].filter(Boolean).join(` ${last} `);

/** The note that says which hosts drive this network card. */
export function hostSupport(definition: EthernetFunctionDefinition, path: string): Issue {
  const name = definition.driver === 'rndis' && !definition.compatibleId ? 'rndis5' : definition.driver;
  const { windows, macos, linux, remark = '' } = ethernetHosts[name];
  const systems = Object.entries({ Windows: windows, macOS: macos, Linux: linux });
  const drive = systems.flatMap(([system, from]) =>
    from ? `${system}${from === 'any' ? '' : ` from ${from}`}` : [],
  );
  const none = systems.flatMap(([system, from]) => (from ? [] : system));
  const without = none.length ? `, not with ${inWords(none, 'or')}` : '';
  return issue(
    'HOST_SUPPORT',
    `${path}.driver`,
    `${name} works with ${inWords(drive, 'and')}${without}.`,
    remark,
  );
}
