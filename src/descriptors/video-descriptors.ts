import type { FunctionDescriptors } from './function-descriptors.js';
import { videoControlDescriptors } from './video-control-descriptors.js';
import { videoStreamingDescriptors } from './video-streaming-descriptors.js';

/** drivers/usb/gadget/function/f_uvc.c and uvc_configfs.c, after USB Video Class 1.1, 3. */
export const videoDescriptors: FunctionDescriptors = {
  strings: (attributes) => [attributes.text('function_name') ?? 'UVC Camera', 'Video Streaming'],
  isKnown: (attributes) => attributes.targets('streaming/class/fs').length > 0,
  descriptors: (bound) => [...videoControlDescriptors(bound), ...videoStreamingDescriptors(bound)],
};
