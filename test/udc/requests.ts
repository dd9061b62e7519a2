import type { FunctionRequests } from '../../src/udc/allocate.js';
import type { Direction, EndpointRequest, TransferType } from '../../src/usb/endpoint.js';

function request(
  transfer: TransferType,
  direction: Direction,
  matchSize: number,
  packetSize = matchSize,
): EndpointRequest {
  return { transfer, direction, matchSize, packetSize };
}

const bulkIn = request('bulk', 'in', 0, 512);
const bulkOut = request('bulk', 'out', 0, 512);
const interruptIn = (bytes: number): EndpointRequest => request('interrupt', 'in', bytes);
const isochronous = (direction: Direction, bytes: number): EndpointRequest =>
  request('isochronous', direction, bytes);

const noDevice = 19;
const notSupported = 524;
const invalid = 22;

/** The functions that the tests know; the word after the plus says how it is set up. */
export type Driver =
  | 'acm'
  | 'ecm'
  | 'ncm'
  | 'rndis'
  | 'eem'
  | 'geth'
  | 'gser'
  | 'obex'
  | 'mass_storage'
  | 'Loopback'
  | 'SourceSink'
  | 'midi'
  | 'phonet'
  | 'hid'
  | 'hid+out'
  | 'uac2+microphone'
  | 'uac2+both'
  | 'uvc+2'
  | 'uvc+3';

type Row = readonly [interfaces: number, endpoints: readonly EndpointRequest[], bindErrno: number];

/** What the kernel's functions ask for, in their order: interfaces, endpoints, errno when one is missing. */
const drivers: Readonly<Record<Driver, Row>> = {
  acm: [2, [bulkIn, bulkOut, interruptIn(10)], noDevice],
  ecm: [2, [bulkIn, bulkOut, interruptIn(16)], noDevice],
  ncm: [2, [bulkIn, bulkOut, interruptIn(16)], noDevice],
  rndis: [2, [bulkIn, bulkOut, interruptIn(8)], noDevice],
  eem: [1, [bulkIn, bulkOut], noDevice],
  geth: [1, [bulkIn, bulkOut], noDevice],
  gser: [1, [bulkIn, bulkOut], noDevice],
  obex: [2, [bulkIn, bulkOut], noDevice],
  mass_storage: [1, [bulkIn, bulkOut], notSupported],
  Loopback: [1, [bulkIn, bulkOut], noDevice],
  SourceSink: [
    1,
    [
      bulkIn,
      bulkOut,
      { ...isochronous('in', 1023), optional: true },
      { ...isochronous('out', 1023), optional: true },
    ],
    noDevice,
  ],
  midi: [2, [bulkIn, bulkOut], noDevice],
  phonet: [2, [bulkOut, bulkIn], noDevice],
  hid: [1, [request('interrupt', 'in', 0, 8)], noDevice],
  'hid+out': [1, [request('interrupt', 'in', 0, 8), request('interrupt', 'out', 0, 8)], noDevice],
  'uac2+microphone': [2, [interruptIn(6), isochronous('in', 196)], noDevice],
  'uac2+both': [
    3,
    [interruptIn(6), isochronous('out', 196), isochronous('in', 4), isochronous('in', 196)],
    noDevice,
  ],
  'uvc+2': [2, [interruptIn(16), { ...isochronous('in', 1024), multiplier: 2 }], invalid],
  'uvc+3': [2, [interruptIn(16), { ...isochronous('in', 1024), multiplier: 3 }], invalid],
};

/** Every row of the table above. */
export const driverNames = Object.keys(drivers) as readonly Driver[];

/** Functions by driver, named as in configfs: `gadget('hid', 'hid', 'ecm')` is hid.0, hid.1, ecm.0. */
export function gadget(...wanted: readonly Driver[]): FunctionRequests[] {
  const instances = new Map<string, number>();
  return wanted.map((driver) => {
    const [interfaces, endpoints, bindErrno] = drivers[driver];
    const type = driver.split('+')[0] as string;
    const instance = instances.get(type) ?? 0;
    instances.set(type, instance + 1);
    return { name: `${type}.${instance}`, interfaces, endpoints, bindErrno };
  });
}
