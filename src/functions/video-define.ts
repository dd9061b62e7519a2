import { isPlain, type Plain } from '../options/plain.js';
import { formatGuid, frameBasedFormats, uncompressedFormats } from './video-guids.js';

/** Units of 100 ns in a second (USB Video Class 1.1, dwFrameInterval). */
const intervalsPerSecond = 10_000_000;

const most = 0xffff_ffff;

const listOf = (value: unknown): readonly number[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]) as readonly number[];

/** The word in an option for a format that stands for a kind, its GUID and the bits of its pixels. */
function formatFacts(word: unknown): Plain {
  const name = String(word);
  const uncompressed = uncompressedFormats[name];
  if (uncompressed) {
    const [letters, bitsPerPixel] = uncompressed;
    return { format: 'uncompressed', guid: formatGuid(letters), bitsPerPixel };
  }
  const letters = frameBasedFormats[name];
  return letters === undefined ? { format: name } : { format: 'framebased', guid: formatGuid(letters) };
}

/** Intervals for pictures in a second, and numbers that follow from the size: as much as uncompressed pictures take, which the kernel's own follow too. */
function defineFrame(options: Plain, bits: number, isSized: boolean): Plain {
  const { framesPerSecond, ...given } = options;
  const { width, height } = given as { readonly width: number; readonly height: number };
  const asked = [
    ...listOf(given['frameIntervals']),
    ...listOf(framesPerSecond).map((rate) => Math.floor(intervalsPerSecond / rate)),
  ];
  const frameIntervals = [...new Set(asked)].sort((left, right) => left - right);
  const bytes = Math.ceil((width * height * bits) / 8);
  const bitRate = (interval = 1): number =>
    Math.min(most, Math.ceil((bytes * 8 * intervalsPerSecond) / interval));
  return {
    name: `${width}x${height}`,
    ...(asked.length > 0 && {
      defaultFrameInterval: asked[0],
      minimumBitRate: bitRate(frameIntervals.at(-1)),
      maximumBitRate: bitRate(frameIntervals[0]),
    }),
    ...(isSized && { maximumFrameBytes: Math.min(most, bytes) }),
    ...given,
    frameIntervals,
  };
}

const stems: Readonly<Record<string, string>> = { mjpeg: 'm', uncompressed: 'u', framebased: 'f' };

/** Gives each that has no name one of its own. */
function withNames(items: readonly Plain[], nameOf: (item: Plain, index: number) => string): Plain[] {
  const taken = new Set(items.map(({ name }) => name));
  return items.map((item) => {
    if (item['name'] !== undefined) return item;
    let index = 0;
    while (taken.has(nameOf(item, index))) index++;
    const name = nameOf(item, index);
    taken.add(name);
    return { name, ...item };
  });
}

function defineFormat(options: Plain): Plain {
  const { format: word, frames, ...given } = options;
  const facts: Plain = { ...formatFacts(word), ...given };
  const { format, bitsPerPixel = 16 } = facts;
  const bits = format === 'uncompressed' ? Number(bitsPerPixel) : 16;
  const defined = (frames as readonly Plain[] | undefined)?.map((each) =>
    defineFrame(each, bits, format !== 'framebased'),
  );
  return { ...facts, ...(defined && { frames: defined }) };
}

/** Completes the options of a camera. */
export function defineVideo(options: Plain): Plain {
  const { formats, extensions } = options;
  return {
    ...options,
    ...(Array.isArray(formats) && {
      formats: withNames(formats.filter(isPlain).map(defineFormat), (format, index) => {
        const stem = stems[String(format['format'])] ?? 'format';
        return index ? `${stem}${index}` : stem;
      }),
    }),
    ...(Array.isArray(extensions) && {
      extensions: withNames(extensions.filter(isPlain), (_extension, index) => `x${index + 1}`),
    }),
  };
}
