import { binaryCodedDecimal } from '../attributes/number-codecs.js';
import type { GadgetStrings } from './definition.js';

/** Attributes of a USB device as its host's kernel shows them below /sys/bus/usb/devices, by their names there. */
export type DeviceAttributes = Readonly<Record<string, string>>;

/** What a device calls itself: the part of a gadget's definition that another device can give. */
export interface DeviceIdentity {
  /** `idVendor`. */
  readonly vendorId: number;
  /** `idProduct`. */
  readonly productId: number;
  /** `bcdDevice`; absent where it is no binary coded decimal, which no gadget can have. */
  readonly deviceVersion?: number;
  /** Its strings by language; absent if it has none. */
  readonly strings?: { readonly '0x409': Omit<GadgetStrings, 'custom'> };
}

const names = { manufacturer: 'manufacturer', product: 'product', serial: 'serialNumber' } as const;

/**
 * The identity of a USB device, for a gadget that is to look like it to its host. Its classes are not part of it, since they follow from
 * functions, nor is its USB version: the kernel tells that of the controller.
 *
 * @param attributes - `idVendor`, `idProduct`, `bcdDevice`, `manufacturer`, `product` and `serial` as sysfs has them; others are of no account.
 * @returns undefined if there are no ids.
 *
 * @example
 * ```ts
 * donorIdentity({ idVendor: '046d', idProduct: 'c31c', bcdDevice: '6402', product: 'USB Keyboard' });
 * // { vendorId: 0x046d, productId: 0xc31c, deviceVersion: 0x6402, strings: { '0x409': { product: 'USB Keyboard' } } }
 * ```
 */
export function donorIdentity(attributes: DeviceAttributes): DeviceIdentity | undefined {
  const number = (name: string): number => Number.parseInt(attributes[name] ?? '', 16);
  const [vendorId, productId, deviceVersion] = ['idVendor', 'idProduct', 'bcdDevice'].map(number) as [
    number,
    number,
    number,
  ];
  if (Number.isNaN(vendorId) || Number.isNaN(productId)) return undefined;
  const strings = Object.entries(names).flatMap(([name, key]) => {
    const text = attributes[name]?.trim();
    return text ? [[key, text] as const] : [];
  });
  return {
    vendorId,
    productId,
    ...(binaryCodedDecimal.shape.fault(deviceVersion) === undefined && { deviceVersion }),
    ...(strings.length && { strings: { '0x409': Object.fromEntries(strings) } }),
  };
}
