import type { Attribute } from '../attributes/attribute.js';
import type { AnyCodec } from '../attributes/codec.js';
import { since, type KernelVersion } from '../attributes/kernel-version.js';
import { unsigned } from '../attributes/number-codecs.js';
import { shownOnly } from '../attributes/text-codecs.js';
import { wholeNumber } from '../options/shape.js';

/** The first kernel with extension units, named colours, controls that can be set, and a choice about the interrupt endpoint. */
export const secondEditionSince: KernelVersion = since(6, 3);

/** The first kernel with frame-based formats. */
export const frameBasedSince: KernelVersion = since(6, 13);

/** A number that nobody can set. */
export const shown = (name: string, value = 0): Attribute => ({
  name,
  codec: shownOnly,
  initial: `${value}\n`,
  access: 'read-only',
  kind: 'derived',
});

type Facts = Omit<Attribute, 'name' | 'from'>;

/** An attribute of a camera that an option stands for. */
export const row = (name: string, from: string, facts: Facts): Attribute => ({ name, from, ...facts });

/** A 32-bit number of which the driver takes a part. */
export const limited = (most: number, least = 0): AnyCodec => ({
  ...unsigned({ typeMost: 0xffffffff, range: [0, most] }),
  shape: wholeNumber(least, most),
});
