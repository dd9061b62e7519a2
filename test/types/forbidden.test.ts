/**
 * What types forbid: each line below an `@ts-expect-error` must not compile, and the build fails if it does. Those who write
 * JavaScript are not lost: for most of them the test then runs, and validation finds the same.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AudioFunction } from '../../src/functions/audio-function.js';
import { EthernetFunction } from '../../src/functions/ethernet-function.js';
import type { FunctionBuilder } from '../../src/functions/function-builder.js';
import { HidFunction } from '../../src/functions/hid-function.js';
import { MassStorageFunction } from '../../src/functions/mass-storage-function.js';
import { LoopbackFunction } from '../../src/functions/loopback-function.js';
import { MidiFunction } from '../../src/functions/midi-function.js';
import { PhonetFunction } from '../../src/functions/phonet-function.js';
import { PrinterFunction } from '../../src/functions/printer-function.js';
import { RawFunction } from '../../src/functions/raw-function.js';
import { SerialFunction } from '../../src/functions/serial-function.js';
import { VideoFunction } from '../../src/functions/video-function.js';
import { SourceSinkFunction } from '../../src/functions/source-sink-function.js';
import { TargetFunction } from '../../src/functions/target-function.js';
import { Configuration } from '../../src/gadget/configuration.js';
import { Gadget } from '../../src/gadget/gadget.js';
import { validate } from '../../src/gadget/validate.js';
import { OtgNet } from '../../src/network/otg-net.js';
import { validateNetworks } from '../../src/network/validate-networks.js';

const ids = { name: 'g1', vendorId: 0x1d6b, productId: 0x0104 } as const;
const rejected = (builder: FunctionBuilder): boolean =>
  validate(new Gadget({ ...ids, functions: [builder] })).some(({ severity }) => severity === 'error');

test('options of one Ethernet driver are not those of another', () => {
  const interfaceClass = { class: 0xe0, subClass: 1, protocol: 3 };
  const wrong: readonly FunctionBuilder[] = [
    // @ts-expect-error -- only ncm has segments
    new EthernetFunction({ driver: 'ecm', maxSegmentSize: 1514 }),
    // @ts-expect-error -- only ncm has segments
    new EthernetFunction({ driver: 'rndis', maxSegmentSize: 1514 }),
    // @ts-expect-error -- only rndis has an interface class to set
    new EthernetFunction({ driver: 'ncm', interfaceClass }),
    // @ts-expect-error -- only ncm and rndis have compatible ids
    new EthernetFunction({ driver: 'eem', compatibleId: 'WINNCM' }),
    // @ts-expect-error -- only ncm and rndis have compatible ids
    new EthernetFunction({ driver: 'geth', subCompatibleId: '5162001' }),
    // @ts-expect-error -- not after a change, either
    new EthernetFunction({ driver: 'ecm' }).with({ maxSegmentSize: 1514 }),
    // @ts-expect-error -- a driver that is none
    new EthernetFunction({ driver: 'ecmm' }),
    // @ts-expect-error -- a class triple has three parts
    new EthernetFunction({ driver: 'rndis', interfaceClass: { class: 0xe0 } }),
  ];
  assert.deepEqual(
    wrong.filter((each) => !rejected(each)),
    [],
  );
});

test('an Ethernet driver stays, and a seed stands alone', () => {
  const ecm = new EthernetFunction({ driver: 'ecm' });
  // @ts-expect-error -- another driver is another function
  ecm.with({ driver: 'ncm' });
  // @ts-expect-error -- both addresses come from the seed
  new EthernetFunction({ driver: 'ecm', macSeed: 'a', hostAddress: '02:00:00:00:00:01' });
  // @ts-expect-error -- rndis5 is rndis without ids
  new EthernetFunction({ driver: 'rndis5', compatibleId: 'RNDIS' });
  assert.equal(ecm.toDefinition().driver, 'ecm');
});

test('options of one serial driver are not those of another', () => {
  const wrong: readonly FunctionBuilder[] = [
    // @ts-expect-error -- only acm has a protocol
    new SerialFunction({ driver: 'obex', protocol: 0 }),
    // @ts-expect-error -- only acm has a protocol
    new SerialFunction({ driver: 'gser', protocol: 0 }),
    // @ts-expect-error -- obex is no console
    new SerialFunction({ driver: 'obex', console: true }),
    // @ts-expect-error -- a driver that is none
    new SerialFunction({ driver: 'cdc' }),
    // @ts-expect-error -- which one?
    new SerialFunction({}),
  ];
  assert.deepEqual(
    wrong.filter((each) => !rejected(each)),
    [],
  );
});

test('options of the simple functions are their own', () => {
  const wrong: readonly FunctionBuilder[] = [
    // @ts-expect-error -- only midi2 has endpoints
    new MidiFunction({ driver: 'midi', endpoints: [] }),
    // @ts-expect-error -- only midi has ports
    new MidiFunction({ driver: 'midi2', inPorts: 1 }),
    // @ts-expect-error -- which one?
    new MidiFunction({ inPorts: 1 }),
    // @ts-expect-error -- the kernel's spelling
    new PrinterFunction({ pnp_string: 'a' }),
    // @ts-expect-error -- a pattern that is none
    new SourceSinkFunction({ pattern: 1 }),
    // @ts-expect-error -- it has no isochronous endpoints
    new LoopbackFunction({ isochronousInterval: 1 }),
    // @ts-expect-error -- the kernel names it
    new PhonetFunction({ interfaceName: 'usb%d' }),
    // @ts-expect-error -- its drives are in the target
    new TargetFunction({ luns: [] }),
    // @ts-expect-error -- bytes are hex text
    new EthernetFunction({ driver: 'ncm', extendedProperties: [{ name: 'a', type: 'binary', value: 1 }] }),
    // @ts-expect-error -- only ncm and rndis have extended properties
    new EthernetFunction({ driver: 'ecm', extendedProperties: [] }),
  ];
  assert.deepEqual(
    wrong.filter((each) => !rejected(each)),
    [],
  );
});

test('a hid has a preset or a descriptor', () => {
  const wrong: readonly FunctionBuilder[] = [
    // @ts-expect-error -- a preset that is none
    new HidFunction({ preset: 'joystick' }),
    // @ts-expect-error -- neither of the two
    new HidFunction({ protocol: 1 }),
    // @ts-expect-error -- a descriptor is bytes or hex
    new HidFunction({ reportDescriptor: [5, 1, 9, 6] }),
  ];
  assert.deepEqual(
    wrong.filter((each) => !rejected(each)),
    [],
  );
  // @ts-expect-error -- both of the two
  new HidFunction({ preset: 'keyboard', reportDescriptor: '0501' });
  // @ts-expect-error -- a keyboard has no wheel
  new HidFunction({ preset: 'keyboard', horizontalWheel: true });
  // @ts-expect-error -- a keyboard has no wheel
  HidFunction.keyboard({ horizontalWheel: true });
  // @ts-expect-error -- nor has a gamepad
  new HidFunction({ preset: 'gamepad', horizontalWheel: true });
});

test('sound cards and cameras are told as they are', () => {
  const frames = [{ width: 640, height: 480, framesPerSecond: 30 }];
  const wrong: readonly FunctionBuilder[] = [
    // @ts-expect-error -- USB Audio 1.0 has no clock of its own
    new AudioFunction({ driver: 'uac1', speakers: { sync: 'adaptive' } }),
    // @ts-expect-error -- no position
    new AudioFunction({ driver: 'uac2', speakers: { channels: ['left'] } }),
    // @ts-expect-error -- the name of the kernel
    new AudioFunction({ driver: 'uac2', capture: {} }),
    // @ts-expect-error -- no formats
    new VideoFunction({ maximumPacketSize: 1024 }),
    // @ts-expect-error -- neither rates nor intervals
    new VideoFunction({ formats: [{ format: 'mjpeg', frames: [{ width: 640, height: 480 }] }] }),
    // @ts-expect-error -- a word that stands for its GUID
    new VideoFunction({ formats: [{ format: 'yuy2', guid: '00', frames }] }),
    // @ts-expect-error -- no format
    new VideoFunction({ formats: [{ format: 'gif', frames }] }),
  ];
  assert.deepEqual(
    wrong.filter((each) => !rejected(each)),
    [],
  );
});

test('drives and raw functions are told completely', () => {
  const wrong: readonly FunctionBuilder[] = [
    // @ts-expect-error -- no drive
    new MassStorageFunction({ stall: true }),
    // @ts-expect-error -- a spelling that is the kernel's
    new MassStorageFunction({ luns: [{ ro: true }] }),
    // @ts-expect-error -- no driver
    new RawFunction({ attributes: { p_chmask: 0 } }),
    // @ts-expect-error -- text, bytes, a folder or a link?
    new RawFunction({ driver: 'uac2', contents: [{ path: 'x' }] }),
    // @ts-expect-error -- a value that is none
    new RawFunction({ driver: 'uac2', attributes: { p_srate: [48000] } }),
  ];
  assert.deepEqual(
    wrong.filter((each) => !rejected(each)),
    [],
  );
});

test('a gadget is told completely, of builders', () => {
  const functions = [HidFunction.keyboard()];
  const errors = (gadget: Gadget): string[] =>
    validate(gadget).flatMap(({ severity, path }) => (severity === 'error' ? [path] : []));
  // @ts-expect-error -- no product
  assert.deepEqual(errors(new Gadget({ name: 'g1', vendorId: 1, functions })), ['productId']);
  // @ts-expect-error -- a speed that is none
  assert.deepEqual(errors(new Gadget({ ...ids, functions, maxSpeed: 'high' })), ['maxSpeed']);
  // @ts-expect-error -- a number as text
  assert.deepEqual(errors(new Gadget({ ...ids, functions, deviceVersion: '1.00' })), ['deviceVersion']);
  // @ts-expect-error -- a string that USB has not
  assert.deepEqual(errors(new Gadget({ ...ids, functions, strings: { '0x409': { serial: '1' } } })), [
    'strings.0x409.serial',
  ]);
  // @ts-expect-error -- the unit is in the name
  new Configuration({ maxPower: 250 });
  // @ts-expect-error -- functions go by builder or by name
  new Configuration({ functions: [1] });
  // @ts-expect-error -- a configuration is no function
  new Gadget({ ...ids, functions: [new Configuration({})] });
});

test('options of one mode of a network are not those of another', () => {
  const wrong: readonly OtgNet[] = [
    // @ts-expect-error -- nothing is led on
    new OtgNet({ mode: 'isolated', uplink: 'eth0' }),
    // @ts-expect-error -- nor where nothing is said
    new OtgNet({ uplink: 'eth0' }),
    // @ts-expect-error -- led on, and where to?
    new OtgNet({ mode: 'nat' }),
    // @ts-expect-error -- addresses come from the network outside
    new OtgNet({ mode: 'bridge', uplink: 'eth0', subnet: '10.0.0.0/24' }),
    // @ts-expect-error -- a bridge of one port
    new OtgNet({ mode: 'bridge' }),
    // @ts-expect-error -- the host gives out the addresses
    new OtgNet({ mode: 'client', dhcp: { serve: true } }),
    // @ts-expect-error -- a local network comes from one of the two
    new OtgNet({ ipv6: 'ula', ulaPrefix: 'fd00::/64', ulaSeed: 'board' }),
    // @ts-expect-error -- a local network comes from something
    new OtgNet({ ipv6: 'ula' }),
    // @ts-expect-error -- a local network that is not asked for
    new OtgNet({ ulaPrefix: 'fd00::/64' }),
    // @ts-expect-error -- a mode that is none
    new OtgNet({ mode: 'router' }),
    // @ts-expect-error -- a command that is none
    new OtgNet({ commands: { reboot: { words: ['reboot'] } } }),
  ];
  assert.deepEqual(
    wrong.filter((each) => validateNetworks([each.toDefinition()]).length === 0),
    [],
  );
});

test('definitions and builders cannot be changed', () => {
  const gadget = new Gadget({ ...ids, functions: [HidFunction.keyboard()] });
  const definition = gadget.toDefinition();
  assert.throws(() => {
    // @ts-expect-error -- read-only
    definition.name = 'g2';
  }, TypeError);
  assert.throws(() => {
    // @ts-expect-error -- read-only
    definition.functions.push(HidFunction.keyboard().toDefinition());
  }, TypeError);
  assert.throws(() => {
    // @ts-expect-error -- read-only
    definition.configurations[0]!.functions[0] = 'hid.other';
  }, TypeError);
  assert.throws(() => {
    // @ts-expect-error -- read-only
    gadget.options = ids;
  }, TypeError);
  assert.throws(() => {
    // @ts-expect-error -- read-only
    gadget.options.name = 'g2';
  }, TypeError);
});
