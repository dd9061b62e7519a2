import { since, type KernelVersion } from '../attributes/kernel-version.js';
import type { AudioFunctionDefinition } from './audio-definition.js';

/** A stream of a definition. */
export type StreamName = 'speakers' | 'microphone';

/** The driver looks from the device: it captures what the host plays, and plays what the host records. */
export const streamPrefixes: Readonly<Record<StreamName, 'c' | 'p'>> = { speakers: 'c', microphone: 'p' };

/** Samples in a second of a stream where none is written (u_uac1.h, u_uac2.h). */
export const kernelRates: Readonly<
  Record<AudioFunctionDefinition['driver'], Readonly<Record<'c' | 'p', number>>>
> = {
  uac1: { c: 48_000, p: 48_000 },
  uac2: { c: 64_000, p: 48_000 },
};

/** The first kernel whose uac1 has only the streams that are asked for, and numbers what there is; earlier ones always have both (f_uac1.c). */
export const oneStreamSince: KernelVersion = since(5, 12);

/** The first kernel with mute and volume, an interrupt endpoint that tells of them, and feedback. */
export const controlsSince: KernelVersion = since(5, 15);

/** The first kernel with a name for the function, intervals and room for a faster clock (f_uac2.c, get_max_bw_for_bint). */
export const intervalsSince: KernelVersion = since(5, 18);

/** The first kernel that lets one name what is within a sound card. */
export const namesSince: KernelVersion = since(6, 10);
