import { test } from 'node:test';
import { formatPlan, type Plan } from 'usb-gadget';
import { assertGolden } from '../golden.js';
import { create, gadget, update, type Options } from './plans.js';

const customStrings = (custom: Options): Options => ({
  '0x409': { product: 'Thing', custom },
  '0x407': { product: 'Ding', custom },
});

const plans: Readonly<Record<string, () => Plan>> = {
  'create/test-functions': () =>
    create(
      gadget([
        { driver: 'Loopback', bufferBytes: 512, queueLength: 0 },
        {
          driver: 'SourceSink',
          pattern: 'modulo-63',
          isochronousInterval: 1,
          isochronousPacketBytes: 512,
          isochronousAdditionalPackets: 2,
          isochronousMaxBurst: 15,
          isochronousQueueLength: 4,
          bulkBufferBytes: 8192,
          bulkQueueLength: 32,
          bulkMaxBurst: 3,
        },
      ]),
      '7.2',
    ),
  'create/midi': () =>
    create(
      gadget([
        {
          driver: 'midi',
          cardIndex: 3,
          cardId: 'keys',
          bufferBytes: 256,
          queueLength: 16,
          inPorts: 2,
          outPorts: 0,
          interfaceName: 'Keys',
        },
      ]),
      '7.2',
    ),
  'create/midi2': () =>
    create(
      gadget([
        {
          driver: 'midi2',
          processMessages: true,
          staticBlocks: false,
          interfaceName: 'Synth',
          endpoints: [
            {
              protocol: 1,
              protocols: 3,
              name: 'Front',
              productId: 'A7',
              manufacturer: 0x7d0000,
              family: 1,
              model: 2,
              softwareRevision: 0xffffffff,
              blocks: [
                { name: 'Keys', midi1Groups: 1 },
                { direction: 'input', firstGroup: 1, groups: 2, hint: 'sender' },
              ],
            },
            {
              blocks: [
                { midi1: 'slow', active: false, capabilityInquiryVersion: 1, systemExclusive8Streams: 2 },
              ],
            },
          ],
        },
      ]),
    ),
  'create/printer-phonet-target': () =>
    create(
      gadget([
        { driver: 'printer', deviceId: 'MFG:Maker;MDL:Model;' },
        { driver: 'phonet' },
        { driver: 'tcm' },
      ]),
    ),
  'create/extended-properties': () =>
    create(
      gadget([
        {
          driver: 'ncm',
          extendedProperties: [
            { name: 'DeviceInterfaceGUID', type: 'text', value: '{1}' },
            { name: 'Icon', type: 'text-with-variables', value: '%SystemRoot%\\a.ico' },
            { name: 'Key', type: 'link', value: 'a' },
            { name: 'Data', type: 'binary', value: '00FF0a' },
            { name: 'Little', type: 'little-endian-number', value: 0x01020304 },
            { name: 'Big', type: 'big-endian-number', value: 0x01020304 },
            { name: 'List', type: 'multi-text', value: ['a', 'é'] },
          ],
        },
      ]),
    ),
  'create/custom-strings': () =>
    create(gadget([{ driver: 'acm' }], { strings: customStrings({ first: 'one', second: 'two' }) })),
  'change/custom-string-between': () =>
    update(
      gadget([{ driver: 'acm' }], { strings: customStrings({ first: 'one', second: 'two' }) }),
      gadget([{ driver: 'acm' }], { strings: customStrings({ first: 'one', more: '1½', second: 'two' }) }),
    ),
  'change/card-id-left-out': () =>
    update(gadget([{ driver: 'midi', cardId: 'keys' }]), gadget([{ driver: 'midi' }])),
  'change/printer-id': () =>
    update(
      gadget([{ driver: 'printer', deviceId: 'MDL:a;' }]),
      gadget([{ driver: 'printer', deviceId: 'MDL:b;' }]),
    ),
  'change/midi-endpoint-more': () =>
    update(gadget([{ driver: 'midi2' }]), gadget([{ driver: 'midi2', endpoints: [{}, {}] }])),
  'change/property-type': () =>
    update(
      gadget([{ driver: 'ncm', extendedProperties: [{ name: 'Label', type: 'text', value: 'a' }] }]),
      gadget([{ driver: 'ncm', extendedProperties: [{ name: 'Label', type: 'binary', value: '61' }] }]),
    ),
  'change/property-more': () =>
    update(
      gadget([{ driver: 'ncm', extendedProperties: [{ name: 'Label', type: 'text', value: 'a' }] }]),
      gadget([
        {
          driver: 'ncm',
          extendedProperties: [
            { name: 'Label', type: 'text', value: 'b' },
            { name: 'Icons', type: 'text', value: 'c' },
          ],
        },
      ]),
    ),
};

for (const [name, plan] of Object.entries(plans))
  test(name, () => assertGolden(`${name}.txt`, formatPlan(plan())));
