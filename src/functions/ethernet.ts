import type { Attribute, FolderKind } from '../attributes/attribute.js';
import { since } from '../attributes/kernel-version.js';
import { compatibleId } from '../attributes/microsoft-codecs.js';
import { shortText } from '../attributes/text-codecs.js';
import { issue, type Issue } from '../errors.js';
import type { Plain } from '../options/plain.js';
import { list, object, wholeNumber, type ObjectShape, type OptionTable } from '../options/shape.js';
import { derivedMacAddress } from '../usb/mac-address.js';
import { commonAttributes, interfaceIds, ncmAttributes, rndisAttributes } from './ethernet-attributes.js';
import type {
  ClassTriple,
  EthernetFunctionDefinition,
  NcmFunctionDefinition,
} from './ethernet-definition.js';
import { hostSupport } from './ethernet-hosts.js';
import { checkProperties, foundProperty, propertyFolder, propertyShape } from './extended-property.js';
import { bulk, functionOptions, interrupt, type FunctionDriver } from './function-driver.js';

const idOptions = (): OptionTable => ({
  compatibleId: { shape: compatibleId.shape },
  subCompatibleId: { shape: compatibleId.shape },
  extendedProperties: { shape: list(propertyShape()) },
});

/** `os_desc/interface.NAME`, with what it is filled from. */
const osDescriptors = (name: string): FolderKind => ({
  attributes: [],
  folders: { [`interface.${name}`]: { attributes: interfaceIds(), makes: propertyFolder } },
});

/** The class triple of a live function, unless it is the usual one. */
function withoutUsualClass({ interfaceClass, ...values }: Plain): Plain {
  const told = interfaceClass as ClassTriple | undefined;
  if (!told || (told.class === 2 && told.subClass === 6 && told.protocol === 0)) return values;
  return { ...values, interfaceClass };
}

const byte = wholeNumber(0, 255);
const tripleShape = (): ObjectShape =>
  object({
    class: { shape: byte, required: 'bInterfaceClass' },
    subClass: { shape: byte, required: 'bInterfaceSubClass' },
    protocol: { shape: byte, required: 'bInterfaceProtocol' },
  });

/** What a driver adds to the common facts. */
interface EthernetFacts {
  /** Bytes of the messages on an interrupt endpoint, if it has one. */
  readonly notify?: number;
  readonly more?: readonly Attribute[];
  readonly options?: OptionTable;
  /** The compatible ids that make Windows take it; with them it has a folder for them. */
  readonly ids?: { readonly compatibleId: string; readonly subCompatibleId?: string };
  readonly obstacles?: Pick<FunctionDriver, 'alternateSettings' | 'thawsSince'>;
  /** It has no descriptor or message that holds the host's address, so the host makes up its own. */
  readonly hidesHostAddress?: boolean;
}

function ethernet(
  driver: EthernetFunctionDefinition['driver'],
  facts: EthernetFacts,
): FunctionDriver<EthernetFunctionDefinition> {
  const attributes = [...commonAttributes(), ...(facts.more ?? [])];
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
    ...facts.obstacles,
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
  issues.push(hostSupport(definition, path));
}

/** The five drivers of drivers/usb/gadget/function/f_{ecm,subset,eem,ncm,rndis}.c */
export const ethernetDrivers: Readonly<
  Record<EthernetFunctionDefinition['driver'], () => FunctionDriver<EthernetFunctionDefinition>>
> = {
  ecm: () => ethernet('ecm', { notify: 16, obstacles: { alternateSettings: true } }),
  geth: () =>
    ethernet('geth', {
      // f_subset.c of 5.10 counts links up and never down.
      obstacles: { thawsSince: since(6, 1) },
      hidesHostAddress: true,
    }),
  eem: () => ethernet('eem', { hidesHostAddress: true }),
  ncm: () =>
    ethernet('ncm', {
      notify: 16,
      obstacles: { alternateSettings: true },
      more: ncmAttributes(),
      ids: { compatibleId: 'WINNCM' },
    }),
  rndis: () =>
    ethernet('rndis', {
      notify: 8,
      more: rndisAttributes(),
      ids: { compatibleId: 'RNDIS', subCompatibleId: '5162001' },
      options: { interfaceClass: { shape: tripleShape() } },
    }),
};
