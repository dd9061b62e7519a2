import { endpointAddress, transferBits, type TransferType } from '../usb/endpoint.js';
import { englishUnitedStates } from '../usb/language.js';
import type { FunctionFsEndpoint, FunctionFsFunctionDefinition, FunctionFsInterface } from './function-fs.js';

/** What a program writes to the file `ep0` of a FunctionFS, one write call each, before it opens the files of its endpoints. */
export interface FunctionFsBytes {
  /** First: the descriptors of all three speeds. */
  readonly descriptors: Uint8Array;
  /** Second: the names of the interfaces. */
  readonly strings: Uint8Array;
}

/** include/uapi/linux/usb/functionfs.h */
const magic = { strings: 2, descriptors: 3 } as const;
const hasAllSpeeds = 1 | 2 | 4;

const speeds = ['full', 'high', 'super'] as const;
type DescriptorSpeed = (typeof speeds)[number];

/** USB 2.0, 5.5.3 to 5.8.3; USB 3.2, 8.12. */
const most: Readonly<Record<DescriptorSpeed, Readonly<Record<TransferType, number>>>> = {
  full: { bulk: 64, interrupt: 64, isochronous: 1023 },
  high: { bulk: 512, interrupt: 1024, isochronous: 1024 },
  super: { bulk: 1024, interrupt: 1024, isochronous: 1024 },
};

const littleEndian16 = (value: number): number[] => [value & 0xff, value >> 8];
const littleEndian32 = (value: number): number[] => [
  ...littleEndian16(value & 0xffff),
  ...littleEndian16(value >>> 16),
];

/** Frames of a millisecond at full speed, else 2^(n-1) microframes of 125 µs (USB 2.0, 9.6.6). */
const intervalAt = (speed: DescriptorSpeed, interval: number): number =>
  speed === 'full' ? Math.min(255, Math.max(1, 2 ** (interval - 1) / 8)) : interval;

/** What a declared endpoint is at one speed. */
export interface FunctionFsEndpointFacts {
  /** `bmAttributes`. */
  readonly transferBits: number;
  /** `wMaxPacketSize`. */
  readonly packetBytes: number;
  /** `bInterval`. */
  readonly interval: number;
  /** `wBytesPerInterval` at SuperSpeed. */
  readonly bytesPerInterval: number;
}

/** What a declared endpoint is at one speed; bulk endpoints have what the speed asks for. */
export function functionFsEndpoint(
  { transfer, packetBytes: asked = 64, interval = 4 }: FunctionFsEndpoint,
  speed: DescriptorSpeed,
): FunctionFsEndpointFacts {
  const limit = most[speed][transfer];
  const isBulk = transfer === 'bulk';
  const packetBytes = isBulk ? limit : Math.min(asked, limit);
  return {
    transferBits: transferBits[transfer],
    packetBytes,
    interval: isBulk ? 0 : intervalAt(speed, interval),
    bytesPerInterval: isBulk ? 0 : packetBytes,
  };
}

function endpointDescriptors(
  declared: FunctionFsEndpoint,
  number: number,
  speed: DescriptorSpeed,
): number[][] {
  const { transferBits: kind, packetBytes, interval, bytesPerInterval } = functionFsEndpoint(declared, speed);
  const address = endpointAddress(declared.direction, number);
  const endpoint = [7, 5, address, kind, ...littleEndian16(packetBytes), interval];
  return speed === 'super' ? [endpoint, [6, 0x30, 0, 0, ...littleEndian16(bytesPerInterval)]] : [endpoint];
}

function descriptorsAt(interfaces: readonly FunctionFsInterface[], speed: DescriptorSpeed): number[][] {
  let endpointNumber = 0;
  let textNumber = 0;
  return interfaces.flatMap((each, number) => {
    const { class: interfaceClass = 0xff, subclass = 0, protocol = 0, text, endpoints } = each;
    const named = text === undefined ? 0 : ++textNumber;
    return [
      [9, 4, number, 0, endpoints.length, interfaceClass, subclass, protocol, named],
      ...endpoints.flatMap((endpoint) => endpointDescriptors(endpoint, ++endpointNumber, speed)),
    ];
  });
}

const withLength = (first: number, rest: readonly number[]): Uint8Array =>
  Uint8Array.from([...littleEndian32(first), ...littleEndian32(rest.length + 8), ...rest]);

/**
 * What a program writes that serves a function as it is declared. Endpoint numbers go up from 1, as the files `ep1`, `ep2` and so on do.
 *
 * @example
 * ```ts
 * const ep0 = openSync('/dev/ffs-echo/ep0', 'r+');
 * const { descriptors, strings } = functionFsBytes(echo.toDefinition());
 * writeSync(ep0, descriptors);
 * writeSync(ep0, strings);
 * ```
 */
export function functionFsBytes({
  interfaces,
}: Pick<FunctionFsFunctionDefinition, 'interfaces'>): FunctionFsBytes {
  const sets = speeds.map((speed) => descriptorsAt(interfaces, speed));
  const texts = interfaces.flatMap(({ text }) => (text === undefined ? [] : [text]));
  const named = texts.flatMap((text) => [...new TextEncoder().encode(text), 0]);
  const languages = texts.length ? [...littleEndian16(Number(englishUnitedStates)), ...named] : [];
  return {
    descriptors: withLength(magic.descriptors, [
      ...littleEndian32(hasAllSpeeds),
      ...sets.flatMap((set) => littleEndian32(set.length)),
      ...sets.flat(2),
    ]),
    strings: withLength(magic.strings, [
      ...littleEndian32(texts.length),
      ...littleEndian32(texts.length ? 1 : 0),
      ...languages,
    ]),
  };
}
