// A webcam, for every program on the PC that makes calls. The pictures come from a program on the board that answers for
// /dev/videoN, such as uvc-gadget or µStreamer: start it after `up`, since the PC sees the camera only while one is there.
import { Gadget, VideoFunction } from 'usb-gadget';
import { main } from './main.js';

export const gadget: Gadget = new Gadget({
  name: 'webcam',
  vendorId: 0x1d6b,
  productId: 0x0104,
  strings: { '0x409': { manufacturer: 'Example', product: 'Webcam', serialNumber: '0001' } },
  functions: [
    new VideoFunction({
      formats: [
        {
          format: 'mjpeg',
          frames: [
            { width: 1280, height: 720, framesPerSecond: [30, 15] },
            { width: 640, height: 480, framesPerSecond: 30 },
          ],
        },
        { format: 'yuy2', frames: [{ width: 640, height: 360, framesPerSecond: 15 }] },
      ],
    }),
  ],
});

await main(import.meta.url, { gadget });
