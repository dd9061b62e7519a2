/**
 * Where a loudspeaker or microphone stands, by its bit in a channel mask: USB Audio 1.0, 3.7.2.3, has the first 12; USB Audio 2.0,
 * 4.1, has all, and spells some differently.
 */
export const channelPositions = [
  'front-left',
  'front-right',
  'front-center',
  'low-frequency',
  'back-left',
  'back-right',
  'front-left-of-center',
  'front-right-of-center',
  'back-center',
  'side-left',
  'side-right',
  'top-center',
  'top-front-left',
  'top-front-center',
  'top-front-right',
  'top-back-left',
  'top-back-center',
  'top-back-right',
  'top-front-left-of-center',
  'top-front-right-of-center',
  'left-low-frequency',
  'right-low-frequency',
  'top-side-left',
  'top-side-right',
  'bottom-center',
  'back-left-of-center',
  'back-right-of-center',
] as const;

/** One of {@link channelPositions}. */
export type ChannelPosition = (typeof channelPositions)[number];

/** How many positions each version of the class has: UAC1_CHANNEL_MASK and UAC2_CHANNEL_MASK (u_uac1.h, f_uac2.c). */
export const positionCounts: Readonly<Record<'uac1' | 'uac2', number>> = {
  uac1: 12,
  uac2: channelPositions.length,
};

const maskOf = (positions: readonly string[]): number =>
  positions.reduce((mask, each) => mask | (1 << (channelPositions as readonly string[]).indexOf(each)), 0);

/** The usual places of so many channels: one, two, three in front, four corners, and 5.0 to 7.1 with the side ones last. */
const usualMasks: readonly number[] = [0x1, 0x3, 0x7, 0x33, 0x37, 0x3f, 0x13f, 0x63f];

/** The most channels that have usual places. */
export const mostUsualChannels: number = usualMasks.length;

/** The mask of a number of channels, or of the positions that there are. */
export function channelMask(channels: number | readonly string[]): number {
  return typeof channels === 'number' ? usualMasks[channels - 1]! : maskOf(channels);
}

/** The number of channels of a mask. */
export function channelCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest; rest &= rest - 1) count++;
  return count;
}
