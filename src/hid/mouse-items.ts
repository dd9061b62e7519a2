import type { ReportItem } from './encode.js';
import { collections, consumer, fieldFlags, genericDesktop, usagePages } from './usages.js';

const { constant, variable, relative } = fieldFlags;

function mouseStart(buttons: number): ReportItem[] {
  return [
    ['usagePage', usagePages.genericDesktop],
    ['usage', genericDesktop.mouse],
    ['collection', collections.application],
    ['usage', genericDesktop.pointer],
    ['collection', collections.physical],
    ['usagePage', usagePages.button],
    ['usageMinimum', 1],
    ['usageMaximum', buttons],
    ['logicalMinimum', 0],
    ['logicalMaximum', 1],
    ['reportCount', buttons],
    ['reportSize', 1],
    ['input', variable],
  ];
}

const position: readonly ReportItem[] = [
  ['usagePage', usagePages.genericDesktop],
  ['usage', genericDesktop.x],
  ['usage', genericDesktop.y],
];

const wheel: ReportItem = ['usage', genericDesktop.wheel];

function signedBytes(count: number): ReportItem[] {
  return [
    ['logicalMinimum', -127],
    ['logicalMaximum', 127],
    ['reportSize', 8],
    ['reportCount', count],
    ['input', variable | relative],
  ];
}

function mouseEnd(horizontalWheel: boolean): ReportItem[] {
  const pan: ReportItem[] = [
    ['usagePage', usagePages.consumer],
    ['usage', consumer.acPan],
    ...signedBytes(1),
  ];
  return [...(horizontalWheel ? pan : []), ['endCollection'], ['endCollection']];
}

/** Eight buttons, a position of 0 to 32767 each way, and wheels. */
export const absoluteMouseItems = (horizontalWheel: boolean): readonly ReportItem[] => [
  ...mouseStart(8),
  ...position,
  ['logicalMinimum', 0, 2],
  ['logicalMaximum', 32767],
  ['reportSize', 16],
  ['reportCount', 2],
  ['input', variable],
  wheel,
  ...signedBytes(1),
  ...mouseEnd(horizontalWheel),
];

/** Eight buttons, movements and wheels of -127 to 127. */
export const relativeMouseItems = (horizontalWheel: boolean): readonly ReportItem[] => [
  ...mouseStart(8),
  ...position,
  wheel,
  ...signedBytes(3),
  ...mouseEnd(horizontalWheel),
];

/** The same with the three buttons and five bits of padding of HID 1.11, appendix B.2; the wheels come after what firmware reads. */
export const bootMouseItems = (horizontalWheel: boolean): readonly ReportItem[] => [
  ...mouseStart(3),
  ['reportCount', 1],
  ['reportSize', 5],
  ['input', constant],
  ...position,
  wheel,
  ...signedBytes(3),
  ...mouseEnd(horizontalWheel),
];
