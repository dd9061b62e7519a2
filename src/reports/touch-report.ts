import { touchContacts, touchReportId } from '../hid/touch-items.js';
import { wholeNumber } from './checked.js';

/** A finger on the screen. */
export interface TouchContact {
  /** Which finger, 0 to 255: the same for as long as it touches. */
  readonly id: number;
  /** From the left edge, 0, to the right one, 32767. */
  readonly x: number;
  /** From the upper edge, 0, to the lower one, 32767. */
  readonly y: number;
  /** It has just left the screen: to be told once. Default false. */
  readonly lifted?: boolean;
}

/** The fingers that are on the screen at a time. */
export interface TouchFrame {
  /** All that touch; one that was there in the frame before and is no longer has been lifted. */
  readonly contacts: readonly TouchContact[];
  /** When it is, on any clock. */
  readonly milliseconds: number;
}

const idBytes = 1;
const contactBytes = 6;
const reportBytes = idBytes + touchContacts * contactBytes + 3;
const mostPosition = 32767;

/** Scan Time counts in units of 100 microseconds, and begins again after 65535. */
const scanTimesPerMillisecond = 10;

/**
 * One report of the preset `touch-screen`: all fingers on the screen, and those just lifted.
 *
 * @param milliseconds - when it is, on any clock.
 * @throws {@link GadgetError} VALUE_RANGE for more than ten contacts, and for positions and identifiers out of range.
 */
export function touchReport(contacts: readonly TouchContact[], milliseconds: number): Uint8Array {
  wholeNumber(contacts.length, 'contacts.length', 0, touchContacts);
  const report = new Uint8Array(reportBytes);
  const view = new DataView(report.buffer);
  report[0] = touchReportId;
  contacts.forEach(({ id, x, y, lifted = false }, index) => {
    const path = `contacts[${index}]`;
    const start = idBytes + index * contactBytes;
    report[start] = lifted ? 0 : 1;
    report[start + 1] = wholeNumber(id, `${path}.id`, 0, 255);
    view.setUint16(start + 2, wholeNumber(x, `${path}.x`, 0, mostPosition), true);
    view.setUint16(start + 4, wholeNumber(y, `${path}.y`, 0, mostPosition), true);
  });
  view.setUint16(reportBytes - 3, Math.round(milliseconds * scanTimesPerMillisecond) % 0x10000, true);
  report[reportBytes - 1] = contacts.length;
  return report;
}

/**
 * The reports of fingers that move: one for each frame, with what the frame before had and this one has not as lifted. End with a frame
 * without contacts, or the fingers stay on the screen.
 *
 * @throws {@link GadgetError} VALUE_RANGE where the contacts of a frame and those lifted in it are more than ten.
 *
 * @example
 * ```ts
 * touchReports([
 *   { milliseconds: 0, contacts: [{ id: 0, x: 8000, y: 16000 }] },
 *   { milliseconds: 50, contacts: [] },
 * ]); // a tap
 * ```
 */
export function touchReports(frames: readonly TouchFrame[]): Uint8Array[] {
  return frames.map(({ contacts, milliseconds }, index) => {
    const before = frames[index - 1]?.contacts ?? [];
    const lifted = before
      .filter(({ id }) => !contacts.some((contact) => contact.id === id))
      .map((contact) => ({ ...contact, lifted: true }));
    return touchReport([...contacts, ...lifted], milliseconds);
  });
}
