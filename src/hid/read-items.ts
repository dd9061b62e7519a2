import { checkLogicalRange, checkPhysicalRange, mostUsages } from './check-field.js';
import type { DecodedItem } from './decode.js';
import { fault, freshLocals, type ReadState, type ReportType } from './read-state.js';
import { collections, fieldFlags } from './usages.js';

// Limits of a Linux host: include/linux/hid.h (HID_MAX_BUFFER_SIZE less the byte of the id,
// HID_GLOBAL_STACK_SIZE) and drivers/hid/hid-core.c (hid_parser_global, hid_field_extract).
const mostReportBits = 16383 * 8;
const mostPushed = 4;
const mostFieldBits = 256;
const mostReadBits = 32;

type Step = (state: ReadState, item: DecodedItem) => void;

/** What every main item does to the local items before it. */
function finishLocals(state: ReadState, item: DecodedItem): void {
  const { delimiterOpenAt, minimum, needsPage } = state.locals;
  if (delimiterOpenAt !== undefined) fault(state, item, 'delimiterUnbalanced');
  if (minimum !== undefined) fault(state, item, 'usageRangeHalf');
  if (needsPage && !state.globals.usagePage) fault(state, item, 'usagePageMissing');
  state.locals = freshLocals();
}

function claimReportId(state: ReadState, item: DecodedItem): void {
  const { owners, outermost, globals } = state;
  const owner = (owners[globals.reportId] ??= outermost);
  if (owner !== outermost) fault(state, item, 'reportIdShared');
}

function lengthen(state: ReadState, item: DecodedItem, type: ReportType): void {
  const { reportId: id, reportSize, reportCount } = state.globals;
  let report = state.reports.find((each) => each.type === type && each.id === id);
  if (!report) {
    report = { type, id, offset: item.offset, bits: 0 };
    state.reports.push(report);
  }
  report.bits += reportSize * reportCount;
  if (report.bits > mostReportBits) fault(state, item, 'reportTooLong');
}

function field(type: ReportType): Step {
  return (state, item) => {
    const { reportSize, reportCount } = state.globals;
    const constant = item.value & fieldFlags.constant;
    if (!state.openCollections.length) fault(state, item, 'outsideCollection');
    if (!reportSize) fault(state, item, 'reportSizeMissing');
    if (!reportCount) fault(state, item, 'reportCountMissing');
    if (!constant && !state.locals.usages) fault(state, item, 'usageMissing');
    if (!constant && reportSize > mostReadBits) fault(state, item, 'reportSizeWide');
    checkLogicalRange(state, item);
    checkPhysicalRange(state, item);
    claimReportId(state, item);
    lengthen(state, item, type);
    finishLocals(state, item);
  };
}

function addUsages(state: ReadState, item: DecodedItem, count: number): void {
  const { locals } = state;
  // Of alternative sets of usages Linux keeps the first (hid_parser_local).
  if (locals.delimiters > 1) return;
  if (locals.usages === mostUsages) fault(state, item, 'usageLimit');
  else if (locals.usages + count > mostUsages) fault(state, item, 'usageRangeCut');
  locals.usages = Math.min(locals.usages + count, mostUsages);
  locals.needsPage ||= item.size <= 2;
}

/** What each item does to the state; an item that is not here does nothing. */
export const steps: Readonly<Partial<Record<DecodedItem['name'], Step>>> = {
  input: field('input'),
  output: field('output'),
  feature: field('feature'),
  collection(state, item) {
    if (!state.openCollections.length) {
      state.outermost++;
      if ((item.value & 0xff) !== collections.application) fault(state, item, 'topLevelNotApplication');
      if (state.locals.usages !== 1) fault(state, item, 'topLevelUsage');
    }
    state.openCollections.push(item.offset);
    finishLocals(state, item);
  },
  endCollection(state, item) {
    if (state.openCollections.pop() === undefined) fault(state, item, 'collectionUnderflow');
    finishLocals(state, item);
  },

  usagePage(state, item) {
    state.globals.usagePage = item.value;
  },
  logicalMinimum(state, item) {
    state.globals.logicalMinimum = item.value;
  },
  logicalMaximum({ globals }, { value, size }) {
    const negative = value < 0 && size < 4;
    globals.logicalMaximum = negative && globals.logicalMinimum >= 0 ? value + 2 ** (8 * size) : value;
    globals.logicalMaximumSign = negative;
  },
  physicalMinimum(state, item) {
    state.globals.physicalMinimum = item.value;
  },
  physicalMaximum(state, item) {
    state.globals.physicalMaximum = item.value;
  },
  reportSize(state, item) {
    if (item.value > mostFieldBits) fault(state, item, 'reportSizeLimit');
    state.globals.reportSize = item.value;
  },
  reportCount(state, item) {
    if (item.value > mostUsages) fault(state, item, 'reportCountLimit');
    state.globals.reportCount = item.value;
  },
  reportId(state, item) {
    const valid = item.value >= 1 && item.value <= 255;
    if (!valid) fault(state, item, 'reportIdInvalid');
    if (!state.openCollections.length) fault(state, item, 'reportIdOutside');
    state.globals.reportId = valid ? item.value : 0;
  },
  push(state, item) {
    if (state.pushed.length === mostPushed) fault(state, item, 'pushOverflow');
    else state.pushed.push({ globals: { ...state.globals }, offset: item.offset });
  },
  pop(state, item) {
    const top = state.pushed.pop();
    if (top) state.globals = top.globals;
    else fault(state, item, 'popUnderflow');
  },

  usage(state, item) {
    addUsages(state, item, 1);
  },
  usageMinimum(state, item) {
    state.locals.minimum = state.locals.rangeStart = item.value;
  },
  usageMaximum(state, item) {
    const { minimum, rangeStart, usages } = state.locals;
    if (minimum === undefined) fault(state, item, 'usageRangeHalf');
    else if (minimum > item.value) fault(state, item, 'usageRange');
    // Linux takes a range that ends before it starts for all that there is room for.
    addUsages(state, item, item.value < rangeStart ? mostUsages - usages : item.value - rangeStart + 1);
    state.locals.minimum = undefined;
  },
  delimiter(state, item) {
    const { locals } = state;
    const opens = item.value !== 0;
    if (opens === (locals.delimiterOpenAt !== undefined)) fault(state, item, 'delimiterUnbalanced');
    locals.delimiterOpenAt = opens ? item.offset : undefined;
    if (opens) locals.delimiters++;
  },

  long(state, item) {
    fault(state, item, 'longItem');
  },
  reservedGlobal(state, item) {
    fault(state, item, 'reservedGlobal');
  },
  reserved(state, item) {
    fault(state, item, 'reserved');
  },
};
