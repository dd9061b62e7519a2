import type {
  EthernetFunctionBase,
  EthernetFunctionDefinition,
  NcmFunctionDefinition,
  RndisFunctionDefinition,
} from './ethernet-definition.js';
import { FunctionBuilder } from './function-builder.js';

/** The words for the driver of an {@link EthernetFunction}; `rndis5` is rndis without Microsoft's compatible ids. */
export type EthernetDriverName = EthernetFunctionDefinition['driver'] | 'rndis5';

/** Both MAC addresses from one text, always the same and locally administered. */
export interface SeededAddresses {
  /** Any text that tells this machine from others, such as the contents of /etc/machine-id; at most 255 bytes. Default: the addresses are random. */
  readonly macSeed?: string;
  /** Not beside a seed. */
  readonly hostAddress?: never;
  /** Not beside a seed. */
  readonly deviceAddress?: never;
}

/** The MAC addresses themselves; what is left out is random. */
export interface GivenAddresses extends Pick<EthernetFunctionBase, 'hostAddress' | 'deviceAddress'> {
  /** Not beside an address. */
  readonly macSeed?: never;
}

/** The options for Microsoft's compatible ids and extended properties. */
export type CompatibleIds = 'compatibleId' | 'subCompatibleId' | 'extendedProperties';

/** What every network card may be given. */
export interface EthernetCommonOptions extends Pick<
  EthernetFunctionBase,
  'queueMultiplier' | 'interfaceName'
> {
  /** The instance: the folder is `DRIVER.NAME`, at most 39 characters. Default: the first of `usb0`, `usb1` and so on that is free. */
  readonly name?: string;
}

/** What each driver has of its own. */
export interface EthernetOwnOptions {
  /** Nothing of its own. */
  readonly ecm: unknown;
  /** Nothing of its own. */
  readonly geth: unknown;
  /** Nothing of its own. */
  readonly eem: unknown;
  /** Segments, and compatible ids. */
  readonly ncm: Pick<NcmFunctionDefinition, 'maxSegmentSize' | CompatibleIds>;
  /** A class triple, and compatible ids. */
  readonly rndis: Pick<RndisFunctionDefinition, 'interfaceClass' | CompatibleIds>;
  /** A class triple. */
  readonly rndis5: Pick<RndisFunctionDefinition, 'interfaceClass'>;
}

/**
 * What an {@link EthernetFunction} is made from: only ncm has a segment size, only rndis an interface class, and ids for
 * Windows only these two.
 */
export type EthernetFunctionOptions<Driver extends EthernetDriverName = EthernetDriverName> = {
  [Name in Driver]: {
    /** `ncm` for Windows from 10, macOS and Linux; `rndis` for Windows from 7 and Linux, `rndis5` without compatible ids; `ecm` for macOS and Linux; `eem` and `geth` for Linux. */
    readonly driver: Name;
  } & EthernetCommonOptions &
    (SeededAddresses | GivenAddresses) &
    EthernetOwnOptions[Name];
}[Driver];

/**
 * A network card. Needs CONFIG_USB_CONFIGFS_ECM, _ECM_SUBSET, _EEM, _NCM or _RNDIS.
 *
 * @example
 * ```ts
 * const card = new EthernetFunction({ driver: 'ncm', macSeed: 'board 7' });
 * ```
 */
export class EthernetFunction<Driver extends EthernetDriverName = EthernetDriverName> extends FunctionBuilder<
  EthernetFunctionOptions<Driver>,
  Omit<EthernetFunctionOptions<Driver>, 'driver'>,
  EthernetFunctionDefinition
> {}
