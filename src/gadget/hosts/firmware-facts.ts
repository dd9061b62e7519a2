import { kernelVersion, newestKernel } from '../../attributes/kernel-version.js';
import { driverOf } from '../../functions/drivers.js';
import { once } from '../../options/once.js';
import {
  functionsThat,
  gadgetThat,
  isOf,
  type Found,
  type HostFact,
  type MetGadget,
  type PlacedFunction,
} from './host-fact.js';
import type { HostName } from './host-names.js';

const firmware: readonly HostName[] = ['uefi', 'u-boot', 'seabios'];

/** Where the drivers of each are. */
const sources = {
  seabios: 'SeaBIOS 1.16.3 src/hw/usb.c, usb-hid.c; seen with that of QEMU',
  uboot: 'U-Boot 2025.01 drivers/usb/host/usb-uclass.c, common/usb_kbd.c, common/usb_storage.c',
  uefi: 'EDK2 2025.02 MdeModulePkg/Bus/Usb',
} as const;

const isDisk = isOf('mass_storage');

/** Whether it obeys the boot protocol, 1 as a keyboard and 2 as a mouse (HID 1.11, 4.2 and 4.3). */
const isBoot = ({ definition }: PlacedFunction, protocol: 1 | 2): boolean =>
  definition.driver === 'hid' &&
  'subclass' in definition &&
  definition.subclass === 1 &&
  definition.protocol === protocol;

/** All that every firmware knows. */
const isKnown = (each: PlacedFunction): boolean => isDisk(each) || isBoot(each, 1) || isBoot(each, 2);

const knowsNothing = ({ configurations: [first = []] }: MetGadget): boolean =>
  first.length > 0 && !first.some(isKnown);

/** Usage page generic desktop, usage keyboard, an application's collection (HID 1.11, 6.2.2). */
const keyboardItems = '05010906a101';

const isOtherKeyboard = (each: PlacedFunction): boolean =>
  'reportDescriptor' in each.definition &&
  each.definition.reportDescriptor.includes(keyboardItems) &&
  !isBoot(each, 1);

const hasLength = ({ definition }: PlacedFunction, least: number, most: number): boolean =>
  'reportLength' in definition && definition.reportLength >= least && definition.reportLength <= most;

const isBehindKnown = (each: PlacedFunction, { configurations: [first = []] }: MetGadget): boolean =>
  each.configuration === 0 && isKnown(each) && first.find(isKnown) !== each;

const interfacesOf = (functions: readonly PlacedFunction[]): number =>
  functions.reduce(
    (sum, { definition }) => sum + driverOf(definition).interfaces(definition, kernelVersion(newestKernel)),
    0,
  );

const hasMoreInterfacesThan = (most: number) =>
  gadgetThat('configurations[0]', ({ configurations: [first = []] }) => interfacesOf(first) > most);

const emptyDrives = ({ configurations }: MetGadget): readonly Found[] =>
  (configurations[0] ?? []).flatMap((each) =>
    'luns' in each.definition
      ? each.definition.luns.flatMap(({ file }, lun) =>
          file ? [] : [{ path: `${each.path}.luns[${lun}].file`, function: each }],
        )
      : [],
  );

/** What firmware does with gadgets. It has drivers for disks, boot keyboards and boot mice alone, unless a row says otherwise. */
export const firmwareFacts: () => readonly HostFact[] = once(() => [
  {
    hosts: ['u-boot', 'seabios'],
    code: 'HOST_LACKS_DRIVER',
    finds: gadgetThat('functions', knowsNothing),
    message: 'it knows disks, boot keyboards and boot mice, and the gadget has none.',
    cure: 'Add a keyboard or a disk.',
    source: `${sources.seabios}; ${sources.uboot}`,
  },
  {
    hosts: ['uefi'],
    code: 'HOST_LACKS_DRIVER',
    finds: gadgetThat(
      'functions',
      (gadget) => knowsNothing(gadget) && !gadget.configurations[0]!.some(isOf('ecm', 'ncm', 'rndis')),
    ),
    message: 'it knows disks, boot keyboards, boot mice and some network cards, and the gadget has none.',
    cure: 'Add a keyboard or a disk.',
    source: sources.uefi,
  },
  {
    hosts: firmware,
    code: 'HOST_UNLIKELY',
    finds: functionsThat(isOtherKeyboard),
    message: '{name} does not say that it is a boot keyboard, and no other is taken.',
    cure: 'Set subclass and protocol to 1, or use the preset keyboard.',
    source: `${sources.uefi}/UsbKbDxe; ${sources.seabios}; ${sources.uboot}`,
  },
  {
    hosts: firmware,
    code: 'HOST_UNLIKELY',
    finds: functionsThat((each) => each.configuration > 0 && isKnown(each)),
    message: '{name} is in the second configuration or a later one, and only the first is looked at.',
    cure: 'Put it into the first configuration.',
    source: `${sources.uefi}/UsbBusDxe/UsbEnumer.c; ${sources.seabios}; U-Boot 2025.01 common/usb.c`,
  },
  {
    hosts: ['seabios'],
    code: 'HOST_UNLIKELY',
    finds: functionsThat(isBehindKnown),
    message:
      '{name} is not found: one function of a device is used, the first disk, boot keyboard or boot mouse.',
    cure: 'Put what matters more first: a keyboard to type, a disk to boot.',
    source: sources.seabios,
  },
  {
    hosts: ['seabios'],
    code: 'HOST_UNLIKELY',
    finds: functionsThat(
      (each) => (isBoot(each, 1) && !hasLength(each, 8, 16)) || (isBoot(each, 2) && !hasLength(each, 3, 8)),
    ),
    message:
      '{name} is refused: reports of a boot keyboard have 8 to 16 bytes there, those of a boot mouse 3 to 8.',
    cure: 'Change reportLength and the report descriptor.',
    source: sources.seabios,
  },
  {
    hosts: ['u-boot'],
    code: 'HOST_UNLIKELY',
    finds: functionsThat((each) => each.configuration === 0 && each.before > 0 && isKnown(each)),
    message: '{name} is not found: one function of a device is used, that of its first interface.',
    cure: 'Put what matters more first: a keyboard to type, a disk to boot.',
    source: sources.uboot,
  },
  {
    hosts: ['u-boot'],
    code: 'HOST_UNLIKELY',
    finds: gadgetThat(
      'deviceClass',
      ({ definition, configurations }) => !!definition.deviceClass && configurations.flat().some(isDisk),
    ),
    message: 'disks are taken only of devices of class 0.',
    cure: 'Leave deviceClass out.',
    source: 'U-Boot 2025.01 common/usb_storage.c',
  },
  {
    hosts: ['u-boot'],
    code: 'HOST_UNLIKELY',
    finds: gadgetThat(
      'configurations',
      ({ configurations }) =>
        configurations.length > 1 && configurations.flat().some((each) => isBoot(each, 1)),
    ),
    message: 'keyboards are taken only of devices of one configuration.',
    cure: 'Make one configuration.',
    source: 'U-Boot 2025.01 common/usb_kbd.c',
  },
  {
    hosts: ['u-boot'],
    code: 'HOST_UNLIKELY',
    finds: hasMoreInterfacesThan(8),
    message: 'a device of more than 8 interfaces is refused.',
    cure: 'Leave functions out.',
    source: 'U-Boot 2025.01 include/usb.h, USB_MAXINTERFACES',
  },
  {
    hosts: ['uefi'],
    code: 'HOST_UNLIKELY',
    finds: hasMoreInterfacesThan(16),
    message: 'there is room for 16 interfaces of a device.',
    cure: 'Leave functions out.',
    source: 'EDK2 2025.02 MdeModulePkg/Bus/Usb/UsbBusDxe/UsbBus.h, USB_MAX_INTERFACE',
  },
  {
    hosts: ['uefi'],
    code: 'HOST_UNLIKELY',
    finds: emptyDrives,
    message:
      'a drive of {name} has no medium; boards with EDK2 were seen to wait at such a drive for minutes.',
    cure: 'Give it a file, or add the function only when there is something to boot.',
    source:
      'EDK2 2025.02 UsbMassStorageDxe/UsbMassBoot.c tries each command for 60 s; seen by makers of KVM switches',
  },
]);
