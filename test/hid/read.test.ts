import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeReportDescriptor } from '../../src/hid/encode.js';
import { readReportDescriptor, reportLength } from '../../src/hid/read.js';

const severalReports = encodeReportDescriptor([
  ['usagePage', 0xff00],
  ['usage', 1],
  ['collection', 1],
  ['logicalMinimum', 0],
  ['logicalMaximum', 255],
  ['reportSize', 8],
  ['reportId', 1],
  ['reportCount', 3],
  ['usage', 2],
  ['input', 2],
  ['reportId', 2],
  ['reportCount', 16],
  ['usage', 3],
  ['input', 2],
  ['usage', 4],
  ['output', 2],
  ['reportId', 1],
  ['reportCount', 2],
  ['usage', 5],
  ['input', 2],
  ['reportSize', 1],
  ['reportCount', 9],
  ['feature', 3],
  ['endCollection'],
]);

test('fields add up by type and Report ID, in whatever order they come', () => {
  assert.deepEqual(readReportDescriptor(severalReports).reports, [
    { type: 'input', id: 1, bits: 40, bytes: 6 },
    { type: 'input', id: 2, bits: 128, bytes: 17 },
    { type: 'output', id: 2, bits: 128, bytes: 17 },
    { type: 'feature', id: 1, bits: 9, bytes: 3 },
  ]);
});

test('the report length is the longest of a type, with its Report ID', () => {
  assert.equal(reportLength(severalReports), 17);
  assert.equal(reportLength(severalReports, 'output'), 17);
  assert.equal(reportLength(severalReports, 'feature'), 3);
});

test('the longest report counts without an id where there is none', () => {
  assert.equal(reportLength('0600ff0901a101150026ff007508954009018102c0'), 64);
});

test('what describes no report has a length of 0', () => {
  for (const descriptor of ['', 'c0', 'not hex', '05']) assert.equal(reportLength(descriptor), 0);
});
