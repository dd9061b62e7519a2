import type { Errno } from '../attributes/errno.js';
import { kernelVersion, newestKernel } from '../attributes/kernel-version.js';
import { issue, type Issue } from '../errors.js';
import { positionCounts } from './audio-channels.js';
import type { AudioFunctionDefinition, AudioStreamDefinition } from './audio-definition.js';
import {
  hasStream,
  microphonePackets,
  speakersPackets,
  uac1BytesPerMillisecond,
  uac1PacketSize,
} from './audio-endpoints.js';

const streamNames = ['speakers', 'microphone'] as const;

/** The first part of the volumes of a stream that does not go with the others, and why. */
function volumeFault(
  stream: AudioStreamDefinition,
): { readonly key: string; readonly expected: string } | undefined {
  const { minimumDecibels: least = -100, maximumDecibels: most = 0, stepDecibels: step = 1 } = stream;
  if (most <= least) return { key: 'maximumDecibels', expected: `more than the lowest volume, ${least}` };
  if (step <= 0) return { key: 'stepDecibels', expected: 'more than 0' };
  const isWhole = Number.isInteger((most - least) / step);
  return isWhole
    ? undefined
    : {
        key: 'stepDecibels',
        expected: `a whole part of the ${most - least} decibels from ${least} to ${most}`,
      };
}

/** The streams whose packets are too small for their fastest rate. */
function crowded(definition: AudioFunctionDefinition): readonly string[] {
  const kernel = kernelVersion(newestKernel);
  if (definition.driver === 'uac1')
    return streamNames.filter((name) => {
      const stream = definition[name];
      return stream && uac1BytesPerMillisecond(stream) > uac1PacketSize;
    });
  return [
    ...(speakersPackets(definition, kernel)?.suffices === false ? ['speakers'] : []),
    ...(microphonePackets(definition, kernel)?.suffices === false ? ['microphone'] : []),
  ];
}

/** Rules beyond single values; the driver holds them only at the bind (f_uac1.c, f_audio_validate_opts; f_uac2.c, afunc_validate_opts). */
export function checkAudio(definition: AudioFunctionDefinition, path: string, issues: Issue[]): void {
  if (!definition.speakers && !definition.microphone)
    issues.push(
      issue(
        'OPTION_REQUIRED',
        `${path}.speakers`,
        `"${path}" has neither speakers nor a microphone; the kernel does not bind it.`,
        'Give speakers: {} for what the host plays, microphone: {} for what the host records, or both.',
      ),
    );
  for (const name of streamNames) {
    const fault = definition[name] && volumeFault(definition[name]);
    if (fault)
      issues.push(
        issue(
          'VALUE_RANGE',
          `${path}.${name}.${fault.key}`,
          `"${path}.${name}.${fault.key}" expected ${fault.expected}.`,
          'The kernel takes the values and then does not bind.',
        ),
      );
    if (definition[name]?.sampleRates?.length === 0)
      issues.push(
        issue(
          'VALUE_RANGE',
          `${path}.${name}.sampleRates`,
          `"${path}.${name}.sampleRates" expected at least one rate, got none.`,
          'Leave it out for 48000.',
        ),
      );
  }
  for (const name of crowded(definition))
    issues.push(
      issue(
        'AUDIO_BANDWIDTH',
        `${path}.${name}`,
        `"${path}.${name}" has more samples than its packets hold; some are lost.`,
        definition.driver === 'uac1'
          ? `uac1 has packets of ${uac1PacketSize} bytes, enough for two channels of two bytes at 48000: use uac2.`
          : 'Use fewer channels, fewer bytes or a lower rate, or a shorter highSpeedInterval.',
      ),
    );
}

/** What the bind answers to values that do not go together; streams are what the attributes hold, there or not. */
export function audioBindRefusal(definition: AudioFunctionDefinition): Errno | undefined {
  const streams = streamNames.map((name) => definition[name] ?? {});
  const isFaulty = (stream: AudioStreamDefinition): boolean => {
    const { channelMask = 3, sampleBytes = 2, sampleRates = [48_000] } = stream;
    const { highSpeedInterval = 0 } = stream as { readonly highSpeedInterval?: number };
    return (
      channelMask >= 2 ** positionCounts[definition.driver] ||
      sampleBytes < 1 ||
      sampleBytes > 4 ||
      !sampleRates[0] ||
      highSpeedInterval > 4 ||
      volumeFault(stream) !== undefined
    );
  };
  return streams.some(isFaulty) || !streams.some(hasStream) ? 'EINVAL' : undefined;
}
