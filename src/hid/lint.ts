import { issue, type Issue } from '../errors.js';
import { isHexText } from '../usb/bytes.js';
import { grouped } from '../options/grouped.js';
import { lintRules } from './lint-rules.js';
import { readReportDescriptor, type DescriptorReading } from './read.js';

/** One issue for each broken rule; it names the first place. */
export function readingIssues({ faults }: DescriptorReading, path: string): Issue[] {
  const places = grouped(faults.map(({ rule, offset }) => [rule, offset] as const));
  return Array.from(places, ([rule, [first, ...others]]) => {
    const { message, hint, doubtful, refusedBy } = lintRules()[rule];
    const code = doubtful ? 'HID_DESCRIPTOR_DOUBTFUL' : 'HID_DESCRIPTOR';
    const more = others.length ? ` (and at ${others.length} more)` : '';
    const refusal = refusedBy ? `; refused by ${refusedBy.join(' and ')}` : '';
    return issue(code, path, `byte ${first}${more}: ${message}${refusal}.`, hint);
  });
}

/**
 * Checks a report descriptor in hex text against HID 1.11 and against what Linux and Windows hosts are known to refuse. Never throws.
 *
 * @param path - where in the document the descriptor is.
 * @returns one issue for each rule that is broken: HID_DESCRIPTOR, or the warning HID_DESCRIPTOR_DOUBTFUL; VALUE_FORMAT for text that is
 * not hex.
 */
export function lintReportDescriptor(descriptor: string, path: string): Issue[] {
  if (isHexText(descriptor)) return readingIssues(readReportDescriptor(descriptor), path);
  const message = 'The report descriptor is not pairs of hex digits without separators.';
  return [issue('VALUE_FORMAT', path, message, 'Write the descriptor as in "05010906a101...c0".')];
}
