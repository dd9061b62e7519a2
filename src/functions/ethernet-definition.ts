import type { ExtendedProperty } from './extended-property.js';

/** What every network card has. */
export interface EthernetFunctionBase {
  /** The instance: the folder is `DRIVER.NAME`, at most 39 characters. Default: the first of `usb0`, `usb1` and so on that is free. */
  readonly name: string;
  /** MAC address of the host's end. geth and eem cannot carry it to the host. Absent: random. */
  readonly hostAddress?: string;
  /** MAC address of the device's end. Absent: random. */
  readonly deviceAddress?: string;
  /** Requests queued for each direction, times two at high speed (u_ether.c). 0 to 255. Default 5. */
  readonly queueMultiplier?: number;
  /** The name of the device's interface with one `%d`, at most 15 characters. First kernel that takes it 5.12. Default `usb%d`. */
  readonly interfaceName?: string;
}

/** A CDC network card (USB CDC ECM 1.2): ecm; one without a control channel: geth; EEM 1.0: eem. */
export interface PlainEthernetFunctionDefinition extends EthernetFunctionBase {
  /** `ecm`, `geth` (its Linux-only subset) or `eem`. */
  readonly driver: 'ecm' | 'geth' | 'eem';
}

/** A CDC network card that packs many frames into one transfer (USB CDC NCM 1.0). */
export interface NcmFunctionDefinition extends EthernetFunctionBase {
  /** Always `ncm`. */
  readonly driver: 'ncm';
  /** Largest segment in bytes, 0 to 8000. First kernel 6.9. Default 1514. */
  readonly maxSegmentSize?: number;
  /** Microsoft's compatible id, at most 8 of `A` to `Z`, `0` to `9` and `_`; empty for none. Default `WINNCM`, which makes Windows 11 take it. */
  readonly compatibleId?: string;
  /** Microsoft's sub-compatible id, spelt the same way. Default none. */
  readonly subCompatibleId?: string;
  /** Values for the registry of Windows. Default none. */
  readonly extendedProperties?: readonly ExtendedProperty[];
}

/** The three class codes of an interface. */
export interface ClassTriple {
  /** `bInterfaceClass`, 0 to 255. */
  readonly class: number;
  /** `bInterfaceSubClass`, 0 to 255. */
  readonly subClass: number;
  /** `bInterfaceProtocol`, 0 to 255. */
  readonly protocol: number;
}

/** A network card of Microsoft's Remote NDIS. */
export interface RndisFunctionDefinition extends EthernetFunctionBase {
  /** Always `rndis`; `rndis5` in options is this without compatible ids. */
  readonly driver: 'rndis';
  /** The class triple of the control interface. Default 2, 6, 0; Windows without OS descriptors wants 0xe0, 1, 3 or 0xef, 4, 1. */
  readonly interfaceClass?: ClassTriple;
  /** Microsoft's compatible id, at most 8 of `A` to `Z`, `0` to `9` and `_`; empty for none. Default `RNDIS`, which makes Windows 7 and later take it. */
  readonly compatibleId?: string;
  /** Microsoft's sub-compatible id, spelt the same way. Default, with the default compatible id, `5162001`: RNDIS 6. */
  readonly subCompatibleId?: string;
  /** Values for the registry of Windows. Default none. */
  readonly extendedProperties?: readonly ExtendedProperty[];
}

/** A network card, as plain data. */
export type EthernetFunctionDefinition =
  PlainEthernetFunctionDefinition | NcmFunctionDefinition | RndisFunctionDefinition;
