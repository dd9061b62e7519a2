import type { KernelVersion } from '../attributes/kernel-version.js';
import { once } from '../options/once.js';
import type { EndpointRequest } from '../usb/endpoint.js';
import { functionOptions, interrupt, type Filled, type FunctionDriver } from './function-driver.js';
import { checkVideo } from './video-check.js';
import { foundVideo } from './video-found.js';
import { videoAttributes } from './video-control-attributes.js';
import { defineVideo } from './video-define.js';
import type { VideoFunctionDefinition } from './video-definition.js';
import { videoFolder } from './video-folders.js';
import { videoOptions } from './video-options.js';
import { secondEditionSince } from './video-rows.js';

/** The one header of each interface: the name that f_uvc.c of 6.1 looks for (uvc_alloc). */
const header = 'h';

const formatFolder = ({ format, name }: VideoFunctionDefinition['formats'][number]): string =>
  `streaming/${format}/${name}`;

/** The folders within that of the function, with what is in them. */
function folders(definition: VideoFunctionDefinition): readonly Filled[] {
  const { formats, extensions = [] } = definition;
  const own = (name: string): Filled => ({ name, source: definition });
  return [
    ...['camera', 'output'].map((each) => own(`control/terminal/${each}/default`)),
    own('control/processing/default'),
    own('control'),
    ...extensions.map((source, index) => ({
      name: `control/extensions/${source.name}`,
      source,
      at: `extensions[${index}]`,
    })),
    own(`control/header/${header}`),
    ...formats.flatMap((format, index) =>
      'colorMatching' in format
        ? [
            {
              name: `streaming/color_matching/${format.name}`,
              source: format.colorMatching,
              at: `formats[${index}].colorMatching`,
            },
          ]
        : [],
    ),
    ...formats.flatMap((format, index) => [
      { name: formatFolder(format), source: format, at: `formats[${index}]` },
      ...format.frames.map((source, place) => ({
        name: `${formatFolder(format)}/${source.name}`,
        source,
        at: `formats[${index}].frames[${place}]`,
      })),
    ]),
    { name: `streaming/header/${header}`, source: {} },
  ];
}

/** The links, each of which freezes what it leads to. Every class is linked: kernels after 6.1 want all of them on any controller (f_uvc.c, uvc_function_bind). */
function links({ formats }: VideoFunctionDefinition): readonly Filled[] {
  const classes = (part: 'control' | 'streaming', speeds: readonly string[]): readonly Filled[] =>
    speeds.map((speed) => ({ link: `${part}/class/${speed}/${header}`, target: `${part}/header/${header}` }));
  return [
    ...classes('control', ['fs', 'ss']),
    ...formats.flatMap((format) =>
      'colorMatching' in format
        ? [{ link: `${formatFolder(format)}/color`, target: `streaming/color_matching/${format.name}` }]
        : [],
    ),
    ...formats.map((format) => ({
      link: `streaming/header/${header}/${format.name}`,
      target: formatFolder(format),
    })),
    ...classes('streaming', ['fs', 'hs', 'ss']),
  ];
}

/** More than 1024 bytes are two packets of one microframe, more than 2048 three (f_uvc.c, uvc_function_bind). */
function streamEndpoint({ maximumPacketSize = 1024 }: VideoFunctionDefinition): EndpointRequest {
  const multiplier = Math.ceil(maximumPacketSize / 1024) || 1;
  const packetSize = Math.floor(maximumPacketSize / multiplier);
  const request = { direction: 'in', transfer: 'isochronous', matchSize: packetSize, packetSize } as const;
  return Object.freeze({ ...request, ...(multiplier > 1 && { multiplier }) });
}

function endpoints(definition: VideoFunctionDefinition, kernel: KernelVersion): readonly EndpointRequest[] {
  const hasInterrupt = kernel < secondEditionSince || definition.interruptEndpoint === true;
  return [...(hasInterrupt ? [interrupt('in', 16)] : []), streamEndpoint(definition)];
}

/** drivers/usb/gadget/function/f_uvc.c */
export const video: () => FunctionDriver<VideoFunctionDefinition> = once(() => ({
  driver: 'uvc',
  module: 'usb_f_uvc',
  folder: videoFolder(),
  options: functionOptions(videoAttributes(), videoOptions()),
  interfaces: () => 2,
  endpoints,
  usual: { formats: [] },
  device: { kind: 'video' },
  bindErrno: 'EINVAL',
  heldOffBus: true,
  shorthands: ['formats', 'extensions'],
  define: defineVideo,
  fills: (definition) => [...folders(definition), ...links(definition)],
  fromFolder: foundVideo,
  check: checkVideo,
}));
