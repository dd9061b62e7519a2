import { audioChecks } from './audio.js';
import { videoChecks } from './video.js';
import type { CheckGroup } from '../report.js';
import { layCable, takeCable } from '../virtual-cable.js';

/** Sound cards and cameras, as a host finds and sets them; over a virtual cable, on which no sound and no picture moves. */
export const audioVideo: CheckGroup = {
  name: 'audio-video',
  checks: async (report) => {
    await layCable();
    await audioChecks(report);
    await videoChecks(report);
    await takeCable();
  },
};
