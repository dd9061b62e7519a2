import { since } from '../attributes/kernel-version.js';
import { secondEditionSince } from '../functions/video-rows.js';
import { describe, lengthOf, littleEndian, type Descriptor } from './descriptor.js';
import { endpoint } from './endpoint-descriptors.js';
import { numberOf, type AttributeTexts, type BoundFunction } from './function-descriptors.js';
import { association, classes, interfaceDescriptor } from './interfaces.js';
import { videoControl } from './video-layouts.js';

/** Bytes that stand one a line. */
const bytesOfLines = (text: string): string =>
  (text.match(/\w+/g) ?? []).map((each) => littleEndian(Number(each), 1)).join('');

/** Before, there is always an interrupt endpoint. */
export const hasInterrupt = ({ attributes, kernel }: BoundFunction): boolean =>
  kernel < secondEditionSince || numberOf(attributes, 'control/enable_interrupt_ep', 0) !== 0;

/** The first kernel whose header says 1.1. */
const firstVersionUntil = since(5, 15);

/** Bytes of a message about what has changed (f_uvc.c, UVC_STATUS_MAX_PACKET_SIZE). */
const messageBytes = 16;

/** Units of the maker's own, with numbers after those of the two terminals and the processing unit. */
function extension(attributes: AttributeTexts, folder: string, index: number): Descriptor {
  const sources = bytesOfLines(attributes.text(`${folder}/baSourceID`) ?? '');
  const controls = bytesOfLines(attributes.text(`${folder}/bmControls`) ?? '');
  return describe(videoControl.extension, {
    bUnitID: 4 + index,
    guidExtensionCode: attributes.bytes(`${folder}/guidExtensionCode`) ?? '00'.repeat(16),
    bNumControls: numberOf(attributes, `${folder}/bNumControls`, 0),
    bNrInPins: sources.length / 2,
    baSourceID: sources,
    bControlSize: controls.length / 2,
    bmControls: controls,
  });
}

/** What the header of a speed begins, which is another one at SuperSpeed. */
function units({ attributes, speed, kernel, firstInterface }: BoundFunction): Descriptor[] {
  const [header = ''] = attributes.targets(`control/class/${speed === 'super' ? 'ss' : 'fs'}`);
  const mask = (folder: string, byDefault: string): string =>
    bytesOfLines(attributes.text(`${folder}/bmControls`) ?? byDefault);
  const terminal = 'control/terminal';
  const rest = [
    describe(videoControl.camera, { bmControls: mask(`${terminal}/camera/default`, '2 0 0') }),
    describe(videoControl.processing, { bmControls: mask('control/processing/default', '1 0') }),
    describe(videoControl.output, {
      bSourceID: numberOf(attributes, `${terminal}/output/default/bSourceID`, 2),
    }),
    ...attributes.folders('control/extensions').map((folder, index) => extension(attributes, folder, index)),
  ];
  const own = describe(videoControl.header, {
    bcdUVC: numberOf(attributes, `${header}/bcdUVC`, kernel < firstVersionUntil ? 0x0100 : 0x0110),
    wTotalLength: 13 + lengthOf(rest),
    dwClockFrequency: numberOf(attributes, `${header}/dwClockFrequency`, 48_000_000),
    baInterfaceNr: littleEndian(firstInterface + 1, 1),
  });
  return [own, ...rest];
}

/** The interface with what a camera can do. */
export function videoControlDescriptors(bound: BoundFunction): Descriptor[] {
  const { firstInterface: number, strings, kernel } = bound;
  const [name] = strings;
  const interrupt = hasInterrupt(bound);
  const size = messageBytes;
  return [
    association(number, 2, [classes.video, 3, 0], name),
    interfaceDescriptor({
      number,
      endpoints: interrupt ? 1 : 0,
      is: [classes.video, 1, 0],
      // Later kernels have no word for it.
      string: kernel < secondEditionSince ? name : 0,
    }),
    ...units(bound),
    ...(interrupt
      ? [
          ...endpoint(bound, 0, {
            packetSize: [size, size, size],
            interval: [8, 8, 8],
            bytesPerInterval: size,
          }),
          describe(videoControl.endpoint, { wMaxTransferSize: size }),
        ]
      : []),
  ];
}
