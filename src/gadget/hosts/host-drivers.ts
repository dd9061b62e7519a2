import { once } from '../../options/once.js';
import { functionsThat, isOf, type HostFact } from './host-fact.js';
import type { HostName } from './host-names.js';

/** A driver that a host comes with, or false if it comes with none. Absent: not known. */
export type DriverSupport = Readonly<Partial<Record<HostName, string | false>>>;

/** The operating systems of the table below, and where their columns are from. */
export const driverSources: Readonly<Partial<Record<HostName, string>>> = {
  'windows-10':
    'Microsoft Learn, "USB device class drivers included in Windows"; microsoft/NCM-Driver-for-Windows',
  'windows-11':
    'Microsoft Learn, "USB device class drivers included in Windows"; microsoft/NCM-Driver-for-Windows',
  macos:
    "PiKVM's page on USB Ethernet; PiKVM itself (hid, mass_storage); Apple's AppleUSBCDCDriver (acm); Apple's TN2274 (audio)",
  linux: 'Linux 6.12, drivers/usb, drivers/net/usb, sound/usb; Documentation/usb/gadget_serial.rst',
  android: 'Android common kernel android14-6.1, arch/arm64/configs/gki_defconfig',
};

const windows = (driver: string | false): DriverSupport => ({ 'windows-10': driver, 'windows-11': driver });
const linux = (driver: string): DriverSupport => ({ linux: driver, android: driver });
const macos = { macos: 'yes' } as const;
const nowhere: DriverSupport = { ...windows(false), macos: false, linux: false, android: false };

/** What drives a function on each operating system as it comes, by the kernel's name of the function's driver. */
export const hostDrivers: () => Readonly<Record<string, DriverSupport>> = once(() => ({
  hid: { ...windows('Hidusb.sys'), ...macos, ...linux('usbhid') },
  mass_storage: { ...windows('Usbstor.sys'), ...macos, ...linux('usb-storage') },
  acm: { ...windows('Usbser.sys'), ...macos, ...linux('cdc-acm') },
  gser: nowhere,
  obex: nowhere,
  ecm: { ...windows(false), ...macos, ...linux('cdc_ether') },
  ncm: { 'windows-10': 'UsbNcm.sys, by hand', 'windows-11': 'UsbNcm.sys', ...macos, ...linux('cdc_ncm') },
  eem: { ...windows(false), ...linux('cdc_eem') },
  geth: { ...windows(false), macos: false, linux: 'cdc_subset', android: false },
  rndis: { ...windows('Rndismp.sys'), macos: false, linux: 'rndis_host', android: false },
  phonet: { ...windows(false), macos: false, linux: 'cdc-phonet', android: false },
  uac1: { ...windows('Usbaudio.sys'), ...macos, ...linux('snd-usb-audio') },
  uac2: { ...windows('Usbaudio2.sys'), ...macos, ...linux('snd-usb-audio') },
  midi: { ...windows('Usbaudio.sys'), ...linux('snd-usb-audio') },
  uvc: { ...windows('Usbvideo.sys'), ...linux('uvcvideo') },
  printer: { ...windows('Usbprint.sys'), linux: 'usblp' },
}));

/** What to use instead, for who has no driver. */
const instead: Readonly<Record<string, string>> = {
  gser: 'Use acm.',
  obex: 'Only a program that opens the device itself can use it.',
  rndis: 'Use ncm or ecm.',
  phonet: 'Only Linux has one.',
};

/** Systems whose columns are from one source and equal are told of in one sentence. */
const systems: readonly (readonly HostName[])[] = [
  ['windows-10', 'windows-11'],
  ['macos'],
  ['linux'],
  ['android'],
];

/** A fact for each function that a system has no driver for. */
export const missingDrivers: () => readonly HostFact[] = once(() =>
  Object.entries(hostDrivers()).flatMap(([driver, support]) =>
    systems
      .filter(([system]) => support[system!] === false)
      .map((hosts): HostFact => ({
        hosts,
        code: 'HOST_LACKS_DRIVER',
        finds: functionsThat(isOf(driver), '.driver'),
        message: 'there is no driver for {name} unless somebody installs one.',
        cure: instead[driver] ?? 'Use ncm; for Windows 10, rndis.',
        source: driverSources[hosts[0]!]!,
      })),
  ),
);
