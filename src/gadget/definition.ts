import type { FunctionDefinition } from '../functions/drivers.js';
import type { HostName } from './hosts/host-names.js';

/** The speeds of `max_speed`. */
export type Speed = 'super-speed-plus' | 'super-speed' | 'high-speed' | 'full-speed' | 'low-speed';

/** What the device calls itself, in one language. */
export interface GadgetStrings {
  /** `iManufacturer`. At most 126 bytes. Default none. */
  readonly manufacturer?: string;
  /** `iProduct`. At most 126 bytes. Default none. */
  readonly product?: string;
  /** `iSerialNumber`. At most 126 bytes. Default none. */
  readonly serialNumber?: string;
  /**
   * Strings of its own by name, for functions that refer to them; the same names in the same order in each language. Each at
   * most 125 bytes. First kernel 6.3. Default none.
   */
  readonly custom?: Readonly<Record<string, string>>;
}

/** Microsoft OS descriptors 1.0: how Windows finds a driver by itself. */
export interface OsDescriptors {
  /** Serve them. Default false. */
  readonly use?: boolean;
  /** The vendor request that Windows asks with, 0 to 255. Default 0. */
  readonly vendorCode?: number;
  /** The signature, at most 7 characters: `MSFT100`. Default none. */
  readonly sign?: string;
  /** The configuration that they describe, as in `c.1`, at most 39 characters. Default: none, which is an error where they are served. */
  readonly configuration?: string;
  /** The name of the link to it, at most 255 characters. The host does not see it. Default: its own. */
  readonly link?: string;
}

/** WebUSB 1.0: a page that browsers offer to open. First kernel 6.3. */
export interface WebUsb {
  /** Serve the descriptor. Default false. */
  readonly use?: boolean;
  /** `bcdVersion`, binary coded decimal, 0 to 0x9999. Default 0, which the kernel serves as 0x0100. */
  readonly version?: number;
  /** The vendor request that browsers ask with, 0 to 255. Default 0. */
  readonly vendorCode?: number;
  /** The address of the page, with `https://`. At most 252 bytes after the scheme. Default none. */
  readonly landingPage?: string;
}

/** One configuration: a set of functions that the host can switch on together. */
export interface ConfigurationDefinition {
  /** The part of the folder's name before the dot, at most 37 characters. Default `c`. */
  readonly name: string;
  /** `bConfigurationValue`, 1 to 255: the part after the dot. Default: one more than the one before. */
  readonly number: number;
  /** What it is called, by language, at most 126 bytes each. Default: nothing. */
  readonly strings?: Readonly<Record<string, string>>;
  /** Current drawn from the bus in milliamperes, 0 to 2040; the host is told at most 500, and 896 at SuperSpeed. Default: the kernel's, mostly 2. */
  readonly maxPowerMilliamps?: number;
  /** It has a power supply of its own. Default false. */
  readonly selfPowered?: boolean;
  /** It may wake the host. Default false. */
  readonly remoteWakeup?: boolean;
  /** Its functions by name, as in `hid.usb0`, in the order of their interfaces. Default: all of the gadget. */
  readonly functions: readonly string[];
  /** The names of links that are not those of their functions, by function: `{ 'hid.usb0': 'keyboard' }`. The host sees none of them. Default none. */
  readonly links?: Readonly<Record<string, string>>;
}

/** Who may operate the gadget besides root. */
export interface Owner {
  /** The name of a user of the machine, at most 32 characters. */
  readonly user: string;
  /** Without such a user, files stay with root. Default false: that is an error. */
  readonly optional?: boolean;
}

/** A whole gadget: frozen plain JSON. What is absent has the kernel's default. */
export interface GadgetDefinition {
  /** The name of its folder, 1 to 255 characters. */
  readonly name: string;
  /** `idVendor`, 0 to 65535. */
  readonly vendorId: number;
  /** `idProduct`, 0 to 65535. */
  readonly productId: number;
  /** `bcdUSB`, binary coded decimal, 0 to 0x9999. The kernel sets it when the host asks. Default: the kernel's. */
  readonly usbVersion?: number;
  /** `bcdDevice`, binary coded decimal, 0 to 0x9999. Default: the version of the kernel. */
  readonly deviceVersion?: number;
  /** `bDeviceClass`, 0 to 255. Default 0: each interface tells its own. */
  readonly deviceClass?: number;
  /** `bDeviceSubClass`, 0 to 255. Default 0. */
  readonly deviceSubClass?: number;
  /** `bDeviceProtocol`, 0 to 255. Default 0. */
  readonly deviceProtocol?: number;
  /** The fastest speed to offer. Default: the controller's. */
  readonly maxSpeed?: Speed;
  /** Strings by language, as in `0x409`; at most two languages. Default none. */
  readonly strings?: Readonly<Record<string, GadgetStrings>>;
  /** Microsoft OS descriptors, for Windows. Default: as the functions need them. */
  readonly osDescriptors?: OsDescriptors;
  /** WebUSB: a page that browsers offer to open. First kernel 6.3. Default: none. */
  readonly webUsb?: WebUsb;
  /** The hosts that it is for: the validation then tells what is known of each. Nothing is written of it. Default: none is named, and only what everybody should know is told. */
  readonly hosts?: readonly HostName[];
  /** Every function, linked or not, in the order of their making. */
  readonly functions: readonly FunctionDefinition[];
  /** The configurations, in the order in which the host sees them. */
  readonly configurations: readonly ConfigurationDefinition[];
  /** The controller to bind to, by the kernel's name, at most 255 characters. Default: the only one. */
  readonly udc?: string;
  /** Who may switch the gadget, its functions and its media. Default: root alone. */
  readonly owner?: Owner;
}

/** The name of a configuration's folder: `c.1`. */
export function configurationName({
  name,
  number,
}: Pick<ConfigurationDefinition, 'name' | 'number'>): string {
  return `${name}.${number}`;
}
