import type { Attribute } from '../../src/attributes/attribute.js';
import type { Draws } from './random.js';

/** Media on both machines: path and size in bytes. 614400 is the smallest CD, 512 the smallest disk. */
export const media: Readonly<Record<string, number>> = {
  '/run/lab-disk.img': 1 << 20,
  '/run/lab-cd.img': 614_400,
  '/run/lab-short-cd.img': 614_399,
  '/run/lab-512.img': 512,
  '/run/lab-511.img': 511,
  '/run/lab-empty.img': 0,
};

const numbers =
  '0 1 2 3 8 9 010 08 0x10 0XfF +5 -1 127 128 0x80 0xa0 255 256 0x0200 0x020a 500 2040 2041 8000 8001 65535 65536 4294967295 4294967296 0x 12abc'.split(
    ' ',
  );
const truths = 'y Y yes n N no t true f false on off of o 1x 2'.split(' ');
const texts = [
  '',
  ' ',
  '\n',
  '\n\n',
  'a',
  'Text',
  ' blank ',
  'a\nb',
  'a\tb',
  'é☃😀',
  '1\0x',
  'x'.repeat(28),
  'x'.repeat(29),
  'x'.repeat(125),
  'x'.repeat(126),
  'x'.repeat(127),
  'é'.repeat(63),
  'x'.repeat(4095),
];
const addresses = [
  '02:00:00:00:00:01',
  '48:6F:73:74:50:43',
  '020000000001',
  '02.00.00.00.00.02',
  '02:00',
  '2:0:0:0:0:1',
  '01:00:5e:00:00:01',
  '00:00:00:00:00:00',
  'ff:ff:ff:ff:ff:ff',
  'zz:zz:zz:zz:zz:zz',
];
const medium = [...Object.keys(media), '/run', '/run/none', '/run/../run/lab-disk.img', '/dev/null', ''];

const rates = [
  '48000',
  '44100,48000',
  '8000,0,16000',
  '0',
  ',',
  '48000,',
  '48000\n,44100',
  '1,2,3,4,5,6,7,8,9,10,11',
  '44100 48000',
];
const volumes = ['-25600', '-32768', '-32769', '32767', '32768', '-0x100', '-+5', '--5', '-', '300'];
const intervals = ['333333', '666666\n333333', '333333\0\n1000000\n\n5', '1,2', '4294967296', '\n333333'];
const masks = ['1', '1\n2', '1\n2\n3', '1\n2\n3\n4', '256', '0x0f\n010', '1 2', `${'0'.repeat(11)}1`];
const soundNames = ['Name', 'A name', 'x'.repeat(31), 'x'.repeat(32), 'Name\n\n'];

/** What is worth writing to attributes of some names, besides what is worth writing to all. */
export const special: Readonly<Record<string, readonly string[]>> = {
  dev_addr: addresses,
  host_addr: addresses,
  ifname: [
    'usb%d',
    'lan%d',
    'usb0',
    '%d',
    'a%d%d',
    'a%s',
    'a b%d',
    'a/b%d',
    'abcdefghijklm%d',
    'abcdefghijklmn%d',
    '%%d',
  ],
  max_speed: [
    'super-speed-plus',
    'super-speed',
    'high-speed',
    'full-speed',
    'high-speedxyz',
    'super',
    'HIGH-SPEED',
  ],
  qw_sign: ['MSFT100', 'MSFT', 'MSFT1001', 'A'],
  landingPage: [
    'https://example.com',
    'http://a',
    'example.com',
    'ftp://x',
    ...[251, 252, 253].map((count) => `https://${'z'.repeat(count)}`),
  ],
  class: ['e0', 'EF', 'g1', '1g', ' e0'],
  srate: rates,
  volume_min: volumes,
  volume_max: volumes,
  volume_res: volumes,
  terminal_type: volumes,
  sync: ['async', 'adaptive', 'asynchronous', 'sync', 'Async'],
  it_name: soundNames,
  function_name: soundNames,
  dwFrameInterval: intervals,
  bmControls: masks,
  baSourceID: masks,
  bmaControls: ['0x04', '0X1f', '0x', '04', '0xg0', '0x045', ' 0x04'],
  guidFormat: ['59555932', '4e563132', '00112233'].map((start) => `hex:${start}00001000800000aa00389b71`),
  guidExtensionCode: ['0123456789abcdef'],
  file: medium,
  bmAttributes: ['0x80', '0xa0', '0xc0', '0xe0', '0x90', '0x40'],
  compatible_id: ['RNDIS', 'WINNCM', 'X', '12345678', '123456789'],
  sub_compatible_id: ['5162001', 'Y'],
  index: ['-1', '-2', '-0', '-+1', '--1', '33', '-2147483648', '-2147483649', '2147483648'],
  qlen: ['0', '1', '2', '3', '32', '65536'],
  q_len: ['0', '1', '2', '10', '-1', '65536'],
  pnp_string: ['MFG:a;MDL:b;', 'MFG:a;\n', 'a\nb'],
};

/** Something to write to an attribute: good, at the edge or bad. */
export function randomValue({ name }: Attribute, draws: Draws): string {
  const own = special[name] ?? special[name.replace(/^[cp]_/, '')];
  const pool = own && draws.chance(0.7) ? own : draws.oneOf([numbers, numbers, truths, texts]);
  const value = draws.oneOf(pool as readonly [string, ...string[]]) + (draws.chance(0.3) ? '\n' : '');
  return value;
}
