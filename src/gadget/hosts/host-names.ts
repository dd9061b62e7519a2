/** The hosts that facts are known of, and what they are called. */
export const hostTitles = {
  'windows-10': 'Windows 10',
  'windows-11': 'Windows 11',
  macos: 'macOS',
  linux: 'Linux',
  android: 'Android',
  uefi: 'UEFI',
  'u-boot': 'U-Boot',
  seabios: 'SeaBIOS',
} as const;

/** A host that a gadget may be for: an operating system, or firmware that boots one. */
export type HostName = keyof typeof hostTitles;

/** Every host that {@link GadgetDefinition.hosts} may name. */
export const hostNames = Object.keys(hostTitles) as readonly HostName[];
