import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatReportDescriptor } from '../../src/hid/format.js';
import { hidPreset } from '../../src/hid/presets.js';

test('a descriptor is printed with one item a line, indented by collection', () => {
  const lines = formatReportDescriptor(hidPreset('relative-mouse').reportDescriptor).split('\n');
  assert.deepEqual(lines.slice(0, 7), [
    '05 01           Usage Page (Generic Desktop)',
    '09 02           Usage (Mouse)',
    'a1 01           Collection (Application)',
    '09 01             Usage (Pointer)',
    'a1 00             Collection (Physical)',
    '05 09               Usage Page (Button)',
    '19 01               Usage Minimum (0x01)',
  ]);
  assert.deepEqual(lines.slice(-8), [
    '0a 38 02            Usage (Ac Pan)',
    '15 81               Logical Minimum (-127)',
    '25 7f               Logical Maximum (127)',
    '75 08               Report Size (8)',
    '95 01               Report Count (1)',
    '81 06               Input (Data, Variable, Relative)',
    'c0                End Collection',
    'c0              End Collection',
  ]);
});

test('flags, unknown numbers, full usages and what is cut off are printed as they are', () => {
  assert.equal(
    formatReportDescriptor('064aff' + '0b30000100' + 'b241' + '01' + '80' + 'd0' + '26ff'),
    [
      '06 4a ff        Usage Page (0xff4a)',
      '0b 30 00 01 00  Usage (0x10030)',
      'b2 41 01        Feature (Constant, Array, Absolute, Null State, Buffered Bytes)',
      '80              Input (Data, Array, Absolute)',
      'd0              Reserved',
      '26 ff           Cut Off',
    ].join('\n'),
  );
});
