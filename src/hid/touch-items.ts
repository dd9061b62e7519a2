import type { ReportItem } from './encode.js';
import { collections, digitizers, fieldFlags, genericDesktop, usagePages } from './usages.js';

const { constant, variable } = fieldFlags;

/** Contacts of one report of the touch screen: with them it fills the 64 bytes that a packet has at full speed. */
export const touchContacts = 10;

// Units and exponents (HID 1.11, 6.2.2.7): an exponent is a nibble in two's complement.
const centimeters = 0x11;
const seconds = 0x1001;
const exponentMinus2 = 0x0e;
const exponentMinus4 = 0x0c;

const noUnit: readonly ReportItem[] = [
  ['physicalMaximum', 0],
  ['unitExponent', 0],
  ['unit', 0],
];

/** A position of 0 to 32767 over so many hundredths of a centimeter; Windows asks for a physical size with a unit. */
const axis = (usage: number, hundredths: number): readonly ReportItem[] => [
  ['physicalMaximum', hundredths],
  ['usage', usage],
  ['input', variable],
];

/**
 * What Windows demands of a contact ("Touchscreen required HID top-level collections"): its identifier, its position, whether it
 * touches; and what makes Linux take the device for one of many contacts (drivers/hid/hid-core.c, hid_scan_input_usage): the identifier.
 */
const contact = (): readonly ReportItem[] => [
  ['usagePage', usagePages.digitizers],
  ['usage', digitizers.finger],
  ['collection', collections.logical],
  ['usage', digitizers.tipSwitch],
  ['logicalMaximum', 1],
  ['reportSize', 1],
  ['reportCount', 1],
  ['input', variable],
  ['reportSize', 7],
  ['input', constant],
  ['usage', digitizers.contactIdentifier],
  ['logicalMaximum', 255],
  ['reportSize', 8],
  ['input', variable],
  ['usagePage', usagePages.genericDesktop],
  ['logicalMaximum', 32767],
  ['reportSize', 16],
  ['unitExponent', exponentMinus2],
  ['unit', centimeters],
  // A screen of 32 by 18 cm.
  ...axis(genericDesktop.x, 3200),
  ...axis(genericDesktop.y, 1800),
  ...noUnit,
  ['endCollection'],
];

/** The id of the reports of the touch screen. */
export const touchReportId = 1;

/**
 * A screen that ten fingers touch. Contact Count Maximum is a feature report, which the kernel's HID function answers with zeros; Linux then
 * takes its logical maximum (drivers/hid/hid-multitouch.c, mt_feature_mapping). The reports have an id because Linux asks for a feature report
 * without one with a request of a byte less (drivers/hid/usbhid/hid-core.c, usbhid_get_raw_report): of this one, with none, and a warning.
 */
export const touchScreenItems = (): readonly ReportItem[] => [
  ['usagePage', usagePages.digitizers],
  ['usage', digitizers.touchScreen],
  ['collection', collections.application],
  ['reportId', touchReportId],
  ['logicalMinimum', 0],
  ['physicalMinimum', 0],
  ...Array.from({ length: touchContacts }, contact).flat(),
  ['usagePage', usagePages.digitizers],
  ['logicalMaximum', 65535],
  ['physicalMaximum', 65535],
  ['unitExponent', exponentMinus4],
  ['unit', seconds],
  ['usage', digitizers.scanTime],
  ['input', variable],
  ...noUnit,
  ['usage', digitizers.contactCount],
  ['logicalMaximum', touchContacts],
  ['reportSize', 8],
  ['input', variable],
  ['usage', digitizers.contactCountMaximum],
  ['feature', variable],
  ['endCollection'],
];
