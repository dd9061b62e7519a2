import { hexText } from '../attributes/byte-codecs.js';
import {
  list,
  object,
  wholeNumber,
  type ListShape,
  type ObjectShape,
  type Option,
  type OptionTable,
  type Shape,
  type ValueShape,
} from '../options/shape.js';
import { attributeOptions } from './function-driver.js';
import { innerName } from './function-name.js';
import { colorAttributes } from './video-color-attributes.js';
import {
  cameraAttributes,
  controlAttributes,
  controlHeaderAttributes,
  extensionAttributes,
  outputAttributes,
  processingAttributes,
} from './video-control-attributes.js';
import {
  frameBasedAttributes,
  mjpegAttributes,
  pictureAttributes,
  streamPictureAttributes,
  uncompressedAttributes,
} from './video-format-attributes.js';
import { frameBasedFormats, uncompressedFormats } from './video-guids.js';

/** What USB Video Class counts in one byte: formats, sizes, rates, units. */
const most = 255;

const name: Option = { shape: innerName };

const rate: ValueShape = {
  kind: 'value',
  expected: 'a number of pictures in a second, above 0 and at most 1000',
  hint: 'Fractions such as 29.97 are fine.',
  fault: (value) =>
    typeof value !== 'number' || !Number.isFinite(value)
      ? 'OPTION_TYPE'
      : value < 0.01 || value > 1000
        ? 'VALUE_RANGE'
        : undefined,
  schema: { type: 'number', minimum: 0.01, maximum: 1000 },
};

const rates: ListShape = { ...list(rate, most), orOne: true };
const intervals = list(wholeNumber(1, 0xffff_ffff), most);

/** A size: only what the kernel counts from nothing is required. */
function frameShape(attributes: OptionTable): ObjectShape {
  return object({
    name,
    ...attributes,
    width: { ...attributes['width']!, required: 'Pixels across.' },
    height: { ...attributes['height']!, required: 'Pixels down.' },
    framesPerSecond: { shape: rates },
    frameIntervals: { ...attributes['frameIntervals']!, shape: intervals },
  });
}

function formatShape(attributes: OptionTable, frame: OptionTable, more: OptionTable = {}): ObjectShape {
  const frames = {
    shape: list(frameShape(frame), most),
    required: 'The sizes, in the order in which the host lists them.',
  };
  return object({ name, ...attributes, ...more, frames });
}

const without = (options: OptionTable, ...keys: readonly string[]): OptionTable =>
  Object.fromEntries(Object.entries(options).filter(([key]) => !keys.includes(key)));

function formatsShape(): Shape {
  const colorMatching: OptionTable = {
    colorMatching: { shape: object(attributeOptions(colorAttributes())) },
  };
  const picture = attributeOptions(pictureAttributes());
  const stream = attributeOptions(streamPictureAttributes());
  const uncompressed = attributeOptions(uncompressedAttributes());
  const frameBased = attributeOptions(frameBasedAttributes());
  const shorthand = (words: object, shape: ObjectShape): readonly (readonly [string, ObjectShape])[] =>
    Object.keys(words).map((word) => [word, shape]);
  return {
    kind: 'variant',
    key: 'format',
    cases: {
      mjpeg: formatShape(attributeOptions(mjpegAttributes()), picture, colorMatching),
      uncompressed: formatShape(uncompressed, picture, colorMatching),
      framebased: formatShape(frameBased, stream),
      ...Object.fromEntries([
        ...shorthand(
          uncompressedFormats,
          formatShape(without(uncompressed, 'guid', 'bitsPerPixel'), picture, colorMatching),
        ),
        ...shorthand(frameBasedFormats, formatShape(without(frameBased, 'guid'), stream)),
      ]),
    },
  };
}

const bytes = list(wholeNumber(0, 255), most);

function extensionShape(): ObjectShape {
  const options = attributeOptions(extensionAttributes());
  return object({
    name,
    ...options,
    guid: {
      ...options['guid']!,
      shape: hexText(16, 16),
      required: 'The 16 bytes that name it, as hex text.',
    },
    sources: { ...options['sources']!, shape: bytes },
    controls: { ...options['controls']!, shape: bytes },
  });
}

/** What a camera has beside what stands in its own folder. */
export function videoOptions(): OptionTable {
  return {
    ...attributeOptions(cameraAttributes()),
    ...attributeOptions(processingAttributes()),
    ...attributeOptions(outputAttributes()),
    ...attributeOptions(controlAttributes()),
    ...attributeOptions(controlHeaderAttributes()),
    formats: {
      shape: list(formatsShape(), most),
      required: 'The formats, in the order in which the host lists them.',
    },
    extensions: { shape: list(extensionShape(), most) },
  };
}
