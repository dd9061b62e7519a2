import type { Attribute, FolderKind } from '../attributes/attribute.js';
import { refuse } from '../attributes/errno.js';
import type { KernelVersion } from '../attributes/kernel-version.js';
import { once } from '../options/once.js';
import { colorAttributes, defaultColorAttributes } from './video-color-attributes.js';
import {
  cameraAttributes,
  controlAttributes,
  controlHeaderAttributes,
  extensionAttributes,
  outputAttributes,
  processingAttributes,
  streamingAttributes,
  streamingHeaderAttributes,
  videoAttributes,
} from './video-control-attributes.js';
import {
  frameBasedAttributes,
  mjpegAttributes,
  pictureAttributes,
  streamPictureAttributes,
  uncompressedAttributes,
} from './video-format-attributes.js';
import { frameBasedSince, secondEditionSince } from './video-rows.js';

const group = (
  folders: Readonly<Record<string, FolderKind>>,
  attributes: readonly Attribute[] = [],
): FolderKind => ({ attributes, folders });

/** A folder in which folders of one kind are made, under any name. */
const maker = (made: FolderKind, since?: KernelVersion): FolderKind => ({
  attributes: [],
  makes: () => made,
  ...(since && { since }),
});

/** A folder that links to one header, for one speed. */
const speed = (): FolderKind => ({ attributes: [], links: true });

/** `control/header/NAME`. */
const controlHeader: () => FolderKind = once(() => ({ attributes: controlHeaderAttributes() }));

/** `streaming/header/NAME`, with links to formats. */
const streamingHeader: () => FolderKind = once(() => ({
  attributes: streamingHeaderAttributes(),
  links: true,
}));

/** A size of a format. */
const picture: () => FolderKind = once(() => ({ attributes: pictureAttributes() }));

/** A size of a frame-based format. */
const streamPicture: () => FolderKind = once(() => ({ attributes: streamPictureAttributes() }));

const format = (attributes: readonly Attribute[], size: FolderKind): FolderKind => ({
  attributes,
  makes: () => size,
});

const colored = { links: true, linksSince: secondEditionSince } as const;

/** The kinds of formats, by their folders in `streaming`. A link within one leads to its colours. */
export const formatKinds: () => Readonly<Record<'mjpeg' | 'uncompressed' | 'framebased', FolderKind>> = once(
  () => ({
    mjpeg: { ...format(mjpegAttributes(), picture()), ...colored },
    uncompressed: { ...format(uncompressedAttributes(), picture()), ...colored },
    framebased: format(frameBasedAttributes(), streamPicture()),
  }),
);

/** `streaming/color_matching/default`. */
export const defaultColor: () => FolderKind = once(() => ({ attributes: defaultColorAttributes() }));

/** `streaming/color_matching/NAME`. */
const color: () => FolderKind = once(() => ({ attributes: colorAttributes(), since: secondEditionSince }));

/** `control/extensions/NAME`. */
export const extension: () => FolderKind = once(() => ({ attributes: extensionAttributes(), links: true }));

/** `uvc.NAME` (drivers/usb/gadget/function/uvc_configfs.c); the default groups stand in the order in which the kernel makes them. */
export const videoFolder: () => FolderKind = once(() => ({
  role: 'function',
  attributes: videoAttributes(),
  madeAsWhole: true,
  links: true,
  linksSince: secondEditionSince,
  folders: {
    control: group(
      {
        header: maker(controlHeader()),
        processing: group({ default: { attributes: processingAttributes() } }),
        terminal: group({
          camera: group({ default: { attributes: cameraAttributes() } }),
          output: group({ default: { attributes: outputAttributes() } }),
        }),
        class: group({ fs: speed(), ss: speed() }),
        extensions: maker(extension(), secondEditionSince),
      },
      controlAttributes(),
    ),
    streaming: group(
      {
        header: maker(streamingHeader()),
        uncompressed: maker(formatKinds().uncompressed),
        mjpeg: maker(formatKinds().mjpeg),
        framebased: maker(formatKinds().framebased, frameBasedSince),
        color_matching: {
          ...group({ default: defaultColor() }),
          makes: (_name, _siblings, kernel) => (kernel >= secondEditionSince ? color() : refuse('EPERM')),
        },
        class: group({ fs: speed(), hs: speed(), ss: speed() }),
      },
      streamingAttributes(),
    ),
  },
}));
