import type { Attribute } from '../attributes/attribute.js';
import { byteLines, guid } from '../attributes/camera-codecs.js';
import type { Codec } from '../attributes/codec.js';
import { isRefusal } from '../attributes/errno.js';
import { since } from '../attributes/kernel-version.js';
import { maskLines } from '../attributes/list-codecs.js';
import { cameraName } from '../attributes/name-codecs.js';
import { boolean } from '../attributes/boolean-codecs.js';
import { u16, u8 } from '../attributes/number-codecs.js';
import { once } from '../options/once.js';
import { wholeNumber } from '../options/shape.js';
import { hexDigits } from '../usb/bytes.js';
import { limited, row, secondEditionSince, shown } from './video-rows.js';

/** Any number but 0 is true. */
const anyNumber: Codec<boolean> = {
  ...boolean,
  store(written, before) {
    const stored = u8.store(written, before);
    return isRefusal(stored) ? stored : stored === '0\n' ? stored : '1\n';
  },
};

/** What stands in the folder of the function (uvc_configfs.c, uvc_attrs). */
export const videoAttributes: () => readonly Attribute[] = once(() => [
  row('streaming_interval', 'streamingInterval', { codec: limited(16, 1), initial: '1\n', frozenBy: 'link' }),
  row('streaming_maxpacket', 'maximumPacketSize', {
    codec: limited(3072, 1),
    initial: '1024\n',
    frozenBy: 'link',
  }),
  row('streaming_maxburst', 'maximumBurst', { codec: limited(15), initial: '0\n', frozenBy: 'link' }),
  row('function_name', 'functionName', {
    codec: cameraName,
    initial: 'UVC Camera',
    frozenBy: 'link',
    since: since(5, 19),
  }),
]);

/** `control`. */
export const controlAttributes: () => readonly Attribute[] = once(() => [
  shown('bInterfaceNumber'),
  row('enable_interrupt_ep', 'interruptEndpoint', {
    codec: anyNumber,
    initial: '0\n',
    since: secondEditionSince,
  }),
]);

/** `streaming`. */
export const streamingAttributes: () => readonly Attribute[] = once(() => [shown('bInterfaceNumber')]);

/** `control/header/NAME`. */
export const controlHeaderAttributes: () => readonly Attribute[] = once(() => [
  row('bcdUVC', 'classVersion', {
    codec: u16,
    initial: ({ kernel }) => (kernel < since(5, 15) ? '256\n' : '272\n'),
    frozenBy: 'holder',
  }),
  row('dwClockFrequency', 'clockFrequencyHertz', {
    codec: limited(0x7fffffff),
    initial: '48000000\n',
    frozenBy: 'holder',
  }),
]);

const controlMask = (from: string, bytes: number, initial: string): Attribute =>
  row('bmControls', from, {
    codec: maskLines(bytes, wholeNumber(0, 2 ** (8 * bytes) - 1)),
    initial,
    frozenBy: 'link',
    writableSince: secondEditionSince,
    isWish: true,
  });

/** `control/processing/default`. */
export const processingAttributes: () => readonly Attribute[] = once(() => [
  shown('bUnitID', 2),
  shown('bSourceID', 1),
  shown('wMaxMultiplier', 16_384),
  shown('iProcessing'),
  controlMask('processingControls', 2, '1\n0\n'),
]);

/** `control/terminal/camera/default`. */
export const cameraAttributes: () => readonly Attribute[] = once(() => [
  shown('bTerminalID', 1),
  shown('wTerminalType', 0x0201),
  shown('bAssocTerminal'),
  shown('iTerminal'),
  shown('wObjectiveFocalLengthMin'),
  shown('wObjectiveFocalLengthMax'),
  shown('wOcularFocalLength'),
  controlMask('cameraControls', 3, '2\n0\n0\n'),
]);

/** `control/terminal/output/default`. */
export const outputAttributes: () => readonly Attribute[] = once(() => [
  shown('bTerminalID', 3),
  shown('wTerminalType', 0x0101),
  shown('bAssocTerminal'),
  shown('iTerminal'),
  row('bSourceID', 'outputSource', { codec: u8, initial: '2\n' }),
]);

/** `control/extensions/NAME`; nothing freezes it. Lists set the counts beside them. */
export const extensionAttributes: () => readonly Attribute[] = once(() => [
  { ...shown('bLength'), initial: '24\n' },
  { ...shown('bUnitID'), initial: '4\n' },
  row('bNumControls', 'controlCount', { codec: u8, initial: '0\n' }),
  { name: 'bNrInPins', codec: u8, initial: '0\n', kind: 'derived' },
  { name: 'bControlSize', codec: u8, initial: '0\n', kind: 'derived' },
  row('guidExtensionCode', 'guid', {
    codec: guid(),
    initial: '0'.repeat(32),
    binary: true,
    alwaysTold: true,
  }),
  row('baSourceID', 'sources', { codec: byteLines(String), initial: '' }),
  row('bmControls', 'controls', {
    codec: byteLines((byte) => `0x${hexDigits(byte, 2)}`),
    initial: '',
  }),
  shown('iExtension'),
]);

/** `streaming/header/NAME`. */
export const streamingHeaderAttributes: () => readonly Attribute[] = once(() => [
  shown('bmInfo'),
  shown('bTerminalLink', 3),
  shown('bStillCaptureMethod'),
  shown('bTriggerSupport'),
  shown('bTriggerUsage'),
]);
