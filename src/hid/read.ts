import { decodeReportDescriptor } from './decode.js';
import type { Fault } from './lint-rules.js';
import { steps } from './read-items.js';
import { fault, freshState, type ReadState, type ReportType } from './read-state.js';

/** One report that a descriptor describes. */
export interface ReportLayout {
  /** Direction. */
  readonly type: ReportType;
  /** Its Report ID, 1 to 255; 0 if the descriptor uses none. */
  readonly id: number;
  /** Length of its fields in bits, without the Report ID. */
  readonly bits: number;
  /** Length on the bus in bytes, with the Report ID where there is one (HID 1.11, 8.1). */
  readonly bytes: number;
}

/** What a report descriptor says, and what is wrong with it. */
export interface DescriptorReading {
  /** The reports, in order of their first field. */
  readonly reports: readonly ReportLayout[];
  /** Every broken rule, once for each place. */
  readonly faults: readonly Fault[];
}

/** What shows only at the end of the descriptor. */
function finish(state: ReadState): void {
  const { reports, owners, openCollections, pushed, locals } = state;
  const start = { offset: 0 };
  if (!reports.length) fault(state, start, 'nothingReported');
  const mixed = owners[0] !== undefined && owners.length > 1;
  for (const report of reports) {
    if (mixed && !report.id) fault(state, report, 'reportIdMixed');
    if (report.bits % 8) fault(state, report, 'reportUnaligned');
  }
  for (const offset of openCollections) fault(state, { offset }, 'collectionOpen');
  for (const push of pushed) fault(state, push, 'pushOpen');
  if (locals.delimiterOpenAt !== undefined)
    fault(state, { offset: locals.delimiterOpenAt }, 'delimiterUnbalanced');
}

/** Reads a report descriptor in hex text as a host does, and goes on after faults. Never throws. */
export function readReportDescriptor(descriptor: string): DescriptorReading {
  const state = freshState();
  const { items, truncatedAt } = decodeReportDescriptor(descriptor);
  for (const item of items) steps[item.name]?.(state, item);
  if (truncatedAt === undefined) finish(state);
  else fault(state, { offset: truncatedAt }, 'truncated');
  const reports = state.reports.map(({ type, id, bits }) => ({
    type,
    id,
    bits,
    bytes: Math.ceil(bits / 8) + (id ? 1 : 0),
  }));
  return { reports, faults: state.faults };
}

/** Bytes of the longest report of one type, with the Report ID where there is one; 0 if there is none. */
export function longestReport({ reports }: DescriptorReading, type: ReportType): number {
  return reports.reduce((longest, each) => (each.type === type ? Math.max(longest, each.bytes) : longest), 0);
}

/**
 * {@link longestReport} of a descriptor in hex text. For input reports this is what `report_length` of the kernel's HID function must be
 * at least (drivers/usb/gadget/function/f_hid.c); with an OUT endpoint, output reports must fit too.
 *
 * @param type - which reports. Default `input`.
 */
export function reportLength(descriptor: string, type: ReportType = 'input'): number {
  return longestReport(readReportDescriptor(descriptor), type);
}
