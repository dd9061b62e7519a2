import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { endpointRequests, planCreate, type ConfigurationRequests } from 'usb-gadget';
import { formatIssue } from '../../src/errors.js';
import { findControllerProfile } from '../../src/udc/find-controller.js';
import { brief, fixture, gadgetOf, linked, read } from './fixture.js';

const devices = (...lines: readonly string[]): string =>
  `otg:\n  devices:\n${lines.map((line) => `    ${line}\n`).join('')}`;
const hids = ['hid.usb0', 'hid.usb1', 'hid.usb2'];

describe("PiKVM's budget", () => {
  it('leaves the serial port out beside three hid, a disk and a network card, as recorded', () => {
    const text = fixture('ncm-serial-over.yaml');
    assert.deepEqual(linked(gadgetOf(text)), [...hids, 'mass_storage.usb0', 'ncm.usb0']);
    assert.deepEqual(read(text).issues.map(formatIssue), [
      'file.yaml:5:9: warning BUDGET_EXCEEDED at otg.devices.serial: "acm.usb0" is made and not linked: it costs 3 endpoints, and 8 of 9 ' +
        'are used.\n  To link it, set to false: otg.devices.msd.start, or otg.devices.ethernet.start.',
    ]);
  });

  it('still links what is cheaper and comes later', () => {
    const text = devices('serial: {enabled: true}', 'ethernet: {enabled: true}', 'camera: {enabled: true}');
    const { issues } = read(`${text}  endpoints: 7\n`);
    assert.deepEqual(linked(gadgetOf(`${text}  endpoints: 7\n`)), [...hids, 'mass_storage.usb0', 'uvc.usb0']);
    assert.deepEqual(brief(issues).slice(0, 1), ['BUDGET_EXCEEDED 3:5 otg.devices.serial']);
  });

  const costs: readonly (readonly [device: string, name: string, cost: number])[] = [
    ['drives: {enabled: true}', 'mass_storage.usb1', 2],
    ['ethernet: {enabled: true}', 'ecm.usb0', 3],
    ['ethernet: {enabled: true, driver: eem}', 'eem.usb0', 3],
    ['serial: {enabled: true}', 'acm.usb0', 3],
    ['audio: {enabled: true}', 'uac2.usb0', 2],
    ['audio: {enabled: true, mic: {enabled: false}, speakers: {enabled: true}}', 'uac2.usb0', 2],
    ['audio: {enabled: true, speakers: {enabled: true}}', 'uac2.usb0', 3],
    ['camera: {enabled: true}', 'uvc.usb0', 2],
  ];
  for (const [device, name, cost] of costs)
    it(`${device} costs ${cost}`, () => {
      const withEndpoints = (most: number): readonly string[] =>
        linked(gadgetOf(`${devices(device)}  endpoints: ${most}\n`));
      assert.ok(withEndpoints(5 + cost).includes(name));
      assert.ok(!withEndpoints(4 + cost).includes(name));
    });

  it('counts nothing for what is not to be started', () => {
    const text = devices('msd: {start: false}', 'ethernet: {enabled: true}', 'serial: {enabled: true}');
    assert.deepEqual(linked(gadgetOf(text)), [...hids, 'ecm.usb0', 'acm.usb0']);
    assert.deepEqual(read(text).issues, []);
  });

  it('counts one endpoint as one', () => {
    const [first] = read('otg: {endpoints: 2}').issues;
    assert.match(first!.message, /it costs 1 endpoint, and 2 of 2 are used/);
  });

  it('says when nothing but a larger budget helps', () => {
    const { issues } = read('otg: {endpoints: 2, devices: {msd: {start: false}, ethernet: {enabled: true}}}');
    assert.match(
      formatIssue(issues.find(({ path }) => path === 'otg.devices.ethernet')!),
      /Raise otg\.endpoints\.$/,
    );
  });
});

describe('what is to be done about the budget', () => {
  const drives = 'otg: {devices: {drives: {enabled: true, count: 4}}}';
  const hintsFor = (text: string, wanted: string): string[] =>
    read(text).issues.flatMap(({ code, message, hint }) =>
      code.startsWith('BUDGET') && message.startsWith(`"${wanted}"`) ? [hint] : [],
    );

  it('does not turn off the function itself', () => {
    assert.deepEqual(hintsFor(drives, 'mass_storage.usb3'), [
      'To link it, set to false: otg.devices.msd.start.',
      'The board has room: set otg.endpoints to 11, or link by what the hardware has (--budget hardware).',
    ]);
    const off = 'otg: {devices: {msd: {start: false}, drives: {enabled: true, count: 4}}}';
    assert.ok(linked(gadgetOf(off)).includes('mass_storage.usb3'));
  });

  it('makes room for those before it, too, which would take it', () => {
    const both = 'audio: {enabled: true}, camera: {enabled: true}, serial: {enabled: true}';
    assert.deepEqual(hintsFor(`otg: {endpoints: 8, devices: {${both}}}`, 'uvc.usb0'), [
      'To link it, set to false: otg.devices.serial.start and otg.devices.audio.start.',
      'Link by what the hardware has (--budget hardware).',
    ]);
    const off = 'audio: {enabled: true, start: false}, camera: {enabled: true}, serial: {start: false}';
    assert.ok(linked(gadgetOf(`otg: {endpoints: 8, devices: {${off}}}`)).includes('uvc.usb0'));
  });
});

describe('where the hardware disagrees', () => {
  it('a second disk beside the network card fits the Raspberry Pi: 7 IN and 3 OUT', () => {
    const text = devices('drives: {enabled: true}', 'ethernet: {enabled: true}');
    assert.deepEqual(brief(read(text).issues), [
      'BUDGET_EXCEEDED 4:5 otg.devices.ethernet',
      'BUDGET_DISAGREES 4:5 otg.devices.ethernet',
    ]);
    assert.match(read(text).issues[1]!.message, /would fit dwc2-bcm2835/);
    assert.deepEqual(linked(gadgetOf(text, { budget: 'hardware' })), [
      ...hids,
      'mass_storage.usb0',
      'mass_storage.usb1',
      'ecm.usb0',
    ]);
    assert.deepEqual(read(text, { budget: 'hardware' }).issues, []);
  });

  it('sound both ways beside the network card does not: 8 IN', () => {
    const text = devices(
      'msd: {start: false}',
      'ethernet: {enabled: true}',
      'audio: {enabled: true, speakers: {enabled: true}}',
    );
    const { issues } = read(text);
    assert.deepEqual(brief(issues), ['BUDGET_DISAGREES 1:1 otg.endpoints']);
    assert.match(issues[0]!.message, /"uac2\.usb0" needs an IN endpoint/);
    assert.match(issues[0]!.hint, /^Turn off uac2\.usb0, or/);
    const byHardware = read(text, { budget: 'hardware' });
    assert.deepEqual(linked(byHardware.definition!), [...hids, 'ecm.usb0']);
    assert.deepEqual(brief(byHardware.issues), ['BUDGET_EXCEEDED 5:5 otg.devices.audio']);
  });

  it('the microphone alone does: 7 IN', () => {
    const text = devices(
      'hid: {mouse: {start: no}, mouse_alt: {start: no}}',
      'msd: {start: no}',
      'ethernet: {enabled: 1}',
      'serial: {enabled: 1}',
      'audio: {enabled: 1}',
    );
    assert.deepEqual(read(text).issues, []);
    assert.equal(linked(gadgetOf(text)).length, 4);
  });

  it('the controller is that of the caller, else that of the file', () => {
    const text = (udc: string): string => `otg: {udc: ${udc}, devices: {ethernet: {enabled: true}}}`;
    const small = findControllerProfile('max3420')!;
    assert.deepEqual(brief(read(text('dummy_udc.0')).issues), []);
    assert.match(read(text('dummy_udc.0'), { controller: small }).issues[0]!.message, /does not fit max3420/);
    assert.match(read(text('musb-hdrc.1.auto')).issues[0]!.message, /does not fit musb-sunxi-h3/);
  });

  it('sound in no direction is refused', () => {
    const { definition, issues } = read(devices('audio: {enabled: true, mic: {enabled: false}}'));
    assert.equal(definition, undefined);
    assert.deepEqual(brief(issues), ['VALUE_RANGE 3:5 otg.devices.audio']);
  });
});

describe('sound', () => {
  const options = devices('audio: {enabled: true, speakers: {enabled: true}}');
  const stream = { channelMask: 3, sampleRates: [48_000], sampleBytes: 2 };

  it('is a sound card of 48 kHz, 16 bit, two channels', () => {
    const { functions } = gadgetOf(options);
    assert.deepEqual(functions[4], { driver: 'uac2', name: 'usb0', speakers: stream, microphone: stream });
    const silent = gadgetOf(devices('audio: {enabled: true}')).functions[4];
    assert.deepEqual(silent, { driver: 'uac2', name: 'usb0', microphone: stream });
  });

  it('writes what PiKVM writes, in its order, and a rate for what is not there', () => {
    const written = (text: string): readonly string[] =>
      planCreate(gadgetOf(text)).operations.flatMap((each) =>
        each.op === 'write' && each.path.includes('/uac2.') && 'text' in each
          ? [`${each.path.split('/').at(-1)} = ${each.text}`]
          : [],
      );
    const [speakers, microphone] = ['c', 'p'].map((side) => [
      `${side}_chmask = 3`,
      `${side}_srate = 48000`,
      `${side}_ssize = 2`,
    ]);
    assert.deepEqual(written(options), [...speakers!, ...microphone!]);
    const silent = written(devices('audio: {enabled: true}'));
    assert.deepEqual(silent, ['c_chmask = 0', 'c_srate = 48000', ...microphone!]);
  });

  it('asks for what f_uac2.c computes', () => {
    const [{ functions }] = endpointRequests(gadgetOf(options)) as [ConfigurationRequests];
    assert.deepEqual(functions.find(({ name }) => name === 'uac2.usb0')?.endpoints, [
      { direction: 'in', transfer: 'interrupt', matchSize: 6, packetSize: 6 },
      { direction: 'out', transfer: 'isochronous', matchSize: 196, packetSize: 196 },
      { direction: 'in', transfer: 'isochronous', matchSize: 3, packetSize: 4 },
      { direction: 'in', transfer: 'isochronous', matchSize: 196, packetSize: 196 },
    ]);
  });
});

describe('camera', () => {
  const operations = planCreate(gadgetOf(devices('camera: {enabled: true}')), { kernel: '6.12' }).operations;
  const within = (path: string): string => path.replace(/^.*uvc\.usb0\//, '');

  it('has its folders before what is in them, and its links after everything that they lead to and freeze', () => {
    const made = new Set<string>();
    for (const each of operations) {
      if (!('path' in each) || !each.path.includes('/functions/uvc.')) continue;
      const path = within(each.path);
      const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
      if (/\/mjpeg\/m\/|\/header\/h\//.test(path)) assert.ok(made.has(parent), path);
      if (each.op === 'symlink') assert.ok(made.has(within(each.target)), path);
      if (each.op === 'mkdir') made.add(path);
    }
    const links = operations.flatMap((each) =>
      each.op === 'symlink' && each.path.includes('/functions/')
        ? [`${within(each.path)} -> ${within(each.target)}`]
        : [],
    );
    assert.deepEqual(links, [
      'control/class/fs/h -> control/header/h',
      'control/class/ss/h -> control/header/h',
      'streaming/header/h/m -> streaming/mjpeg/m',
      'streaming/class/fs/h -> streaming/header/h',
      'streaming/class/hs/h -> streaming/header/h',
      'streaming/class/ss/h -> streaming/header/h',
    ]);
  });

  it('has nine sizes, and what PiKVM does not set as the kernel has it', () => {
    const written = operations.flatMap((each) =>
      each.op === 'write' && 'text' in each && each.path.includes('/mjpeg/m/960x720/')
        ? [[each.path.split('/').at(-1), each.text]]
        : [],
    );
    assert.deepEqual(written, [
      ['wWidth', '960'],
      ['wHeight', '720'],
      ['dwMinBitRate', '18432000'],
      ['dwMaxBitRate', '55296000'],
      ['dwMaxVideoFrameBufferSize', '691200'],
      ['dwDefaultFrameInterval', '666666'],
      ['dwFrameInterval', '333333\n416666\n500000\n666666\n1000000\n2000000'],
    ]);
  });
});
