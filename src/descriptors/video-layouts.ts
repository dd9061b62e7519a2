import { classEndpoint, classInterface, type DescriptorLayout, type Layouts } from './layouts.js';

const format = 'bFormatIndex bNumFrameDescriptors';
const aspect = 'bDefaultFrameIndex bAspectRatioX bAspectRatioY bmInterlaceFlags bCopyProtect';
const frame = 'bFrameIndex bmCapabilities wWidth wHeight dwMinBitRate dwMaxBitRate';

/** A frame of pictures that have a largest size. */
const sizedFrame = (name: string, subtype: string): DescriptorLayout =>
  classInterface(
    name,
    `bDescriptorSubtype=${subtype} ${frame} dwMaxVideoFrameBufferSize dwDefaultFrameInterval bFrameIntervalType dwFrameInterval`,
  );

/** Layouts of USB Video Class 1.1, 3.7: what a camera can do. */
export const videoControl: Layouts<'header' | 'camera' | 'output' | 'processing' | 'extension' | 'endpoint'> =
  {
    header: classInterface(
      'Video control header',
      'bDescriptorSubtype=0x01 bcdUVC wTotalLength dwClockFrequency bInCollection=1 baInterfaceNr',
    ),
    camera: classInterface(
      'Camera terminal',
      'bDescriptorSubtype=0x02 bTerminalID=1 wTerminalType=0x0201 bAssocTerminal iTerminal wObjectiveFocalLengthMin wObjectiveFocalLengthMax wOcularFocalLength bControlSize=3 bmControls:3',
    ),
    output: classInterface(
      'Video output terminal',
      'bDescriptorSubtype=0x03 bTerminalID=3 wTerminalType=0x0101 bAssocTerminal bSourceID iTerminal',
    ),
    processing: classInterface(
      'Video processing unit',
      'bDescriptorSubtype=0x05 bUnitID=2 bSourceID=1 wMaxMultiplier=0x4000 bControlSize=2 bmControls:2 iProcessing bmVideoStandards',
    ),
    extension: classInterface(
      'Video extension unit',
      'bDescriptorSubtype=0x06 bUnitID guidExtensionCode:16 bNumControls bNrInPins baSourceID bControlSize bmControls iExtension',
    ),
    endpoint: classEndpoint('Video control endpoint', 'bDescriptorSubtype=0x03 wMaxTransferSize'),
  };

/** Layouts of USB Video Class 1.1, 3.9, and of its payloads: the pictures. */
export const videoStreaming: Layouts<
  'header' | 'color' | `${'uncompressed' | 'mjpeg' | 'framebased'}${'' | 'Frame'}`
> = {
  header: classInterface(
    'Video streaming input header',
    'bDescriptorSubtype=0x01 bNumFormats wTotalLength bEndpointAddress bmInfo bTerminalLink=3 bStillCaptureMethod bTriggerSupport bTriggerUsage bControlSize=1 bmaControls',
  ),
  uncompressed: classInterface(
    'Uncompressed format',
    `bDescriptorSubtype=0x04 ${format} guidFormat:16 bBitsPerPixel ${aspect}`,
  ),
  uncompressedFrame: sizedFrame('Uncompressed frame', '0x05'),
  mjpeg: classInterface('MJPEG format', `bDescriptorSubtype=0x06 ${format} bmFlags ${aspect}`),
  mjpegFrame: sizedFrame('MJPEG frame', '0x07'),
  color: classInterface(
    'Color matching',
    'bDescriptorSubtype=0x0d bColorPrimaries bTransferCharacteristics bMatrixCoefficients',
  ),
  framebased: classInterface(
    'Frame based format',
    `bDescriptorSubtype=0x10 ${format} guidFormat:16 bBitsPerPixel ${aspect} bVariableSize=1`,
  ),
  framebasedFrame: classInterface(
    'Frame based frame',
    `bDescriptorSubtype=0x11 ${frame} dwDefaultFrameInterval bFrameIntervalType dwBytesPerLine dwFrameInterval`,
  ),
};
