import type { Attribute } from '../attributes/attribute.js';
import { u8 } from '../attributes/number-codecs.js';
import { words } from '../attributes/word-codecs.js';
import { once } from '../options/once.js';
import { row, secondEditionSince } from './video-rows.js';

/** Words by their numbers (USB Video Class 1.1, 3.9.2.6). */
const primaries = ['unspecified', 'bt709', 'bt470m', 'bt470bg', 'smpte170m', 'smpte240m'];
const matrices = ['unspecified', 'bt709', 'fcc', 'bt470bg', 'smpte170m', 'smpte240m'];

const colors: () => readonly (readonly [
  name: string,
  from: string,
  words: readonly string[],
  usual: number,
])[] = () => [
  ['bColorPrimaries', 'primaries', primaries, 1],
  ['bTransferCharacteristics', 'transfer', [...primaries, 'linear', 'srgb'], 1],
  ['bMatrixCoefficients', 'matrix', matrices, 4],
];

const colorAttribute = (
  [name, from, list]: ReturnType<typeof colors>[number],
  initial: number,
  facts: Partial<Attribute>,
): Attribute =>
  row(name, from, {
    codec: words(list, u8),
    initial: `${initial}\n`,
    frozenBy: 'user',
    judgedFirst: true,
    ...facts,
  });

/** `streaming/color_matching/default`, which formats without a link use. */
export const defaultColorAttributes: () => readonly Attribute[] = once(() =>
  colors().map((each) => colorAttribute(each, each[3], { writableSince: secondEditionSince })),
);

/** `streaming/color_matching/NAME`; a fresh one is unspecified, so that what is not given is written too. */
export const colorAttributes: () => readonly Attribute[] = once(() =>
  colors().map((each) => colorAttribute(each, 0, { otherwise: () => each[2][each[3]], alwaysTold: true })),
);
