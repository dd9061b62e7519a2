import assert from 'node:assert/strict';
import { kernelVersion } from 'usb-gadget';
import { hostCamera, listedFormats, startCamera, stopCamera } from '../camera.js';
import { exampleOf, useExample, useOverCable } from '../example.js';
import { hostInterfaces } from '../host.js';
import { run } from '../network.js';
import type { Report } from '../report.js';
import { soundCards, streamText } from '../sound.js';
import { layCable, stopsStreamsSince, takeCable } from '../virtual-cable.js';
import { cardOf, hostCard, pass } from './midi.js';

/** Examples with sound and pictures. No virtual controller moves either, so what the host makes of them is looked at. */
export async function examplesOfSound(report: Report): Promise<void> {
  await report.check('examples: notes go both ways between the MIDI controller and the host', async () => {
    await run('modprobe', 'snd-usb-audio');
    await useExample(await exampleOf('midi-controller'), async (device) => {
      const [control] = await hostInterfaces(device);
      const [here, there] = [await cardOf('controller'), await hostCard(control!)];
      await pass(`hw:${here},0,0`, `hw:${there},0,0`);
      await pass(`hw:${there},0,0`, `hw:${here},0,0`);
    });
  });
  await layCable();
  if (kernelVersion(report.release) >= stopsStreamsSince)
    await report.check('examples: the host has the speakers and the microphone of the sound card', async () =>
      useOverCable(await exampleOf('sound-card'), async (device) => {
        await hostInterfaces(device);
        const { host } = await soundCards();
        const text = streamText(host);
        assert.match(text, /^Playback:\n(?: .*\n)+?.*Channels: 2\n(?: .*\n)+?.*Rates: 48000\n/m);
        assert.match(text, /^Capture:\n(?: .*\n)+?.*Channels: 1\n(?: .*\n)+?.*Rates: 48000\n/m);
      }),
    );
  await report.check('examples: the host lists what the webcam has', async () => {
    await run('modprobe', 'uvcvideo');
    await useOverCable(
      await exampleOf('webcam'),
      async () =>
        assert.deepEqual(await listedFormats(await hostCamera()), [
          'MJPG 1280x720 30.000 15.000',
          'MJPG 640x480 30.000',
          'YUYV 640x360 15.000',
        ]),
      async () => {
        const program = await startCamera();
        return { [Symbol.asyncDispose]: () => stopCamera(program) };
      },
    );
  });
  await takeCable();
}
