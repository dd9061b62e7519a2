import { FunctionBuilder } from './function-builder.js';
import type {
  ExtensionUnitDefinition,
  FrameBasedFormatDefinition,
  MjpegFormatDefinition,
  UncompressedFormatDefinition,
  VideoFrameDefinition,
  VideoFunctionDefinition,
} from './video-definition.js';

/** A size, and its rates as pictures in a second or as intervals. */
export type VideoFrameOptions = Pick<VideoFrameDefinition, 'width' | 'height'> &
  Partial<Omit<VideoFrameDefinition, 'width' | 'height' | 'frameIntervals'>> &
  (
    | {
        /** Pictures in a second, 0.01 to 1000: a rate, or a list that begins with the one that the host begins with. Default: `frameIntervals` says it. */
        readonly framesPerSecond: number | readonly number[];
        /** Not beside rates. */
        readonly frameIntervals?: never;
      }
    | {
        /** Not beside intervals. */
        readonly framesPerSecond?: never;
        /** How long one picture stands, in units of 100 ns, 1 to 4294967295: 333333 for 30 pictures a second. Default: `framesPerSecond` says it. */
        readonly frameIntervals: readonly number[];
      }
  );

/** What a format is made from, without what its word stands for. */
export type FormatOptions<Format extends { readonly name: string; readonly frames: unknown }> = Partial<
  Omit<Format, 'format' | 'frames'>
> & {
  /** The sizes, in the order in which the host lists them. */
  readonly frames: readonly VideoFrameOptions[];
};

/** Pictures of JPEG, one by one. */
export interface MjpegFormatOptions extends FormatOptions<MjpegFormatDefinition> {
  /** Pictures of JPEG, one by one. */
  readonly format: 'mjpeg';
}

/** Uncompressed pictures of any kind. */
export interface UncompressedFormatOptions extends FormatOptions<UncompressedFormatDefinition> {
  /** Uncompressed pictures of any kind, told by `guid`. */
  readonly format: 'uncompressed';
}

/** Uncompressed pictures of a well-known kind. */
export interface KnownFormatOptions extends FormatOptions<
  Omit<UncompressedFormatDefinition, 'guid' | 'bitsPerPixel'>
> {
  /** Uncompressed pictures of a well-known kind. */
  readonly format: 'yuy2' | 'nv12' | 'i420' | 'yv12' | 'uyvy' | 'y800';
}

/** Frames of any codec. */
export interface FrameBasedFormatOptions extends FormatOptions<FrameBasedFormatDefinition> {
  /** Frames of any codec, told by `guid`. */
  readonly format: 'framebased';
}

/** Frames of a well-known codec. */
export interface KnownCodecOptions extends FormatOptions<Omit<FrameBasedFormatDefinition, 'guid'>> {
  /** Frames of H.264 or H.265. */
  readonly format: 'h264' | 'h265';
}

/** A format of a {@link VideoFunction}; words such as `yuy2` and `h264` stand for their GUIDs. */
export type VideoFormatOptions =
  | MjpegFormatOptions
  | UncompressedFormatOptions
  | KnownFormatOptions
  | FrameBasedFormatOptions
  | KnownCodecOptions;

/** A unit of the maker's own, whose name may be left out. */
export type ExtensionUnitOptions = Omit<ExtensionUnitDefinition, 'name'> &
  Partial<Pick<ExtensionUnitDefinition, 'name'>>;

/** What a {@link VideoFunction} is made from. */
export type VideoFunctionOptions = Partial<
  Omit<VideoFunctionDefinition, 'driver' | 'formats' | 'extensions'>
> & {
  /** The formats, in the order in which the host lists them. */
  readonly formats: readonly VideoFormatOptions[];
  /** Units of the maker's own. Default none. */
  readonly extensions?: readonly ExtensionUnitOptions[];
};

/**
 * A camera. On the device it is a video node, `/dev/videoN`, which a program must open and answer for: until then the gadget stays
 * off the bus. Needs CONFIG_USB_CONFIGFS_F_UVC, and a controller with isochronous endpoints.
 *
 * @example
 * ```ts
 * const camera = new VideoFunction({
 *   formats: [{ format: 'mjpeg', frames: [{ width: 1280, height: 720, framesPerSecond: [30, 15] }] }],
 * });
 * ```
 */
export class VideoFunction extends FunctionBuilder<
  VideoFunctionOptions,
  VideoFunctionOptions,
  VideoFunctionDefinition
> {
  /** @param options - copied; later changes to the object given have no effect. */
  constructor(options: VideoFunctionOptions) {
    super({ driver: 'uvc', ...options } as VideoFunctionOptions);
  }
}
