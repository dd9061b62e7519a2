import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GadgetError, hidPreset } from 'usb-gadget';
import {
  consumerKeyNames,
  consumerReport,
  gamepadReport,
  pressConsumerKey,
  pressSystemKey,
  touchReport,
  touchReports,
  type ConsumerKey,
  type GamepadButton,
  type HatDirection,
  type SystemKey,
} from 'usb-gadget/hid';

const hex = (report: Uint8Array): string => Buffer.from(report).toString('hex');

test('a touch report is its id, contacts, the scan time in tenths of milliseconds, and how many contacts there are', () => {
  const report = touchReport(
    [
      { id: 3, x: 0x1234, y: 0x0456 },
      { id: 4, x: 1, y: 2, lifted: true },
    ],
    100.2,
  );
  assert.equal(report.length, hidPreset('touch-screen').reportLength);
  assert.equal(hex(report.subarray(0, 13)), '01' + '010334125604' + '000401000200');
  assert.equal(hex(report.subarray(13, 61)), ''.padEnd(96, '0'));
  assert.equal(hex(report.subarray(61)), 'ea03' + '02');
});

test('the scan time begins again after 65535', () => {
  assert.equal(hex(touchReport([], 6553.5).subarray(61)), 'ffff00');
  assert.equal(hex(touchReport([], 6553.6).subarray(61)), '000000');
});

test('a finger that is no longer there is told once as lifted, where it was last', () => {
  const first = { id: 0, x: 10, y: 20 };
  const second = { id: 1, x: 30, y: 40 };
  const frames = [[first], [first, second], [second], [], []];
  assert.deepEqual(touchReports(frames.map((contacts, index) => ({ contacts, milliseconds: 10 * index }))), [
    touchReport([first], 0),
    touchReport([first, second], 10),
    touchReport([second, { ...first, lifted: true }], 20),
    touchReport([{ ...second, lifted: true }], 30),
    touchReport([], 40),
  ]);
});

test('a gamepad at rest has its hat switch outside the logical range', () => {
  assert.equal(hex(gamepadReport({})), '0000' + '08' + ''.padEnd(20, '0'));
  assert.equal(gamepadReport({}).length, hidPreset('gamepad').reportLength);
});

test('buttons are bits, sticks signed words, triggers bytes', () => {
  const report = gamepadReport({
    buttons: ['south', 'start', 15],
    hat: 'downLeft',
    leftStick: { x: -1, y: 1 },
    rightStick: { x: 0.5, y: 0 },
    leftTrigger: 1,
    rightTrigger: 0.5,
  });
  assert.equal(hex(report), '0148' + '05' + '0180ff7f' + '00400000' + 'ff80');
});

test('a consumer key is its usage, pressed and let go', () => {
  assert.deepEqual(pressConsumerKey('AudioVolumeUp').map(hex), ['e900', '0000']);
  assert.deepEqual(pressConsumerKey(0x23a).map(hex), ['3a02', '0000']);
  for (const name of consumerKeyNames) assert.notEqual(hex(consumerReport(name)), '0000');
});

test('a system key is its number, pressed and let go', () => {
  assert.deepEqual(
    (['Power', 'Sleep', 'WakeUp'] as const).map((key) => pressSystemKey(key).map(hex)),
    [
      ['01', '00'],
      ['02', '00'],
      ['03', '00'],
    ],
  );
});

const many = Array.from({ length: 11 }, (_, id) => ({ id, x: 0, y: 0 }));

const refused: readonly (readonly [() => unknown, string, string])[] = [
  [() => touchReport(many, 0), 'VALUE_RANGE', 'contacts.length'],
  [() => touchReport([{ id: 256, x: 0, y: 0 }], 0), 'VALUE_RANGE', 'contacts[0].id'],
  [() => touchReport([{ id: 0, x: 0, y: 32768 }], 0), 'VALUE_RANGE', 'contacts[0].y'],
  [() => gamepadReport({ buttons: [16] }), 'VALUE_RANGE', 'buttons[0]'],
  [() => gamepadReport({ buttons: ['x' as GamepadButton] }), 'VALUE_FORMAT', 'buttons[0]'],
  [() => gamepadReport({ hat: 'north' as HatDirection }), 'VALUE_FORMAT', 'hat'],
  [() => gamepadReport({ leftStick: { x: 1.1, y: 0 } }), 'VALUE_RANGE', 'leftStick.x'],
  [() => gamepadReport({ rightTrigger: -0.1 }), 'VALUE_RANGE', 'rightTrigger'],
  [() => gamepadReport({ rightTrigger: NaN }), 'VALUE_RANGE', 'rightTrigger'],
  [() => consumerReport('Volume' as ConsumerKey), 'VALUE_FORMAT', 'key'],
  [() => consumerReport(0x400), 'VALUE_RANGE', 'key'],
  [() => pressSystemKey('Reset' as SystemKey), 'VALUE_FORMAT', 'key'],
];

for (const [make, code, path] of refused)
  test(`${String(make).slice(6)} is refused`, () => {
    assert.throws(
      make,
      (error) => error instanceof GadgetError && error.code === code && error.path === path,
    );
  });
