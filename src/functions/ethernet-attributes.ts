import { copiedAtLink, type Attribute } from '../attributes/attribute.js';
import { compatibleId } from '../attributes/microsoft-codecs.js';
import { interfaceNamePattern, macAddress } from '../attributes/network-codecs.js';
import { bareHexadecimal, u8, unsigned } from '../attributes/number-codecs.js';
import { since } from '../attributes/kernel-version.js';
import { hexDigits } from '../usb/bytes.js';
import type { ClassTriple, NcmFunctionDefinition, RndisFunctionDefinition } from './ethernet-definition.js';

/** What every network card has (drivers/usb/gadget/function/u_ether_configfs.h). */
export const commonAttributes = (): readonly Attribute[] =>
  copiedAtLink([
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
    { name: 'qmult', codec: u8, from: 'queueMultiplier', initial: '5\n' },
    {
      name: 'ifname',
      codec: interfaceNamePattern,
      from: 'interfaceName',
      initial: '(unnamed net_device)\n',
      kind: 'derived',
      takesEffect: 'creation',
      writableSince: since(5, 12),
    },
  ]);

/** As `eth_random_addr` does: locally administered, not multicast (include/linux/etherdevice.h). */
function randomMacAddress(random: () => number): string {
  const pairs = Array.from({ length: 6 }, () => Math.floor(random() * 256));
  pairs[0] = (pairs[0]! & 0xfe) | 0x02;
  return pairs.map((pair) => hexDigits(pair, 2)).join(':') + '\0\n';
}

/** `os_desc/interface.NAME`. */
export const interfaceIds = (): readonly Attribute[] => [
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

/** Always written: a fresh rndis has the triple of the one that was bound before it (f_rndis.c, rndis_iad_descriptor). */
const triple = (name: string, key: keyof ClassTriple, usual: number): Attribute => ({
  name,
  codec: bareHexadecimal,
  from: ({ interfaceClass }: RndisFunctionDefinition) => interfaceClass?.[key] ?? usual,
  into: `interfaceClass.${key}`,
  alwaysTold: true,
  initial: `${bareHexadecimal.write(usual)}\n`,
});

/** What rndis has besides: its class triple. */
export const rndisAttributes = (): readonly Attribute[] => [
  triple('class', 'class', 2),
  triple('subclass', 'subClass', 6),
  triple('protocol', 'protocol', 0),
];

/** What ncm has besides. */
export const ncmAttributes = (): readonly Attribute[] =>
  copiedAtLink([
    {
      name: 'max_segment_size',
      codec: unsigned({ typeMost: 0xffff, range: [0, 8000] }),
      from: 'maxSegmentSize',
      initial: '1514\n',
      since: since(6, 9),
    },
  ]);
