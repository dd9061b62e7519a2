import type { ReportItem } from './encode.js';
import { collections, consumer, fieldFlags, genericDesktop, usagePages } from './usages.js';

const { constant, variable, nullState } = fieldFlags;

/** Usages of the Consumer page that a report of the consumer keys can tell: 1 to this. */
export const lastConsumerUsage = 0x3ff;

/** One usage of the Consumer page at a time, as a number of two bytes; 0 is none, since it is outside the logical range. */
export const consumerKeysItems = (): readonly ReportItem[] => [
  ['usagePage', usagePages.consumer],
  ['usage', consumer.consumerControl],
  ['collection', collections.application],
  ['usageMinimum', 1],
  ['usageMaximum', lastConsumerUsage],
  ['logicalMinimum', 1],
  ['logicalMaximum', lastConsumerUsage],
  ['reportSize', 16],
  ['reportCount', 1],
  ['input', 0],
  ['endCollection'],
];

/** One of System Power Down, System Sleep and System Wake Up at a time, as 1, 2 or 3; 0 is none. */
export const systemControlItems = (): readonly ReportItem[] => [
  ['usagePage', usagePages.genericDesktop],
  ['usage', genericDesktop.systemControl],
  ['collection', collections.application],
  ['usageMinimum', genericDesktop.systemPowerDown],
  ['usageMaximum', genericDesktop.systemWakeUp],
  ['logicalMinimum', 1],
  ['logicalMaximum', 3],
  ['reportSize', 2],
  ['reportCount', 1],
  ['input', 0],
  ['reportSize', 6],
  ['input', constant],
  ['endCollection'],
];

/** Buttons of the gamepad. */
export const gamepadButtons = 15;

const degrees = 0x14;

/**
 * Fifteen buttons, a hat switch, two sticks and two triggers, on the axes that Linux has for them (Documentation/input/gamepad.rst):
 * X and Y the left stick, Rx and Ry the right one; Z and Rz the triggers, as on common pads.
 */
export const gamepadItems = (): readonly ReportItem[] => [
  ['usagePage', usagePages.genericDesktop],
  ['usage', genericDesktop.gamepad],
  ['collection', collections.application],
  ['usagePage', usagePages.button],
  ['usageMinimum', 1],
  ['usageMaximum', gamepadButtons],
  ['logicalMinimum', 0],
  ['logicalMaximum', 1],
  ['reportSize', 1],
  ['reportCount', gamepadButtons],
  ['input', variable],
  ['reportCount', 1],
  ['input', constant],
  ['usagePage', usagePages.genericDesktop],
  ['usage', genericDesktop.hatSwitch],
  ['logicalMaximum', 7],
  ['physicalMinimum', 0],
  ['physicalMaximum', 315],
  ['unit', degrees],
  ['reportSize', 4],
  ['input', variable | nullState],
  ['physicalMaximum', 0],
  ['unit', 0],
  ['input', constant],
  ['usage', genericDesktop.x],
  ['usage', genericDesktop.y],
  ['usage', genericDesktop.rx],
  ['usage', genericDesktop.ry],
  ['logicalMinimum', -32767],
  ['logicalMaximum', 32767],
  ['reportSize', 16],
  ['reportCount', 4],
  ['input', variable],
  ['usage', genericDesktop.z],
  ['usage', genericDesktop.rz],
  ['logicalMinimum', 0],
  ['logicalMaximum', 255],
  ['reportSize', 8],
  ['reportCount', 2],
  ['input', variable],
  ['endCollection'],
];
