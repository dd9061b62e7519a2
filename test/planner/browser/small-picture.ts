import { crc32, deflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** What a PNG of a palette can hold (PNG, third edition, 11.2.2). */
const mostColours = 256;

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
}

const parts = (colour: number): number[] => [colour >> 16, (colour >> 8) & 255, colour & 255];

function distance(left: number, right: number): number {
  const others = parts(right);
  return parts(left).reduce((sum, part, index) => sum + (part - others[index]!) ** 2, 0);
}

/** The place in the palette for each colour of a picture: the most frequent ones are in it, the others become the nearest of those. */
function paletteOf(colours: readonly number[]): { palette: readonly number[]; places: Map<number, number> } {
  const counts = new Map<number, number>();
  for (const each of colours) counts.set(each, (counts.get(each) ?? 0) + 1);
  const frequent = [...counts].sort(([, left], [, right]) => right - left).map(([colour]) => colour);
  const palette = frequent.slice(0, mostColours);
  const nearest = (colour: number): number =>
    palette.reduce((best, each) => (distance(each, colour) < distance(best, colour) ? each : best));
  const places = new Map(frequent.map((colour) => [colour, palette.indexOf(nearest(colour))]));
  return { palette, places };
}

/** A picture of what a page shows, as a PNG of few colours: letters and areas need no more, and it is a third of the size. */
export async function smallPicture(page: Page): Promise<Buffer> {
  const { width, height } = page.viewportSize()!;
  const shown = (await page.screenshot()).toString('base64');
  const pixels = await page.evaluate<number[]>(`(async () => {
    const image = new Image();
    image.src = 'data:image/png;base64,${shown}';
    await image.decode();
    const context = new OffscreenCanvas(${width}, ${height}).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, ${width}, ${height});
    return Array.from({ length: data.length / 4 }, (_, at) => (data[4 * at] << 16) | (data[4 * at + 1] << 8) | data[4 * at + 2]);
  })()`);
  const { palette, places } = paletteOf(pixels);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  // Each line begins with its filter, which is none.
  const lines = Array.from({ length: height }, (_, y) => [
    0,
    ...pixels.slice(y * width, (y + 1) * width).map((each) => places.get(each)!),
  ]);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(parts))),
    chunk('IDAT', deflateSync(Buffer.from(lines.flat()), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
