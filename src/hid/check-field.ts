import type { DecodedItem } from './decode.js';
import { fault, type ReadState } from './read-state.js';
import { fieldFlags } from './usages.js';

/** Usages that a Linux host keeps for one field (include/linux/hid.h, HID_MAX_USAGES). */
export const mostUsages = 12288;

/** Whether the values fit in the field, and its usages them. */
export function checkLogicalRange(state: ReadState, item: DecodedItem): void {
  const { logicalMinimum, logicalMaximum, logicalMaximumSign, reportSize } = state.globals;
  const signed = logicalMinimum < 0;
  const maximum = signed ? logicalMaximum : logicalMaximum >>> 0;
  if (maximum < logicalMinimum) fault(state, item, 'logicalRange');
  else if (item.value & fieldFlags.constant) return;
  else if (!signed && logicalMaximumSign) fault(state, item, 'logicalMaximumSign');
  else if (reportSize) {
    const lowest = signed ? -(2 ** (reportSize - 1)) : 0;
    const highest = 2 ** reportSize - 1 + lowest;
    if (logicalMinimum < lowest || maximum > highest) fault(state, item, 'logicalRangeTooWide');
    else if (item.value & fieldFlags.nullState && logicalMinimum === lowest && maximum === highest)
      fault(state, item, 'nullStateMissing');
    checkUsages(state, item, maximum - logicalMinimum + 1);
  }
}

/** A variable field takes one usage each; of an array, each value is one (HID 1.11, 6.2.2.5). */
function checkUsages(state: ReadState, item: DecodedItem, values: number): void {
  const { usages, delimiters } = state.locals;
  // One usage for all, alternatives, or a range that went wrong: nothing to count.
  if (usages <= 1 || usages === mostUsages || delimiters) return;
  const variable = item.value & fieldFlags.variable;
  if (variable && usages > state.globals.reportCount && state.globals.reportCount)
    fault(state, item, 'usagesUnused');
  if (!variable && values > usages) fault(state, item, 'arrayRange');
}

/** Whether the physical range has its ends in order; both are 0 where there is none (HID 1.11, 6.2.2.7). */
export function checkPhysicalRange(state: ReadState, item: DecodedItem): void {
  const { physicalMinimum, physicalMaximum } = state.globals;
  if (physicalMinimum > physicalMaximum) fault(state, item, 'physicalRange');
}
