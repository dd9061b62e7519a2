const sizes: readonly (readonly [width: number, height: number])[] = [
  [1280, 720],
  [1024, 768],
  [1024, 576],
  [960, 720],
  [800, 600],
  [640, 480],
  [640, 360],
  [320, 240],
  [320, 180],
];

/** What PiKVM does not set, as the kernel has it. */
const kernelDefaults = {
  minimumBitRate: 18_432_000,
  maximumBitRate: 55_296_000,
  defaultFrameInterval: 666_666,
};

/**
 * PiKVM's camera: Motion-JPEG in nine sizes. Packets of 2048 bytes are two of 1024 in one microframe.
 *
 * @param cameraControls - `bmControls` of the camera terminal.
 * @param processingControls - `bmControls` of the processing unit.
 */
export function cameraOptions(cameraControls: number, processingControls: number): object {
  return {
    driver: 'uvc',
    name: 'usb0',
    maximumPacketSize: 2048,
    cameraControls,
    processingControls,
    formats: [
      {
        format: 'mjpeg',
        name: 'm',
        frames: sizes.map(([width, height]) => ({
          width,
          height,
          framesPerSecond: [30, 24, 20, 15, 10, 5],
          maximumFrameBytes: width * height,
          ...kernelDefaults,
        })),
      },
    ],
  };
}
