/** A host that a gadget may be for: an operating system, or firmware that boots one. */
export type HostName =
  'windows-10' | 'windows-11' | 'macos' | 'linux' | 'android' | 'uefi' | 'u-boot' | 'seabios';

/** The hosts that facts are known of, and what they are called. */
export const hostTitles: Readonly<Record<HostName, string>> = {
  'windows-10': 'Windows 10',
  'windows-11': 'Windows 11',
  macos: 'macOS',
  linux: 'Linux',
  android: 'Android',
  uefi: 'UEFI',
  'u-boot': 'U-Boot',
  seabios: 'SeaBIOS',
};

/** Every host that {@link GadgetDefinition.hosts} may name. */
export const hostNames: readonly HostName[] = Object.keys(hostTitles) as HostName[];
