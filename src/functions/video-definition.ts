/** One size of pictures, and how many of them come in a second. */
export interface VideoFrameDefinition {
  /** The name of its folder, at most 39 characters. Default: its size, as in `1280x720`. */
  readonly name: string;
  /** Pixels across, 1 to 65535. */
  readonly width: number;
  /** Pixels down, 1 to 65535. */
  readonly height: number;
  /** How long one picture stands, in units of 100 ns: 333333 for 30 pictures a second. */
  readonly frameIntervals: readonly number[];
  /** The interval that the host begins with, one of them, in units of 100 ns, 1 to 4294967295. Default: in options the first one given, in a definition 666666, from the kernel. */
  readonly defaultFrameInterval?: number;
  /** Bits in a second at the lowest rate, 1 to 4294967295. Default: in options computed from the size, in a definition 18432000, from the kernel. */
  readonly minimumBitRate?: number;
  /** Bits in a second at the highest rate, 1 to 4294967295. Default: in options computed from the size, in a definition 55296000, from the kernel. */
  readonly maximumBitRate?: number;
  /** Bytes of the largest picture, 1 to 4294967295. Not for frame-based formats. Default: in options computed from the size, in a definition 460800, from the kernel. */
  readonly maximumFrameBytes?: number;
  /** Bytes of one line of a frame-based format, 0 if they vary, at most 4294967295. Default 0. */
  readonly bytesPerLine?: number;
  /** `bmCapabilities`, 0 to 255: 1 for still images, 2 for a fixed rate. Default 0. */
  readonly capabilities?: number;
}

/** How colours are meant (USB Video Class 1.1, 3.9.2.6). First kernel 6.3. */
export interface ColorMatchingDefinition {
  /** What red, green and blue are. Default `bt709`. */
  readonly primaries?: 'unspecified' | 'bt709' | 'bt470m' | 'bt470bg' | 'smpte170m' | 'smpte240m';
  /** How light becomes a number. Default `bt709`. */
  readonly transfer?:
    'unspecified' | 'bt709' | 'bt470m' | 'bt470bg' | 'smpte170m' | 'smpte240m' | 'linear' | 'srgb';
  /** How brightness is made of them. Default `smpte170m`. */
  readonly matrix?: 'unspecified' | 'bt709' | 'fcc' | 'bt470bg' | 'smpte170m' | 'smpte240m';
}

/** What every format has. */
export interface VideoFormatBase {
  /** The name of its folder, at most 39 characters. Default `m`, `u` or `f`, with a number from the second one on. */
  readonly name: string;
  /** The sizes, in the order in which the host lists them. At least one. */
  readonly frames: readonly VideoFrameDefinition[];
  /** The number of the size that the host begins with, 1 to 255. Default 1. */
  readonly defaultFrame?: number;
  /** `bmaControls`: what the host may set while pictures come, as bits (USB Video Class 1.1, 3.9.2.1), 0 to 255. Default 0. */
  readonly controls?: number;
}

/** Motion JPEG: each picture compressed for itself. */
export interface MjpegFormatDefinition extends VideoFormatBase {
  /** What tells it from others. */
  readonly format: 'mjpeg';
  /** How colours are meant. First kernel 6.3. Default: as {@link ColorMatchingDefinition} says. */
  readonly colorMatching?: ColorMatchingDefinition;
}

/** Pictures as they are. */
export interface UncompressedFormatDefinition extends VideoFormatBase {
  /** What tells it from others. */
  readonly format: 'uncompressed';
  /** The 16 bytes that name the arrangement of its bytes, as hex text. Default YUY2. */
  readonly guid?: string;
  /** Bits of one pixel, 1 to 255. Default 16. */
  readonly bitsPerPixel?: number;
  /** How colours are meant. First kernel 6.3. Default: as {@link ColorMatchingDefinition} says. */
  readonly colorMatching?: ColorMatchingDefinition;
}

/** Pictures that are compressed with those before them, such as H.264. First kernel 6.13. */
export interface FrameBasedFormatDefinition extends VideoFormatBase {
  /** What tells it from others. */
  readonly format: 'framebased';
  /** The 16 bytes that name the compression, as hex text. Default H.264. */
  readonly guid?: string;
}

/** A format of pictures. */
export type VideoFormatDefinition =
  MjpegFormatDefinition | UncompressedFormatDefinition | FrameBasedFormatDefinition;

/** A unit of the maker's own, whose controls a program answers for. First kernel 6.3. */
export interface ExtensionUnitDefinition {
  /** The name of its folder, at most 39 characters. Default `x1` and so on. */
  readonly name: string;
  /** The 16 bytes that name it, as hex text. */
  readonly guid: string;
  /** How many controls it has, 0 to 255. Default 0. */
  readonly controlCount?: number;
  /** Units and terminals that pictures come from, each 0 to 255: 2 is the processing unit, 4 the first extension unit. Default none. */
  readonly sources?: readonly number[];
  /** `bmControls`: bytes, 0 to 255, with a bit for each control, the lowest first. Default none. */
  readonly controls?: readonly number[];
}

/** A camera of USB Video Class, as plain data. */
export interface VideoFunctionDefinition {
  /** Always `uvc`. */
  readonly driver: 'uvc';
  /** The instance: the folder is `uvc.NAME`, at most 39 characters. Default: the first of `usb0`, `usb1` and so on that is free. */
  readonly name: string;
  /** What the host calls it, 1 to 31 bytes. First kernel 5.19. Default `UVC Camera`. */
  readonly functionName?: string;
  /** `bInterval` of the stream, 1 to 16; above 1024 bytes always 1 at high speed. Default 1. */
  readonly streamingInterval?: number;
  /** Bytes of one interval, 1 to 3072; above 1024 it is two packets, above 2048 three. Default 1024. */
  readonly maximumPacketSize?: number;
  /** Packets more in one burst at SuperSpeed, 0 to 15. Default 0. */
  readonly maximumBurst?: number;
  /** `bmControls` of the camera terminal, 24 bits: 0 to 0xffffff. First kernel 6.3. Default 2: the mode of exposure. */
  readonly cameraControls?: number;
  /** `bmControls` of the processing unit, 16 bits: 0 to 0xffff. First kernel 6.3. Default 1: brightness. */
  readonly processingControls?: number;
  /** An interrupt endpoint, by which a camera tells of changes. First kernel where it can be left out, and is, 6.3. Default false. */
  readonly interruptEndpoint?: boolean;
  /** The unit that pictures leave by, 0 to 255: 2 is the processing unit, 4 the first extension unit. Default 2. */
  readonly outputSource?: number;
  /** `bcdUVC`, 0 to 65535. Default 0x0110; 0x0100 on 5.10. */
  readonly classVersion?: number;
  /** `dwClockFrequency` in hertz, 0 to 2147483647. Default 48000000. */
  readonly clockFrequencyHertz?: number;
  /** The formats, in the order in which the host lists them. At least one. */
  readonly formats: readonly VideoFormatDefinition[];
  /** Units of the maker's own. First kernel 6.3. Default none. */
  readonly extensions?: readonly ExtensionUnitDefinition[];
}
