import { test } from 'node:test';
import { defineGadget, formatPlan, formatShell, planRemove, planUpdate, type Plan } from 'usb-gadget';
import { emptyTree } from '../../src/configfs/tree.js';
import { assertGolden } from '../golden.js';
import { create, gadget, update, type Options } from './plans.js';

const keyboard: Options = { driver: 'hid', preset: 'keyboard' };
const addresses: Options = { hostAddress: '02:00:00:00:00:01', deviceAddress: '02:00:00:00:00:02' };
const drive = (lun: Options): Options => ({ driver: 'mass_storage', luns: [lun] });

const twoLanguages = {
  '0x409': { manufacturer: 'Maker', product: 'Thing', serialNumber: '1' },
  '0x407': { product: 'Ding' },
};

const plans: Readonly<Record<string, () => Plan>> = {
  'create/keyboard': () => create(gadget([keyboard])),
  'create/drives': () =>
    create(
      gadget([
        {
          driver: 'mass_storage',
          stall: false,
          luns: [
            {
              cdrom: true,
              file: '/images/cd.iso',
              inquiryString: { vendor: 'Maker', product: 'Drive', revision: '1.0' },
            },
            { readOnly: true, nofua: true, removable: true },
          ],
        },
      ]),
    ),
  'create/ecm': () =>
    create(gadget([{ driver: 'ecm', ...addresses, queueMultiplier: 10, interfaceName: 'usb%d' }])),
  'create/ecm-5.10': () => create(gadget([{ driver: 'ecm', ...addresses, interfaceName: 'usb%d' }]), '5.10'),
  'create/ncm': () => create(gadget([{ driver: 'ncm', macSeed: 'a seed', maxSegmentSize: 8000 }])),
  'create/rndis': () =>
    create(gadget([{ driver: 'rndis', interfaceClass: { class: 0xe0, subClass: 1, protocol: 3 } }])),
  'create/rndis5': () => create(gadget([{ driver: 'rndis5' }])),
  'create/serial': () =>
    create(gadget([{ driver: 'acm', protocol: 0 }, { driver: 'gser', console: true }, { driver: 'obex' }])),
  'create/two-configurations': () =>
    create(
      gadget([keyboard, { driver: 'acm' }], {
        strings: twoLanguages,
        deviceClass: 0xef,
        deviceSubClass: 2,
        deviceProtocol: 1,
        maxSpeed: 'high-speed',
        configurations: [
          {
            strings: { '0x409': 'All' },
            maxPowerMilliamps: 250,
            remoteWakeup: true,
            functions: ['hid.keyboard', 'acm.usb0'],
          },
          { name: 'serial', number: 2, selfPowered: true, functions: ['acm.usb0'] },
        ],
      }),
    ),
  'create/webusb': () =>
    create(gadget([keyboard], { webUsb: { use: true, vendorCode: 1, landingPage: 'https://example.org/' } })),
  'create/raw-camera': () =>
    create(
      gadget([
        {
          driver: 'uvc',
          contents: [
            { path: 'streaming/mjpeg/m', folder: true },
            { path: 'streaming/mjpeg/m/720p', folder: true },
            { path: 'streaming/mjpeg/m/720p/wWidth', text: '1280' },
            { path: 'streaming/header/h', folder: true },
            { path: 'streaming/header/h/m', link: 'streaming/mjpeg/m' },
            { path: 'streaming/class/fs/h', link: 'streaming/header/h' },
          ],
        },
      ]),
    ),
  'create/sound': () =>
    create(
      gadget([
        { driver: 'uac1', functionName: 'Headset', speakers: { channels: 2, sampleRates: [44100, 48000] } },
        {
          driver: 'uac2',
          microphone: { channels: ['front-center'], minimumDecibels: -40, volumeName: 'Gain' },
        },
      ]),
    ),
  'create/camera': () =>
    create(
      gadget([
        {
          driver: 'uvc',
          maximumPacketSize: 2048,
          cameraControls: 0x020a,
          formats: [
            { format: 'mjpeg', frames: [{ width: 1280, height: 720, framesPerSecond: [30, 15] }] },
            {
              format: 'nv12',
              colorMatching: { transfer: 'srgb' },
              frames: [{ width: 320, height: 240, framesPerSecond: 15 }],
            },
            { format: 'h264', frames: [{ width: 1920, height: 1080, framesPerSecond: 30 }] },
          ],
          extensions: [
            { guid: '000102030405060708090a0b0c0d0e0f', controlCount: 2, sources: [2], controls: [3] },
          ],
          outputSource: 4,
        },
      ]),
      '7.2',
    ),
  'create/owned': () => create(gadget([drive({})], { owner: { user: 'operator' } })),
  'remove/os-descriptors': () =>
    planRemove(defineGadget(gadget([{ driver: 'ncm' }, keyboard])), { kernel: '6.12' }),
  'change/nothing': () => update(gadget([keyboard]), gadget([keyboard])),
  'change/on-whichever-controller': () =>
    planUpdate(defineGadget(gadget([keyboard])), defineGadget(gadget([keyboard], { productId: 0x0105 }))),
  'change/raw-attribute-left-out': () =>
    update(
      gadget([{ driver: 'uac2', attributes: { p_chmask: 1, c_chmask: 1 } }]),
      gadget([{ driver: 'uac2', attributes: { c_chmask: 1 } }]),
    ),
  'change/webusb-off': () =>
    update(
      gadget([keyboard], { webUsb: { use: true, landingPage: 'https://example.org/' } }),
      gadget([keyboard]),
    ),
  'change/medium-only': () =>
    update(gadget([drive({ file: '/a.img' })]), gadget([drive({ file: '/b.img' })])),
  'change/disk-to-cd-keeps-the-medium': () =>
    update(gadget([drive({ file: '/a.img' })]), gadget([drive({ cdrom: true })])),
  'change/cd-to-disk-is-writable-again': () =>
    update(gadget([drive({ cdrom: true, file: '/a.iso' })]), gadget([drive({ file: '/a.img' })])),
  'change/frozen-attribute': () =>
    update(
      gadget([keyboard, { driver: 'acm' }, drive({})]),
      gadget([keyboard, { driver: 'acm', protocol: 0 }, drive({})]),
    ),
  'change/address': () =>
    update(
      gadget([{ driver: 'ecm', ...addresses }]),
      gadget([{ driver: 'ecm', ...addresses, deviceAddress: '02:00:00:00:00:03' }]),
    ),
  'change/product': () => update(gadget([keyboard]), gadget([keyboard], { productId: 0x0105 })),
  'change/language-goes': () =>
    update(
      gadget([keyboard], { strings: twoLanguages }),
      gadget([keyboard], { strings: { '0x409': twoLanguages['0x409'] } }),
    ),
  'change/drive-more': () =>
    update(gadget([drive({})]), gadget([{ driver: 'mass_storage', luns: [{}, {}] }])),
  'change/default-again': () =>
    update(
      gadget([{ driver: 'ecm', ...addresses, queueMultiplier: 10 }]),
      gadget([{ driver: 'ecm', ...addresses }]),
    ),
  'change/configuration-before': () =>
    update(
      gadget([keyboard], { configurations: [{ number: 2, functions: ['hid.keyboard'] }] }),
      gadget([keyboard], {
        configurations: [
          { number: 1, functions: ['hid.keyboard'] },
          { number: 2, functions: ['hid.keyboard'] },
        ],
      }),
    ),
};

for (const [name, plan] of Object.entries(plans))
  test(name, () => assertGolden(`${name}.txt`, formatPlan(plan())));

test('a shell script', () => {
  const plan = create(
    gadget([keyboard, { driver: 'ncm', ...addresses }], { strings: { '0x409': { product: `It's 100%` } } }),
  );
  assertGolden('create/shell.sh', formatShell(plan, emptyTree('g1')));
});

test('a plan as JSON', () => {
  assertGolden('create/keyboard.json', `${JSON.stringify(plans['create/keyboard']!(), null, 2)}\n`);
});
