import { disk, ecm, keyboard, ncm, testRules, type Rule } from './rules.js';

const rules: readonly Rule[] = [
  // networks
  [
    'equal addresses of a network',
    { functions: [{ ...ecm, hostAddress: '02:00:00:00:00:0A', deviceAddress: '02:00:00:00:00:0a' }] },
    'MAC_EQUAL functions[0].deviceAddress',
  ],
  [
    'equal addresses of two networks',
    {
      functions: [
        { ...ecm, hostAddress: '02:00:00:00:00:01' },
        { ...ncm, deviceAddress: '02:00:00:00:00:01' },
      ],
    },
    'MAC_EQUAL functions[1].deviceAddress',
  ],
  [
    'a multicast address',
    { functions: [{ ...ecm, hostAddress: '01:00:00:00:00:01' }] },
    'MAC_INVALID functions[0].hostAddress',
  ],
  [
    'an address that eem cannot tell',
    { functions: [{ driver: 'eem', hostAddress: '02:00:00:00:00:01' }] },
    'MAC_HIDDEN functions[0].hostAddress',
  ],
  [
    'geth under other ids than Linux knows',
    { functions: [{ driver: 'geth' }] },
    'HOST_UNLIKELY functions[0].driver',
  ],
  [
    'rndis behind another function',
    { functions: [keyboard, { driver: 'rndis' }] },
    'HOST_UNLIKELY functions[1]',
  ],
  [
    'a segment beyond 8000 bytes',
    { functions: [{ ...ncm, maxSegmentSize: 8001 }] },
    'VALUE_RANGE functions[0].maxSegmentSize',
  ],
  [
    'a segment size of ecm',
    { functions: [{ ...ecm, maxSegmentSize: 1514 }] },
    'OPTION_UNKNOWN functions[0].maxSegmentSize',
  ],
  [
    'an interface name without %d',
    { functions: [{ ...ecm, interfaceName: 'lan0' }] },
    'VALUE_FORMAT functions[0].interfaceName',
  ],

  // values for the registry of Windows
  [
    'two extended properties of one name',
    {
      functions: [
        {
          ...ncm,
          extendedProperties: [
            { name: 'Label', type: 'text', value: 'a' },
            { name: 'Label', type: 'text', value: 'b' },
          ],
        },
      ],
    },
    'NAME_DUPLICATE functions[0].extendedProperties[1].name',
  ],
  [
    'an extended property that the kernel tells nobody',
    {
      functions: [
        { ...ncm, extendedProperties: [{ name: 'Count', type: 'little-endian-number', value: 1 }] },
      ],
    },
    'PROPERTY_NOT_SERVED functions[0].extendedProperties[0].type',
  ],
  [
    'an extended property of a number that is text',
    {
      functions: [{ ...ncm, extendedProperties: [{ name: 'Count', type: 'big-endian-number', value: '1' }] }],
    },
    'OPTION_TYPE functions[0].extendedProperties[0].value',
  ],
  [
    'an extended property that is no folder',
    { functions: [{ ...ncm, extendedProperties: [{ name: 'a/b', type: 'text', value: '1' }] }] },
    'NAME_INVALID functions[0].extendedProperties[0].name',
  ],
  [
    'an extended property where the kernel has a file',
    { functions: [{ ...ncm, extendedProperties: [{ name: 'compatible_id', type: 'text', value: '1' }] }] },
    'NAME_INVALID functions[0].extendedProperties[0].name',
  ],
  [
    'extended properties of ecm',
    { functions: [{ ...ecm, extendedProperties: [] }] },
    'OPTION_UNKNOWN functions[0].extendedProperties',
  ],

  // the simple functions
  [
    'a transfer of nothing',
    { functions: [{ driver: 'Loopback', bufferBytes: 0 }] },
    'VALUE_RANGE functions[0].bufferBytes',
  ],
  [
    'a pattern that is none',
    { functions: [{ driver: 'SourceSink', pattern: 'mod63' }] },
    'VALUE_FORMAT functions[0].pattern',
  ],
  [
    'an isochronous packet beyond 1024 bytes',
    { functions: [{ driver: 'SourceSink', isochronousPacketBytes: 1025 }] },
    'VALUE_RANGE functions[0].isochronousPacketBytes',
  ],
  [
    'a MIDI queue of one',
    { functions: [{ driver: 'midi', queueLength: 1 }] },
    'VALUE_RANGE functions[0].queueLength',
  ],
  [
    'more MIDI ports in than out',
    { functions: [{ driver: 'midi', inPorts: 2 }] },
    'MIDI_PORTS_UNEVEN functions[0].inPorts',
  ],
  [
    'phonet under another vendor than Linux knows',
    { functions: [{ driver: 'phonet' }] },
    'HOST_UNLIKELY functions[0].driver',
  ],
  [
    'a seventeenth MIDI port',
    { functions: [{ driver: 'midi', inPorts: 17 }] },
    'VALUE_RANGE functions[0].inPorts',
  ],
  [
    'endpoints of midi',
    { functions: [{ driver: 'midi', endpoints: [] }] },
    'OPTION_UNKNOWN functions[0].endpoints',
  ],
  ['ports of midi2', { functions: [{ driver: 'midi2', inPorts: 1 }] }, 'OPTION_UNKNOWN functions[0].inPorts'],
  [
    'no MIDI endpoint',
    { functions: [{ driver: 'midi2', endpoints: [] }] },
    'OPTION_REQUIRED functions[0].endpoints',
  ],
  [
    'a MIDI protocol that the endpoint cannot speak',
    { functions: [{ driver: 'midi2', endpoints: [{ protocol: 2, protocols: 1 }] }] },
    'MIDI_GROUPS functions[0].endpoints[0].protocol',
  ],
  [
    'MIDI groups beyond the last',
    { functions: [{ driver: 'midi2', endpoints: [{ blocks: [{}, { firstGroup: 15, groups: 2 }] }] }] },
    'MIDI_GROUPS functions[0].endpoints[0].blocks[1]',
  ],
  [
    'MIDI 1.0 groups that are not among those of the block',
    { functions: [{ driver: 'midi2', endpoints: [{ blocks: [{ firstGroup: 1 }] }] }] },
    'MIDI_GROUPS functions[0].endpoints[0].blocks[0]',
  ],
  [
    'no group for hosts of MIDI 1.0',
    { functions: [{ driver: 'midi2', endpoints: [{ blocks: [{ midi1Groups: 0 }] }] }] },
    'MIDI_GROUPS functions[0].endpoints',
  ],
  ['drives of the SCSI target', { functions: [{ driver: 'tcm' }] }, 'TARGET_NEEDED functions[0]'],

  // drives
  ['no drive', { functions: [{ ...disk, luns: [] }] }, 'OPTION_REQUIRED functions[0].luns'],
  [
    'a seventeenth drive',
    { functions: [{ ...disk, luns: Array.from({ length: 17 }, () => ({})) }] },
    'VALUE_RANGE functions[0].luns',
  ],
  [
    'a path that is not absolute',
    { functions: [{ ...disk, luns: [{ file: 'a.img' }] }] },
    'VALUE_FORMAT functions[0].luns[0].file',
  ],
  [
    'a writable CD drive',
    { functions: [{ ...disk, luns: [{ cdrom: true, readOnly: false }] }] },
    'LUN_MEDIUM functions[0].luns[0].readOnly',
  ],
  [
    'a fixed drive without medium',
    { functions: [{ ...disk, luns: [{ removable: false }] }] },
    'LUN_MEDIUM functions[0].luns[0]',
  ],
  [
    'one writable file in two drives',
    {
      functions: [
        { ...disk, luns: [{ file: '/a.img', readOnly: true }] },
        { ...disk, luns: [{}, { file: '/a.img' }] },
      ],
    },
    'LUN_MEDIUM functions[1].luns[1].file',
  ],

  // HID
  [
    'a hid without descriptor',
    { functions: [{ driver: 'hid' }] },
    'OPTION_REQUIRED functions[0].reportDescriptor',
  ],
  [
    'a preset that is none',
    { functions: [{ driver: 'hid', preset: 'joystick' }] },
    'VALUE_FORMAT functions[0].preset',
  ],
  [
    'a descriptor that is not hex',
    { functions: [{ driver: 'hid', reportDescriptor: '05 01' }] },
    'VALUE_FORMAT functions[0].reportDescriptor',
  ],
  [
    'a descriptor that does not end',
    { functions: [{ driver: 'hid', reportDescriptor: '05010906a101' }] },
    'HID_DESCRIPTOR functions[0].reportDescriptor',
    'HID_DESCRIPTOR functions[0].reportDescriptor',
  ],
  [
    'a report length that is too short',
    { functions: [{ ...keyboard, reportLength: 4 }] },
    'HID_REPORT_LENGTH functions[0].reportLength',
  ],

  // serial ports and raw functions
  ['obex, which waits for its program', { functions: [{ driver: 'obex' }] }, 'HELD_OFF_BUS functions[0]'],
  [
    'a protocol of gser',
    { functions: [{ driver: 'gser', protocol: 0 }] },
    'OPTION_UNKNOWN functions[0].protocol',
  ],
  [
    'a raw attribute that is no value',
    { functions: [{ driver: 'uac2', attributes: { c_srate: [48000] } }] },
    'OPTION_TYPE functions[0].attributes.c_srate',
  ],
  [
    'raw contents that are no list',
    { functions: [{ driver: 'uac2', contents: 5 }] },
    'OPTION_TYPE functions[0].contents',
  ],
  [
    'a raw path that leads out',
    { functions: [{ driver: 'uac2', contents: [{ path: '../x', text: '' }] }] },
    'NAME_INVALID functions[0].contents[0].path',
  ],
];

testRules(rules);
