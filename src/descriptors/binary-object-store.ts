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

/** Drivers that tell the host of link power management at high speed (`lpm_capable` of their gadgets). */
const powerManagement = /^(dwc3|cdnsp)\b/;

const hasLinkPower = ({ controller }: BoundGadget): boolean => powerManagement.test(controller.name);

/** Whether the kernel serves WebUSB for a gadget. */
export const servesWebUsb = ({ definition, kernel }: BoundGadget): boolean =>
  definition.webUsb?.use === true && kernel >= webUsbSince;

/** Whether there is one (drivers/usb/gadget/composite.c, composite_setup). */
export const hasStore = (bound: BoundGadget): boolean =>
  bound.controller.speed === 'super' || hasLinkPower(bound) || servesWebUsb(bound);

/** Earlier kernels always say that there is link power management (composite.c, bos_desc: seen in 6.1, not in 6.12). */
const honestSince = since(6, 12);

/** USB_LPM_SUPPORT and USB_BESL_SUPPORT (include/uapi/linux/usb/ch9.h). */
const linkPower = 0x06;

/** 3408b638-09a9-47a0-8bfd-a0768815b665 (WebUSB 1.0, 4.1), the first three parts with the low byte first. */
const webUsbIdentifier = '38b60834a909a0478bfda0768815b665';

const usualVersion = 0x0100;

/** The binary device object store, where there is one (composite.c, bos_desc). */
export function binaryObjectStore(bound: BoundGadget): BinaryObjectStore | undefined {
  if (!hasStore(bound)) return undefined;
  const { controller, kernel, definition } = bound;
  const capabilities: Descriptor[] = [];
  if (hasLinkPower(bound) || kernel < honestSince)
    capabilities.push(describe(layouts.usb2Extension, { bmAttributes: linkPower }));
  if (controller.speed === 'super')
    capabilities.push(
      describe(layouts.superSpeed, {
        wSpeedsSupported: 0x000f,
        bFunctionalitySupport: 1,
        bU1DevExitLat: 0x01,
        wU2DevExitLat: 0x01f4,
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
