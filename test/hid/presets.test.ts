import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lintReportDescriptor } from '../../src/hid/lint.js';
import { hidPreset, hidPresetNames, type HidPresetName } from '../../src/hid/presets.js';
import { readReportDescriptor, type ReportLayout } from '../../src/hid/read.js';

const keyboard =
  '05010906a101050719e029e71500250175019508810295017508810195057501050819012905910295017503910195067508150026ff00050719002aff008100c0';
const mouseButtons = '05010902a1010901a100050919012908150025019508750181020501';
const absoluteMove = '09300931160000' + '26ff7f751095028102' + '09381581257f750895018106';
const relativeMove = '093009310938' + '1581257f750895038106';
const horizontalWheel = '050c0a38021581257f750895018106';
const end = 'c0c0';

test('the keyboard is a boot keyboard of 8-byte reports, as PiKVM has it', () => {
  assert.deepEqual(hidPreset('keyboard'), {
    reportDescriptor: keyboard,
    reportLength: 8,
    protocol: 1,
    subclass: 1,
  });
  assert.deepEqual(readReportDescriptor(keyboard).reports, [
    { type: 'input', id: 0, bits: 64, bytes: 8 },
    { type: 'output', id: 0, bits: 8, bytes: 1 },
  ]);
});

test('the absolute mouse is no boot device, and has 7 bytes with the horizontal wheel as PiKVM has it', () => {
  assert.deepEqual(hidPreset('absolute-mouse'), {
    reportDescriptor: mouseButtons + absoluteMove + horizontalWheel + end,
    reportLength: 7,
    protocol: 0,
    subclass: 0,
  });
});

test('the relative mouse is a boot mouse, and has 5 bytes with the horizontal wheel as PiKVM has it', () => {
  assert.deepEqual(hidPreset('relative-mouse'), {
    reportDescriptor: mouseButtons + relativeMove + horizontalWheel + end,
    reportLength: 5,
    protocol: 2,
    subclass: 1,
  });
});

test('without the horizontal wheel a mouse is one byte and seven items shorter', () => {
  const absolute = hidPreset('absolute-mouse', false);
  assert.equal(absolute.reportDescriptor, mouseButtons + absoluteMove + end);
  assert.equal(absolute.reportLength, 6);
  const relative = hidPreset('relative-mouse', false);
  assert.equal(relative.reportDescriptor, mouseButtons + relativeMove + end);
  assert.equal(relative.reportLength, 4);
});

const shapes: Readonly<Partial<Record<HidPresetName, readonly [number, number, readonly ReportLayout[]]>>> = {
  'rollover-keyboard': [
    0,
    0,
    [
      { type: 'input', id: 0, bits: 8 + 224, bytes: 29 },
      { type: 'output', id: 0, bits: 8, bytes: 1 },
    ],
  ],
  'boot-mouse': [2, 1, [{ type: 'input', id: 0, bits: 40, bytes: 5 }]],
  'touch-screen': [
    0,
    0,
    [
      { type: 'input', id: 1, bits: 63 * 8, bytes: 64 },
      { type: 'feature', id: 1, bits: 8, bytes: 2 },
    ],
  ],
  'consumer-keys': [0, 0, [{ type: 'input', id: 0, bits: 16, bytes: 2 }]],
  'system-control': [0, 0, [{ type: 'input', id: 0, bits: 8, bytes: 1 }]],
  gamepad: [0, 0, [{ type: 'input', id: 0, bits: 104, bytes: 13 }]],
};

for (const [name, [protocol, subclass, reports]] of Object.entries(shapes))
  test(`${name} has reports of ${reports[0]?.bytes} bytes, protocol ${protocol} and subclass ${subclass}`, () => {
    const preset = hidPreset(name as HidPresetName);
    assert.deepEqual(
      [preset.protocol, preset.subclass, preset.reportLength],
      [protocol, subclass, reports[0]?.bytes],
    );
    assert.deepEqual(readReportDescriptor(preset.reportDescriptor).reports, reports);
  });

test('the first three bytes of the boot mouse are those of HID 1.11, appendix B.2', () => {
  const { reportDescriptor } = hidPreset('boot-mouse', false);
  assert.equal(
    reportDescriptor,
    '05010902a1010901a1000509190129031500250195037501810295017505810105010930093109381581257f750895038106c0c0',
  );
});

test('every preset fits the longest packet of full speed and what configfs takes', () => {
  for (const name of hidPresetNames) {
    const { reportDescriptor, reportLength } = hidPreset(name);
    assert.ok(reportLength <= 64);
    assert.ok(reportDescriptor.length / 2 <= 4095);
  }
});

test('a keyboard is the same with and without a horizontal wheel', () => {
  assert.deepEqual(hidPreset('keyboard', false), hidPreset('keyboard', true));
});

test('no preset has a fault, and each is made once and frozen', () => {
  for (const name of hidPresetNames) {
    for (const wheel of [true, false]) {
      const preset = hidPreset(name, wheel);
      assert.deepEqual(lintReportDescriptor(preset.reportDescriptor, name), []);
      assert.equal(hidPreset(name, wheel), preset);
      assert.ok(Object.isFrozen(preset));
    }
  }
});
