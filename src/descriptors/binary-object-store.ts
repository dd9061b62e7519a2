import { since } from '../attributes/kernel-version.js';
import { webUsbSince } from '../gadget/gadget-attributes.js';
import type { BoundGadget } from './bound-gadget.js';
import { describe, type Descriptor } from './descriptor.js';
import { layouts } from './layouts.js';

/** What the host reads at once when it asks for the binary device object store. */
export interface BinaryObjectStore {
  /** All of its bytes as lower-case hex, `wTotalLength` of them. */
  readonly hex: string;
  /** Its descriptors in order, its own first. */
  readonly descriptors: readonly Descriptor[];
}

/** What a controller's driver tells of link power management. */
interface LinkPower {
  /** It has it at high speed (`lpm_capable` of its gadget). */
  readonly capable: boolean;
  /** `bmAttributes` of the USB 2.0 extension. */
  readonly attributes: number;
  /** Microseconds that the device needs to leave U1 and U2. */
  readonly exitLatency: readonly [u1: number, u2: number];
}

/** USB_LPM_SUPPORT and USB_BESL_SUPPORT, and the latencies of USB_DEFAULT_U1_DEV_EXIT_LAT and U2 (include/linux/usb/gadget.h). */
const usualLinkPower: LinkPower = { capable: false, attributes: 0x06, exitLatency: [0x01, 0x01f4] };

/** By the driver's name: what it tells without the quirks that a board may have (drivers/usb/dwc3/gadget.c, dwc3_gadget_config_params). */
const linkPowerOf: readonly (readonly [RegExp, LinkPower])[] = [
  [/^dwc3\b/, { capable: true, attributes: 0x010e, exitLatency: [0x0a, 0x01ff] }],
];

const linkPower = ({ controller }: BoundGadget): LinkPower =>
  linkPowerOf.find(([driver]) => driver.test(controller.name))?.[1] ?? usualLinkPower;

/** Whether the kernel serves WebUSB for a gadget. */
export const servesWebUsb = ({ definition, kernel }: BoundGadget): boolean =>
  definition.webUsb?.use === true && kernel >= webUsbSince;

/** Whether there is one (drivers/usb/gadget/composite.c, composite_setup). */
export const hasStore = (bound: BoundGadget): boolean =>
  bound.controller.speed === 'super' || linkPower(bound).capable || servesWebUsb(bound);

/** Earlier kernels always say that there is link power management (composite.c, bos_desc: seen in 6.1, not in 6.12). */
const honestSince = since(6, 12);

/** 3408b638-09a9-47a0-8bfd-a0768815b665 (WebUSB 1.0, 4.1), the first three parts with the low byte first. */
const webUsbIdentifier = '38b60834a909a0478bfda0768815b665';

const usualVersion = 0x0100;

/** The binary device object store, where there is one (composite.c, bos_desc). */
export function binaryObjectStore(bound: BoundGadget): BinaryObjectStore | undefined {
  if (!hasStore(bound)) return undefined;
  const { controller, kernel, definition } = bound;
  const capabilities: Descriptor[] = [];
  const { capable, attributes, exitLatency } = linkPower(bound);
  if (capable || kernel < honestSince)
    capabilities.push(describe(layouts.usb2Extension, { bmAttributes: attributes }));
  if (controller.speed === 'super')
    capabilities.push(
      describe(layouts.superSpeed, {
        wSpeedsSupported: 0x000f,
        bFunctionalitySupport: 1,
        bU1DevExitLat: exitLatency[0],
        wU2DevExitLat: exitLatency[1],
      }),
    );
  if (servesWebUsb(bound)) {
    const { version = 0, vendorCode = 0, landingPage = '' } = definition.webUsb ?? {};
    capabilities.push(
      describe(layouts.platform, {
        PlatformCapabilityUUID: webUsbIdentifier,
        bcdVersion: version || usualVersion,
        bVendorCode: vendorCode,
        iLandingPage: landingPage === '' ? 0 : 1,
      }),
    );
  }
  const body = capabilities.map(({ hex }) => hex).join('');
  const own = describe(layouts.bos, {
    wTotalLength: 5 + body.length / 2,
    bNumDeviceCaps: capabilities.length,
  });
  return { hex: own.hex + body, descriptors: [own, ...capabilities] };
}
