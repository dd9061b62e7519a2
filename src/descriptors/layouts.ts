/**
 * What a descriptor is made of. Its first two bytes, `bLength` and `bDescriptorType`, are every one's. The size of a field
 * is in its name, as the USB standard has it: `dw` 4 bytes, `w`, `bcd` and `id` 2 bytes, else 1; any other size stands after a colon.
 * A field that has the same value always has it after an equals sign.
 */
export interface DescriptorLayout {
  /** What the standard calls it. */
  readonly name: string;
  /** `bDescriptorType`. */
  readonly type: number;
  /** Its fields after the first two, with blanks between them. */
  readonly fields: string;
}

/** Layouts by name. */
export type Layouts<Name extends string> = Readonly<Record<Name, DescriptorLayout>>;

/** The layout of a descriptor that a class has for an interface. */
export const classInterface = (name: string, fields: string): DescriptorLayout => ({
  name,
  type: 0x24,
  fields,
});

/** The layout of a descriptor that a class has for an endpoint. */
export const classEndpoint = (name: string, fields: string): DescriptorLayout => ({
  name,
  type: 0x25,
  fields,
});

/** Layouts of USB 2.0, 9.6; USB 3.2, 9.6; CDC 1.2, 5.2.3 and those that build on it. */
export const layouts = {
  device: {
    name: 'Device',
    type: 0x01,
    fields:
      'bcdUSB bDeviceClass bDeviceSubClass bDeviceProtocol bMaxPacketSize0 idVendor idProduct bcdDevice iManufacturer iProduct iSerialNumber bNumConfigurations',
  },
  qualifier: {
    name: 'Device qualifier',
    type: 0x06,
    fields:
      'bcdUSB bDeviceClass bDeviceSubClass bDeviceProtocol bMaxPacketSize0 bNumConfigurations bReserved',
  },
  configuration: {
    name: 'Configuration',
    type: 0x02,
    fields: 'wTotalLength bNumInterfaces bConfigurationValue iConfiguration bmAttributes bMaxPower',
  },
  otherSpeed: {
    name: 'Other speed configuration',
    type: 0x07,
    fields: 'wTotalLength bNumInterfaces bConfigurationValue iConfiguration bmAttributes bMaxPower',
  },
  association: {
    name: 'Interface association',
    type: 0x0b,
    fields: 'bFirstInterface bInterfaceCount bFunctionClass bFunctionSubClass bFunctionProtocol iFunction',
  },
  interface: {
    name: 'Interface',
    type: 0x04,
    fields:
      'bInterfaceNumber bAlternateSetting bNumEndpoints bInterfaceClass bInterfaceSubClass bInterfaceProtocol iInterface',
  },
  endpoint: {
    name: 'Endpoint',
    type: 0x05,
    fields: 'bEndpointAddress bmAttributes wMaxPacketSize bInterval',
  },
  /** Audio 1.0 gives endpoints two more bytes (4.6.1.1). */
  audioEndpoint: {
    name: 'Endpoint',
    type: 0x05,
    fields: 'bEndpointAddress bmAttributes wMaxPacketSize bInterval bRefresh bSynchAddress',
  },
  companion: {
    name: 'SuperSpeed endpoint companion',
    type: 0x30,
    fields: 'bMaxBurst bmAttributes wBytesPerInterval',
  },
  string: { name: 'String', type: 0x03, fields: 'bString' },

  bos: { name: 'Binary device object store', type: 0x0f, fields: 'wTotalLength bNumDeviceCaps' },
  usb2Extension: { name: 'USB 2.0 extension', type: 0x10, fields: 'bDevCapabilityType=0x02 bmAttributes:4' },
  superSpeed: {
    name: 'SuperSpeed capability',
    type: 0x10,
    fields:
      'bDevCapabilityType=0x03 bmAttributes wSpeedsSupported bFunctionalitySupport bU1DevExitLat wU2DevExitLat',
  },
  platform: {
    name: 'WebUSB platform capability',
    type: 0x10,
    fields: 'bDevCapabilityType=0x05 bReserved PlatformCapabilityUUID:16 bcdVersion bVendorCode iLandingPage',
  },
  url: { name: 'WebUSB URL', type: 0x03, fields: 'bScheme URL' },

  hid: {
    name: 'HID',
    type: 0x21,
    fields: 'bcdHID bCountryCode bNumDescriptors bDescriptorType wDescriptorLength',
  },

  cdcHeader: { name: 'CDC header', type: 0x24, fields: 'bDescriptorSubtype=0x00 bcdCDC' },
  cdcCallManagement: {
    name: 'CDC call management',
    type: 0x24,
    fields: 'bDescriptorSubtype=0x01 bmCapabilities bDataInterface',
  },
  cdcAbstractControl: {
    name: 'CDC abstract control management',
    type: 0x24,
    fields: 'bDescriptorSubtype=0x02 bmCapabilities',
  },
  cdcUnion: {
    name: 'CDC union',
    type: 0x24,
    fields: 'bDescriptorSubtype=0x06 bControlInterface bSubordinateInterface0',
  },
  cdcEthernet: {
    name: 'CDC Ethernet networking',
    type: 0x24,
    fields:
      'bDescriptorSubtype=0x0f iMACAddress bmEthernetStatistics:4 wMaxSegmentSize wNumberMCFilters bNumberPowerFilters',
  },
  cdcMobileDirectLine: {
    name: 'CDC mobile direct line model',
    type: 0x24,
    fields: 'bDescriptorSubtype=0x12 bcdVersion bGUID:16',
  },
  cdcMobileDirectLineDetail: {
    name: 'CDC mobile direct line model detail',
    type: 0x24,
    fields: 'bDescriptorSubtype=0x13 bGuidDescriptorType bDetailData:2',
  },
  cdcObjectExchange: {
    name: 'CDC object exchange',
    type: 0x24,
    fields: 'bDescriptorSubtype=0x15 bcdVersion',
  },
  cdcPhonet: { name: 'CDC phonet', type: 0x24, fields: 'bDescriptorSubtype=0xab bcdCDC' },
  cdcNetworkControl: {
    name: 'CDC network control model',
    type: 0x24,
    fields: 'bDescriptorSubtype=0x1a bcdNcmVersion bmNetworkCapabilities',
  },

  audioHeader: {
    name: 'Audio control header',
    type: 0x24,
    fields: 'bDescriptorSubtype=0x01 bcdADC wTotalLength bInCollection baInterfaceNr',
  },
  midiHeader: {
    name: 'MIDI streaming header',
    type: 0x24,
    fields: 'bDescriptorSubtype=0x01 bcdMSC wTotalLength',
  },
  midiInJack: { name: 'MIDI IN jack', type: 0x24, fields: 'bDescriptorSubtype=0x02 bJackType bJackID iJack' },
  midiOutJack: {
    name: 'MIDI OUT jack',
    type: 0x24,
    fields: 'bDescriptorSubtype=0x03 bJackType bJackID bNrInputPins baSourceID baSourcePin iJack',
  },
  midiEndpoint: {
    name: 'MIDI endpoint',
    type: 0x25,
    fields: 'bDescriptorSubtype=0x01 bNumEmbMIDIJack baAssocJackID',
  },
  midi2Endpoint: {
    name: 'MIDI 2.0 endpoint',
    type: 0x25,
    fields: 'bDescriptorSubtype=0x02 bNumGrpTrmBlock baAssoGrpTrmBlkID',
  },

  pipeUsage: { name: 'Pipe usage', type: 0x24, fields: 'bPipeID bReserved' },
} as const;
