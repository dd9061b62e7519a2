import { issue, type Issue } from '../errors.js';
import type {
  VideoFormatDefinition,
  VideoFrameDefinition,
  VideoFunctionDefinition,
} from './video-definition.js';

/** Microframes of high speed in a second. */
const packetsPerSecond = 8000;

const intervalsPerSecond = 10_000_000;

/** What is wrong at a place, and what was expected there. */
interface Fault {
  readonly key: string;
  readonly expected: string;
}

function frameFaults(frame: VideoFrameDefinition): readonly (Fault | false)[] {
  const { frameIntervals, defaultFrameInterval: first = 666_666 } = frame;
  const { minimumBitRate: least = 18_432_000, maximumBitRate: most = 55_296_000 } = frame;
  return [
    frameIntervals.length > 0 &&
      !frameIntervals.includes(first) && {
        key: 'defaultFrameInterval',
        expected: `one of the intervals ${frameIntervals.join(', ')}, and is ${first}`,
      },
    least > most && { key: 'maximumBitRate', expected: `at least the minimum, ${least}` },
  ];
}

const missing = (path: string, what: string, cure: string): Issue =>
  issue('OPTION_REQUIRED', path, `"${path}" expected at least one ${what}, got none.`, cure);

const unfit = (path: string, expected: string): Issue =>
  issue('VALUE_RANGE', path, `"${path}" expected ${expected}.`, 'Leave it out for a computed one.');

function checkNames(names: readonly string[], path: string, issues: Issue[]): void {
  for (const [index, name] of names.entries())
    if (names.indexOf(name) < index)
      issues.push(
        issue(
          'NAME_DUPLICATE',
          `${path}[${index}].name`,
          `"${path}[${index}].name" is "${name}", as ${path}[${names.indexOf(name)}] is called.`,
          'Give one of the two another name.',
        ),
      );
}

/** Uncompressed pictures that do not pass even at their lowest rate; compressed ones may be smaller than their limit. */
function isTooLarge(frame: VideoFrameDefinition, bitsPerPixel: number, bytesPerSecond: number): boolean {
  const slowest = frame.frameIntervals.at(-1);
  if (slowest === undefined) return false;
  return ((frame.width * frame.height * bitsPerPixel) / 8) * (intervalsPerSecond / slowest) > bytesPerSecond;
}

function checkFormat(
  format: VideoFormatDefinition,
  path: string,
  bytesPerSecond: number,
  issues: Issue[],
): void {
  const { frames, defaultFrame = 1 } = format;
  if (frames.length === 0)
    issues.push(missing(`${path}.frames`, 'size', 'Give width, height and framesPerSecond.'));
  else if (defaultFrame > frames.length)
    issues.push(unfit(`${path}.defaultFrame`, `the number of one of the ${frames.length} sizes`));
  checkNames(
    frames.map(({ name }) => name),
    `${path}.frames`,
    issues,
  );
  for (const [index, frame] of frames.entries()) {
    const at = `${path}.frames[${index}]`;
    if (frame.frameIntervals.length === 0)
      issues.push(missing(`${at}.frameIntervals`, 'interval', 'Give framesPerSecond, as in 30 or [30, 15].'));
    for (const fault of frameFaults(frame))
      if (fault) issues.push(unfit(`${at}.${fault.key}`, fault.expected));
    const bits = format.format === 'uncompressed' ? (format.bitsPerPixel ?? 16) : 0;
    if (isTooLarge(frame, bits, bytesPerSecond))
      issues.push(
        issue(
          'VIDEO_BANDWIDTH',
          at,
          `"${at}" has more bytes in a second than ${bytesPerSecond}, which is all that high speed passes at this packet size.`,
          'Give a lower rate or a smaller size, a larger maximumPacketSize (at most 3072), or use mjpeg.',
        ),
      );
  }
}

/** Rules beyond single values. */
export function checkVideo(definition: VideoFunctionDefinition, path: string, issues: Issue[]): void {
  const {
    formats,
    extensions = [],
    maximumBurst = 0,
    maximumPacketSize = 1024,
    streamingInterval = 1,
  } = definition;
  if (formats.length === 0)
    issues.push(missing(`${path}.formats`, 'format', 'Give one such as {format: mjpeg, frames: [...]}.'));
  if (maximumBurst > 0 && maximumPacketSize % 1024)
    issues.push(
      unfit(`${path}.maximumPacketSize`, `a multiple of 1024 beside a burst, and is ${maximumPacketSize}`),
    );
  const interval = maximumPacketSize > 1024 ? 1 : streamingInterval;
  const bytesPerSecond = (maximumPacketSize * packetsPerSecond) / 2 ** (interval - 1);
  // All are linked into one header under their names.
  checkNames(
    formats.map(({ name }) => name),
    `${path}.formats`,
    issues,
  );
  checkNames(
    extensions.map(({ name }) => name),
    `${path}.extensions`,
    issues,
  );
  for (const [index, format] of formats.entries())
    checkFormat(format, `${path}.formats[${index}]`, bytesPerSecond, issues);
}
