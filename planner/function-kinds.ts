import type { Plain } from 'usb-gadget';

/** Something to add: what people call it, and the options that it begins with. */
export interface FunctionKind {
  readonly title: string;
  readonly group: string;
  readonly options: Plain;
}

const kind = (group: string, title: string, options: Plain): FunctionKind => ({ group, title, options });

/** What can be added, in the order of the list. */
export const functionKinds: readonly FunctionKind[] = [
  kind('Input', 'Keyboard', { driver: 'hid', preset: 'keyboard' }),
  kind('Input', 'Mouse, absolute', { driver: 'hid', preset: 'absolute-mouse' }),
  kind('Input', 'Mouse, relative', { driver: 'hid', preset: 'relative-mouse' }),
  kind('Input', 'Touch screen', { driver: 'hid', preset: 'touch-screen' }),
  kind('Input', 'Media keys', { driver: 'hid', preset: 'consumer-keys' }),
  kind('Input', 'Power keys', { driver: 'hid', preset: 'system-control' }),
  kind('Input', 'Gamepad', { driver: 'hid', preset: 'gamepad' }),
  kind('Storage', 'Disk', { driver: 'mass_storage', luns: [{ removable: true }] }),
  kind('Storage', 'CD-ROM', { driver: 'mass_storage', luns: [{ cdrom: true }] }),
  kind('Storage', 'SCSI target (tcm)', { driver: 'tcm' }),
  kind('Network', 'Network card (ncm)', { driver: 'ncm' }),
  kind('Network', 'Network card (ecm)', { driver: 'ecm' }),
  kind('Network', 'Network card for Windows 10 (rndis)', { driver: 'rndis' }),
  kind('Network', 'Network card (eem)', { driver: 'eem' }),
  kind('Network', 'Network card (geth)', { driver: 'geth' }),
  kind('Network', 'Phonet', { driver: 'phonet' }),
  kind('Serial', 'Serial port (acm)', { driver: 'acm' }),
  kind('Serial', 'Serial port, bare (gser)', { driver: 'gser' }),
  kind('Serial', 'Object exchange (obex)', { driver: 'obex' }),
  kind('Sound and pictures', 'Sound card (uac2)', { driver: 'uac2', speakers: {}, microphone: {} }),
  kind('Sound and pictures', 'Sound card (uac1)', { driver: 'uac1', speakers: {}, microphone: {} }),
  kind('Sound and pictures', 'MIDI', { driver: 'midi' }),
  kind('Sound and pictures', 'MIDI 2.0', { driver: 'midi2' }),
  kind('Sound and pictures', 'Camera (uvc)', {
    driver: 'uvc',
    formats: [{ format: 'mjpeg', frames: [{ width: 1280, height: 720, framesPerSecond: [30] }] }],
  }),
  kind('Other', 'Printer', { driver: 'printer' }),
  kind('Other', 'FunctionFS', {
    driver: 'ffs',
    interfaces: [
      {
        class: 255,
        endpoints: [
          { direction: 'in', transfer: 'bulk' },
          { direction: 'out', transfer: 'bulk' },
        ],
      },
    ],
  }),
  kind('Other', 'Loopback', { driver: 'Loopback' }),
  kind('Other', 'Source and sink', { driver: 'SourceSink' }),
];

/** What people call a function: the kind that shares most of its options, else its driver. */
export function titleOf(options: Plain): string {
  const { driver, preset } = options;
  const exact = functionKinds.find(
    (each) => each.options['driver'] === driver && each.options['preset'] === preset,
  );
  const alike = functionKinds.find((each) => each.options['driver'] === driver);
  if (driver === 'hid') return exact?.title ?? (typeof preset === 'string' ? preset : 'Input device');
  if (driver === 'mass_storage') return 'Disks';
  return alike?.title.replace(/ \(.*\)$/, '') ?? (typeof driver === 'string' ? driver : 'Function');
}

/** The options that most people set; the others are one step away. */
const basicOptions: Readonly<Record<string, readonly string[]>> = {
  hid: ['preset', 'wakeupOnWrite'],
  mass_storage: ['luns'],
  ncm: ['macSeed', 'hostAddress', 'deviceAddress'],
  ecm: ['macSeed', 'hostAddress', 'deviceAddress'],
  rndis: ['macSeed', 'hostAddress', 'deviceAddress'],
  rndis5: ['macSeed', 'hostAddress', 'deviceAddress'],
  eem: ['macSeed', 'hostAddress', 'deviceAddress'],
  geth: ['macSeed', 'hostAddress', 'deviceAddress'],
  acm: ['protocol', 'console'],
  gser: ['console'],
  uac1: ['functionName', 'speakers', 'microphone'],
  uac2: ['functionName', 'speakers', 'microphone'],
  uvc: ['functionName', 'formats'],
  midi: ['interfaceName', 'inPorts', 'outPorts'],
  midi2: ['interfaceName', 'endpoints'],
  ffs: ['mountPoint', 'interfaces'],
  printer: ['deviceId'],
};

/** Of a gadget itself. */
export const basicGadgetOptions: readonly string[] = ['name', 'vendorId', 'productId', 'strings'];

/** Of a network. */
export const basicNetworkOptions: readonly string[] = ['uplink', 'subnet', 'allowTcp', 'allowUdp'];

/** Of a function of this driver; all of them, if nothing is known of it. */
export function basicOptionsOf(driver: unknown): readonly string[] | undefined {
  return basicOptions[String(driver)];
}
