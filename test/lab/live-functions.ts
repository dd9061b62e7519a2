import { medium } from './shell-gadgets.js';

/** Options of functions. */
type Options = Readonly<Record<string, unknown>>;

const hostAddress = '02:00:0a:0b:00:02';
const size = { width: 640, height: 480, framesPerSecond: [15, 30] };

/** Every function of Debian's kernels with options that are not the default, by the gadgets that they make up together. */
export const liveFunctions: Readonly<Record<string, readonly Options[]>> = {
  'reports, drives and cards': [
    { driver: 'hid', preset: 'keyboard' },
    { driver: 'hid', preset: 'absolute-mouse', noOutEndpoint: false },
    {
      driver: 'mass_storage',
      luns: [
        { cdrom: true, file: medium, inquiryString: { vendor: 'Us', product: 'A drive', revision: '1' } },
        { nofua: true },
        { readOnly: true, removable: false, file: medium },
      ],
    },
    { driver: 'ncm', hostAddress, queueMultiplier: 10 },
    { driver: 'rndis', interfaceClass: { class: 0xef, subClass: 4, protocol: 1 } },
  ],
  'more cards and ports': [
    { driver: 'ecm', deviceAddress: '02:00:0a:0b:00:03' },
    { driver: 'eem' },
    { driver: 'geth' },
    { driver: 'rndis', name: 'old', compatibleId: '' },
    { driver: 'acm' },
    { driver: 'gser' },
    { driver: 'obex' },
  ],
  'a printer, notes and test functions': [
    { driver: 'printer', deviceId: 'MFG:Us;MDL:One;CLS:PRINTER;', queueLength: 4 },
    { driver: 'midi', inPorts: 2, outPorts: 2, cardId: 'notes', bufferBytes: 256 },
    { driver: 'phonet' },
    { driver: 'Loopback', queueLength: 8 },
    { driver: 'SourceSink', pattern: 'modulo-63', isochronousPacketBytes: 512 },
  ],
};

/** One that a program serves, which must be there for it to be bound. */
export const servedFunction: Options = {
  driver: 'ffs',
  name: 'lab-live',
  interfaces: [{ endpoints: [{ direction: 'in', transfer: 'bulk' }] }],
};

/** Those that need isochronous endpoints. */
export const isochronousFunctions: readonly Options[] = [
  { driver: 'uac1', speakers: { channels: 1 }, microphone: { sampleRates: 44_100, sampleBytes: 3 } },
  { driver: 'uac2', speakers: {}, microphone: { channels: 1 } },
  {
    driver: 'uvc',
    formats: [
      { format: 'nv12', frames: [size] },
      { format: 'mjpeg', frames: [size, { ...size, width: 320, height: 240 }], defaultFrame: 2 },
    ],
  },
];
