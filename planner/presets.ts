/** A gadget to begin with, as the document that says it. */
export interface Preset {
  readonly title: string;
  readonly document: string;
}

const ids = 'vendorId: 0x1d6b, productId: 0x0104';

/** What one can begin with. */
export const presets: readonly Preset[] = [
  {
    title: 'Keyboard and mouse',
    document: `gadget: { name: desk, ${ids}, strings: { 0x409: { manufacturer: Example, product: Keyboard and mouse } }, functions: [
      { driver: hid, preset: keyboard }, { driver: hid, preset: relative-mouse }] }`,
  },
  {
    title: 'USB network',
    document: `gadget: { name: card, ${ids}, strings: { 0x409: { manufacturer: Example, product: USB network } }, functions: [{ driver: ncm }] }
network: { allowTcp: [22] }`,
  },
  {
    title: 'Serial console',
    document: `gadget: { name: console, ${ids}, strings: { 0x409: { manufacturer: Example, product: Serial console } }, functions: [{ driver: acm }] }`,
  },
  {
    title: 'Stick with two disks',
    document: `gadget: { name: stick, ${ids}, strings: { 0x409: { manufacturer: Example, product: Stick with two disks } }, functions: [
      { driver: mass_storage, luns: [
        { cdrom: true, file: /srv/images/installer.iso }, { removable: true, file: /srv/images/data.img }] }] }`,
  },
  {
    title: 'PiKVM with its network',
    document: `otg: { devices: { ethernet: { enabled: true, driver: ecm, host_mac: 48:6f:73:74:50:43, kvm_mac: 42:61:64:55:53:42 } } }
otgnet: { firewall: { allow_tcp: [80, 443] } }`,
  },
];
