import { compatibleId } from '../attributes/microsoft-codecs.js';
import { configurationName } from '../gadget/definition.js';
import { utf8ToHex } from '../usb/bytes.js';
import type { BoundConfiguration, BoundGadget, BoundPart } from './bound-gadget.js';
import { littleEndian } from './descriptor.js';
import { extendedProperties, noProperties } from './extended-properties.js';
import { stringDescriptor } from './string-table.js';

/** The ids of one interface that Windows finds a driver by. */
export interface CompatibleId {
  /** `bInterfaceNumber`. */
  readonly interface: number;
  /** The function, as in `ncm.usb0`. */
  readonly function: string;
  /** The compatible id. Empty for none. */
  readonly compatibleId: string;
  /** The sub-compatible id. Empty for none. */
  readonly subCompatibleId: string;
}

/** Microsoft OS descriptors 1.0 as the host reads them. */
export interface MicrosoftDescriptors {
  /** String 0xee, the sign that there are others, as lower-case hex. */
  readonly string: string;
  /** The vendor request that the host asks for the others with. */
  readonly vendorCode: number;
  /** The extended compat id descriptor as lower-case hex. Absent if no configuration is linked. */
  readonly compatibleIds?: string;
  /** What stands in it. */
  readonly interfaces: readonly CompatibleId[];
  /** The extended properties descriptor of each interface of the configuration, as lower-case hex. Empty where the kernel refuses it. */
  readonly properties: readonly string[];
}

/** OS_STRING_QW_SIGN_LEN in UTF-16 units (include/linux/usb/composite.h). */
const signatureUnits = 7;

const padded = (id: string): string => utf8ToHex(id).padEnd(16, '0').slice(0, 16);

/** What one function has for its first interface. */
function idsOf({ facts, attributes, firstInterface, definition }: BoundPart): readonly string[][] {
  const { osDescriptors: folder, emptyCompatibleIds } = facts;
  if (folder !== undefined)
    return [
      ['compatible_id', 'sub_compatible_id'].map((each) =>
        compatibleId.read(attributes.bytes(`${folder}/${each}`) ?? ''),
      ),
    ];
  const count = firstInterface === 0 ? (emptyCompatibleIds?.(definition) ?? 0) : 0;
  return Array.from({ length: count }, () => ['', '']);
}

function compatibleIdsOf({ functions }: BoundConfiguration): CompatibleId[] {
  return functions.flatMap((each) =>
    idsOf(each).map(([id = '', subId = '']) => ({
      interface: each.firstInterface,
      function: each.name,
      compatibleId: id,
      subCompatibleId: subId,
    })),
  );
}

/** Extended compat id OS feature descriptor specification 1.0: a header of 16 bytes and 24 for each interface. */
function compatibleIdDescriptor(ids: readonly CompatibleId[]): string {
  const sections = ids.map(
    ({ interface: number, compatibleId: id, subCompatibleId }) =>
      littleEndian(number, 1) + '01' + padded(id) + padded(subCompatibleId) + '00'.repeat(6),
  );
  const length = 16 + 24 * ids.length;
  return (
    littleEndian(length, 4) +
    '0001' +
    '0400' +
    littleEndian(ids.length, 1) +
    '00'.repeat(7) +
    sections.join('')
  );
}

/** The first interface of a function has those that it is given. */
function propertiesOf({ functions, interfaces }: BoundConfiguration): string[] {
  return Array.from({ length: interfaces }, (_, number) => {
    const { facts, attributes } = functions.find(({ firstInterface }) => firstInterface === number) ?? {};
    return facts?.osDescriptors && attributes
      ? extendedProperties(attributes, facts.osDescriptors)
      : noProperties;
  });
}

/** What Windows reads (drivers/usb/gadget/composite.c, get_string and composite_setup). */
export function microsoftDescriptors({
  definition,
  configurations,
}: BoundGadget): MicrosoftDescriptors | undefined {
  const { use = false, vendorCode = 0, sign = '', configuration } = definition.osDescriptors ?? {};
  if (!use) return undefined;
  const units = stringDescriptor(sign.slice(0, signatureUnits)).hex.slice(4);
  const string = `1203${units.padEnd(4 * signatureUnits, '0')}${littleEndian(vendorCode, 1)}00`;
  const linked = configurations.find((each) => configurationName(each.definition) === configuration);
  if (!linked) return { string, vendorCode, interfaces: [], properties: [] };
  const interfaces = compatibleIdsOf(linked);
  return {
    string,
    vendorCode,
    compatibleIds: compatibleIdDescriptor(interfaces),
    interfaces,
    properties: propertiesOf(linked),
  };
}
