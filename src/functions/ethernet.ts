import { copiedAtLink, type Attribute, type FolderKind } from '../attributes/attribute.js';
import { compatibleId } from '../attributes/byte-codecs.js';
import { since, type KernelVersion } from '../attributes/kernel-version.js';
import { bareHexadecimal, u8, unsigned } from '../attributes/number-codecs.js';
import { interfaceNamePattern, macAddress } from '../attributes/text-codecs.js';
import { issue, type Issue } from '../errors.js';
import type { Plain } from '../options/plain.js';
import { derivedMacAddress } from '../usb/mac-address.js';
import { wholeNumber, type ObjectShape, type OptionTable } from '../options/shape.js';
import { shortText } from '../attributes/text-codecs.js';
import { checkProperties, foundProperty, propertyFolder, propertyShape } from './extended-property.js';
import { bulk, functionOptions, interrupt, type FunctionDriver } from './function-driver.js';
import { hostSupport, type EthernetProtocol } from './ethernet-hosts.js';
import type {
  ClassTriple,
  EthernetFunctionDefinition,
  NcmFunctionDefinition,
  RndisFunctionDefinition,
} from './ethernet-definition.js';

const common = (): readonly Attribute[] => [
  {
    name: 'dev_addr',
    codec: macAddress,
    from: 'deviceAddress',
    initial: ({ random }) => randomMacAddress(random),
    kind: 'derived',
    takesEffect: 'creation',
  },
  {
    name: 'host_addr',
    codec: macAddress,
    from: 'hostAddress',
    initial: ({ random }) => randomMacAddress(random),
    kind: 'derived',
  },
  {
    name: 'qmult',
    codec: u8,
    from: 'queueMultiplier',
    initial: '5\n',
  },
  {
    name: 'ifname',
    codec: interfaceNamePattern,
    from: 'interfaceName',
    initial: '(unnamed net_device)\n',
    kind: 'derived',
    takesEffect: 'creation',
    writableSince: since(5, 12),
  },
];

/** As `eth_random_addr` does: locally administered, not multicast (include/linux/etherdevice.h). */
function randomMacAddress(random: () => number): string {
  const pairs = Array.from({ length: 6 }, () => Math.floor(random() * 256));
  pairs[0] = (pairs[0]! & 0xfe) | 0x02;
  return pairs.map((pair) => pair.toString(16).padStart(2, '0')).join(':') + '\0\n';
}

const interfaceIds = (): readonly Attribute[] => [
  {
    name: 'compatible_id',
    codec: compatibleId,
    from: ({ compatibleId: id }: NcmFunctionDefinition) => id || undefined,
    into: 'compatibleId',
    // Without a word of it, a definition is completed with that of the driver.
    alwaysTold: true,
    initial: '0000000000000000',
    binary: true,
  },
  {
    name: 'sub_compatible_id',
    codec: compatibleId,
    from: ({ subCompatibleId: id }: NcmFunctionDefinition) => id || undefined,
    into: 'subCompatibleId',
    initial: '0000000000000000',
    binary: true,
  },
];

const idOptions = (): OptionTable => ({
  compatibleId: { shape: compatibleId.shape },
  subCompatibleId: { shape: compatibleId.shape },
  extendedProperties: {
    shape: { kind: 'list', of: propertyShape() },
  },
});

/** `os_desc/interface.NAME`, with what it is filled from. */
const osDescriptors = (name: string): FolderKind => ({
  attributes: [],
  folders: { [`interface.${name}`]: { attributes: interfaceIds(), makes: propertyFolder } },
});

/** Always written: a fresh rndis has the triple of the one that was bound before it (f_rndis.c, rndis_iad_descriptor). */
const triple = (name: string, key: keyof ClassTriple, usual: number): Attribute => ({
  name,
  codec: bareHexadecimal,
  from: ({ interfaceClass }: RndisFunctionDefinition) => interfaceClass?.[key] ?? usual,
  into: `interfaceClass.${key}`,
  alwaysTold: true,
  initial: `${bareHexadecimal.write(usual)}\n`,
});

/** The class triple of a live function, unless it is the usual one. */
function withoutUsualClass({ interfaceClass, ...values }: Plain): Plain {
  const told = interfaceClass as ClassTriple | undefined;
  if (!told || (told.class === 2 && told.subClass === 6 && told.protocol === 0)) return values;
  return { ...values, interfaceClass };
}

const rndisAttributes = (): readonly Attribute[] => [
  triple('class', 'class', 2),
  triple('subclass', 'subClass', 6),
  triple('protocol', 'protocol', 0),
];

const ncmAttributes = (): readonly Attribute[] =>
  copiedAtLink([
    {
      name: 'max_segment_size',
      codec: unsigned({ typeMost: 0xffff, range: [0, 8000] }),
      from: 'maxSegmentSize',
      initial: '1514\n',
      since: since(6, 9),
    },
  ]);

const byte = wholeNumber(0, 255);
const tripleShape = (): ObjectShape => ({
  kind: 'object',
  options: {
    class: { shape: byte, required: 'bInterfaceClass' },
    subClass: { shape: byte, required: 'bInterfaceSubClass' },
    protocol: { shape: byte, required: 'bInterfaceProtocol' },
  },
});

/** What a driver adds to the common facts. */
interface EthernetFacts {
  readonly protocol: EthernetProtocol;
  readonly notify?: number;
  readonly more?: readonly Attribute[];
  readonly options?: OptionTable;
  /** The compatible ids that make Windows take it; with them it has a folder for them. */
  readonly ids?: { readonly compatibleId: string; readonly subCompatibleId?: string };
  /** It refuses a controller without alternate settings. */
  readonly alternateSettings?: boolean;
  /** See {@link FunctionDriver.thawsSince}. */
  readonly thawsSince?: KernelVersion;
  /** It has no descriptor or message that holds the host's address, so the host makes up its own. */
  readonly hidesHostAddress?: boolean;
}

const attributesOf = (more: readonly Attribute[] = []): readonly Attribute[] => [
  ...common().map((each) => ({ frozenBy: 'link' as const, takesEffect: 'link' as const, ...each })),
  ...more,
];

function ethernet(
  driver: EthernetFunctionDefinition['driver'],
  facts: EthernetFacts,
): FunctionDriver<EthernetFunctionDefinition> {
  const attributes = attributesOf(facts.more);
  const folders = facts.ids && { folders: { os_desc: osDescriptors(driver) } };
  const endpoints = [bulk('in'), bulk('out'), ...(facts.notify ? [interrupt('in', facts.notify)] : [])];
  return {
    driver,
    module: driver === 'geth' ? 'usb_f_ecm_subset' : `usb_f_${driver}`,
    folder: { role: 'function', attributes, ...folders },
    options: functionOptions(attributes, {
      macSeed: { shape: shortText(255) },
      ...(facts.ids && idOptions()),
      ...facts.options,
    }),
    interfaces: () => (facts.notify ? 2 : 1),
    interfaceName: 'usb%d',
    device: { kind: 'network', attribute: 'ifname' },
    endpoints: () => endpoints,
    usual: {},
    bindErrno: 'ENODEV',
    ...(facts.alternateSettings && { alternateSettings: true }),
    ...(facts.thawsSince && { thawsSince: facts.thawsSince }),
    shorthands: ['macSeed'],
    define: ({ macSeed, ...given }) => ({
      ...(typeof macSeed === 'string' && addressesFrom(macSeed, `${driver}.${String(given['name'])}`, facts)),
      ...(given['compatibleId'] === undefined && facts.ids),
      ...given,
    }),
    ...(facts.ids && {
      fills: (source) => {
        const folder = `os_desc/interface.${driver}`;
        const { extendedProperties = [] } = source as NcmFunctionDefinition;
        return [
          { name: folder, source },
          ...extendedProperties.map((each) => ({ name: `${folder}/${each.name}`, source: each })),
        ];
      },
      fromFolder({ values, folders: found }) {
        const ids = found.get('os_desc')?.folders.get(`interface.${driver}`);
        const properties = [...(ids?.folders ?? [])].map(([name, each]) => foundProperty(name, each.values));
        return {
          ...withoutUsualClass(values),
          ...ids?.values,
          ...(properties.length > 0 && { extendedProperties: properties }),
        };
      },
    }),
    check: (definition, path, issues) => checkEthernet(facts, definition, path, issues),
  };
}

/** The addresses of one function's ends; the host's only where the driver can tell it to the host. */
function addressesFrom(seed: string, function_: string, { hidesHostAddress }: EthernetFacts): Plain {
  return {
    ...(!hidesHostAddress && { hostAddress: derivedMacAddress(seed, `${function_} host`) }),
    deviceAddress: derivedMacAddress(seed, `${function_} device`),
  };
}

function checkEthernet(
  facts: EthernetFacts,
  definition: EthernetFunctionDefinition,
  path: string,
  issues: Issue[],
): void {
  if (facts.hidesHostAddress && definition.hostAddress !== undefined)
    issues.push(
      issue(
        'MAC_HIDDEN',
        `${path}.hostAddress`,
        `${definition.driver} cannot tell the host its address; the host takes a random one, not ${definition.hostAddress}.`,
        'Leave hostAddress out, or use ecm, ncm or rndis.',
      ),
    );
  const { extendedProperties = [] } = definition as NcmFunctionDefinition;
  checkProperties(extendedProperties, `${path}.extendedProperties`, issues);
  issues.push(hostSupport(facts.protocol, definition, path));
}

/** The six drivers of drivers/usb/gadget/function/f_{ecm,subset,eem,ncm,rndis}.c */
export const ethernetDrivers: Readonly<
  Record<EthernetFunctionDefinition['driver'], () => FunctionDriver<EthernetFunctionDefinition>>
> = {
  ecm: () => ethernet('ecm', { protocol: 'ecm', notify: 16, alternateSettings: true }),
  geth: () =>
    ethernet('geth', {
      protocol: 'geth',
      // f_subset.c of 5.10 counts links up and never down.
      thawsSince: since(6, 1),
      hidesHostAddress: true,
    }),
  eem: () => ethernet('eem', { protocol: 'eem', hidesHostAddress: true }),
  ncm: () =>
    ethernet('ncm', {
      protocol: 'ncm',
      notify: 16,
      alternateSettings: true,
      more: ncmAttributes(),
      ids: { compatibleId: 'WINNCM' },
    }),
  rndis: () =>
    ethernet('rndis', {
      protocol: 'rndis',
      notify: 8,
      more: rndisAttributes(),
      ids: { compatibleId: 'RNDIS', subCompatibleId: '5162001' },
      options: { interfaceClass: { shape: tripleShape() } },
    }),
};
