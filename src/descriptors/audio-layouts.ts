import { classEndpoint, classInterface, type Layouts } from './layouts.js';

/** Layouts of USB Audio 1.0, 4.3 to 4.6, which give a feature unit so many bytes as there are channels. */
export const audio1: Layouts<
  'inputTerminal' | 'outputTerminal' | 'featureUnit' | 'stream' | 'format' | 'endpoint'
> = {
  inputTerminal: classInterface(
    'Audio input terminal',
    'bDescriptorSubtype=0x02 bTerminalID wTerminalType bAssocTerminal bNrChannels wChannelConfig iChannelNames iTerminal',
  ),
  outputTerminal: classInterface(
    'Audio output terminal',
    'bDescriptorSubtype=0x03 bTerminalID wTerminalType bAssocTerminal bSourceID iTerminal',
  ),
  featureUnit: classInterface(
    'Audio feature unit',
    'bDescriptorSubtype=0x06 bUnitID bSourceID bControlSize=2 bmaControls iFeature',
  ),
  stream: classInterface(
    'Audio streaming interface',
    'bDescriptorSubtype=0x01 bTerminalLink bDelay=1 wFormatTag=1',
  ),
  format: classInterface(
    'Audio format type I',
    'bDescriptorSubtype=0x02 bFormatType=1 bNrChannels bSubframeSize bBitResolution bSamFreqType tSamFreq',
  ),
  endpoint: classEndpoint(
    'Audio streaming endpoint',
    'bDescriptorSubtype=0x01 bmAttributes bLockDelayUnits wLockDelay',
  ),
};

/** Layouts of USB Audio 2.0, 4.7 to 4.10. */
export const audio2: Layouts<
  'header' | 'clock' | 'inputTerminal' | 'outputTerminal' | 'featureUnit' | 'stream' | 'format' | 'endpoint'
> = {
  header: classInterface(
    'Audio control header',
    'bDescriptorSubtype=0x01 bcdADC=0x0200 bCategory=0x08 wTotalLength bmControls',
  ),
  clock: classInterface(
    'Audio clock source',
    'bDescriptorSubtype=0x0a bClockID bmAttributes=1 bmControls bAssocTerminal iClockSource',
  ),
  inputTerminal: classInterface(
    'Audio input terminal',
    'bDescriptorSubtype=0x02 bTerminalID wTerminalType bAssocTerminal bCSourceID bNrChannels bmChannelConfig:4 iChannelNames bmControls:2=3 iTerminal',
  ),
  outputTerminal: classInterface(
    'Audio output terminal',
    'bDescriptorSubtype=0x03 bTerminalID wTerminalType bAssocTerminal bSourceID bCSourceID bmControls:2=3 iTerminal',
  ),
  featureUnit: classInterface(
    'Audio feature unit',
    'bDescriptorSubtype=0x06 bUnitID bSourceID bmaControls iFeature',
  ),
  stream: classInterface(
    'Audio streaming interface',
    'bDescriptorSubtype=0x01 bTerminalLink bmControls bFormatType=1 bmFormats:4=1 bNrChannels bmChannelConfig:4 iChannelNames',
  ),
  format: classInterface(
    'Audio format type I',
    'bDescriptorSubtype=0x02 bFormatType=1 bSubslotSize bBitResolution',
  ),
  endpoint: classEndpoint(
    'Audio streaming endpoint',
    'bDescriptorSubtype=0x01 bmAttributes bmControls bLockDelayUnits wLockDelay',
  ),
};
