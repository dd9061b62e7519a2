import assert from 'node:assert/strict';
import {
  endpointRequests,
  Gadget,
  kernelVersion,
  validate,
  VideoFunction,
  type VideoFormatOptions,
} from 'usb-gadget';
import { down, up } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { hostCamera, listedFormats, said, startCamera, stopCamera } from '../camera.js';
import { readTree } from '../configfs-tree.js';
import { hostEndpoints } from '../descriptors.js';
import type { HostDevice } from '../host.js';
import { run } from '../network.js';
import type { Report } from '../report.js';
import { isochronousController, plugIn, plugOut } from '../virtual-cable.js';
import { waitFor } from '../wait.js';

const ids = ['1d6b', '0104'] as const;
const udc = isochronousController;
const system = new NodeSystem();

const mjpeg: VideoFormatOptions = {
  format: 'mjpeg',
  frames: [
    { width: 1280, height: 720, framesPerSecond: [30, 15] },
    { width: 640, height: 480, framesPerSecond: 30 },
  ],
};
const yuy2: VideoFormatOptions = {
  format: 'yuy2',
  frames: [{ width: 320, height: 240, framesPerSecond: [15, 5] }],
};
const nv12: VideoFormatOptions = {
  format: 'nv12',
  frames: [{ width: 160, height: 120, framesPerSecond: 15 }],
};
const h264: VideoFormatOptions = {
  format: 'h264',
  frames: [{ width: 1920, height: 1080, framesPerSecond: 30 }],
};

const camera = (...formats: readonly VideoFormatOptions[]): Gadget =>
  new Gadget({
    name: 'camera',
    vendorId: 0x1d6b,
    productId: 0x0104,
    functions: [new VideoFunction({ name: 'usb0', maximumPacketSize: 2048, formats })],
  });

async function withCamera<Result>(
  gadget: Gadget,
  use: (node: string, device: HostDevice) => Promise<Result>,
): Promise<Result> {
  await up(gadget, system, { udc });
  const program = await startCamera();
  try {
    const device = await plugIn(...ids);
    const result = await use(await hostCamera(), device);
    await plugOut(...ids);
    return result;
  } finally {
    await stopCamera(program);
    await down('camera', system);
  }
}

/** The host finds the endpoints that are computed. */
function checkEndpoints(gadget: Gadget, device: HostDevice, release: string): void {
  const [configuration] = endpointRequests(gadget.toDefinition(), kernelVersion(release));
  const expected = configuration!.functions.flatMap(({ endpoints }) =>
    endpoints.map(({ transfer, packetSize, multiplier = 1 }) => `${transfer} ${packetSize} x ${multiplier}`),
  );
  const found = hostEndpoints(device).map(
    ({ transfer, packetSize, multiplier }) => `${transfer} ${packetSize} x ${multiplier}`,
  );
  assert.deepEqual(found.sort(), expected.sort());
}

/** Kernels from 6.13 on have frame-based formats. */
const isFor = (gadget: Gadget, kernel: string): boolean =>
  validate(gadget, { kernel }).every(({ severity }) => severity !== 'error');

/** Cameras: formats, sizes and rates as declared; what the host asks for reaches the gadget; changes leave nothing behind. */
export async function videoChecks(report: Report): Promise<void> {
  await run('modprobe', 'uvcvideo');
  const every = camera(mjpeg, yuy2, nv12);
  await report.check('video: the host lists formats, sizes and rates as declared, and commits to one', () =>
    withCamera(every, async (node, device) => {
      checkEndpoints(every, device, report.release);
      assert.deepEqual(await listedFormats(node), [
        'MJPG 1280x720 30.000 15.000',
        'MJPG 640x480 30.000',
        'YUYV 320x240 15.000 5.000',
        'NV12 160x120 15.000',
      ]);
      await run(
        'v4l2-ctl',
        '-d',
        node,
        '--set-fmt-video=width=320,height=240,pixelformat=YUYV',
        '--set-parm=5',
      );
      await waitFor('the host to ask for the second format', () =>
        said().includes('probe 2 1 2000000') ? true : undefined,
      );
      await run('timeout', '15', 'v4l2-ctl', '-d', node, '--stream-mmap', '--stream-count=1').catch(() => '');
      assert.ok(said().includes('commit 2 1 2000000'), said().join('\n'));
      const compliance = await run('v4l2-compliance', '-d', node).catch(
        (error: { readonly stdout?: string }) => error.stdout ?? '',
      );
      // The tool may be older than the kernel, and know fewer names of formats.
      console.log(/^Total.*$/m.exec(compliance)?.[0]);
      // The host of 5.10 knows no colours.
      const ofFormats = ['VIDIOC_G_FMT', 'VIDIOC_TRY_FMT', 'VIDIOC_S_FMT'];
      const knowsColors = kernelVersion(report.release) >= kernelVersion('6.1.0');
      for (const test of ['VIDIOC_G/S_PARM', 'VIDIOC_QUERYCTRL', ...(knowsColors ? ofFormats : [])])
        assert.ok(compliance.includes(`test ${test}: OK`), compliance);
    }),
  );
  const stream = camera(h264);
  if (isFor(stream, report.release))
    await report.check('video: a frame-based format reaches the host', () =>
      withCamera(stream, async (node) =>
        assert.deepEqual(await listedFormats(node), ['H264 1920x1080 30.000']),
      ),
    );
  await report.check('video: stays as it is the second time, changes in every part, and goes', async () => {
    const changes = [
      camera(mjpeg, yuy2),
      camera(yuy2, mjpeg),
      camera({ ...mjpeg, frames: [...mjpeg.frames].reverse() }, yuy2),
      camera({ ...mjpeg, frames: mjpeg.frames.slice(1) }),
      camera({ ...mjpeg, defaultFrame: 2 }),
    ];
    for (const gadget of changes) {
      await up(gadget, system, { udc });
      assert.deepEqual((await up(gadget, system, { udc })).plan.operations, []);
    }
    await down('camera', system);
    assert.deepEqual(readTree(), {});
  });
}
