import { gadgetAttributes } from '../gadget/gadget-attributes.js';
import { initialText } from '../attributes/attribute.js';
import type { ControllerSpeed } from '../udc/profile.js';
import { hasStore } from './binary-object-store.js';
import type { BoundGadget } from './bound-gadget.js';
import { configurationsAt } from './configuration-descriptors.js';
import { describe, type Descriptor } from './descriptor.js';
import { layouts } from './layouts.js';

/** Bytes of packets on endpoint zero: at SuperSpeed as a power of two (USB 3.2, 9.6.1). */
const controlPacket = (speed: ControllerSpeed): number => (speed === 'super' ? 9 : 64);

/** The kernel's own, whatever is written (drivers/usb/gadget/composite.c, composite_setup). */
function usbVersion(bound: BoundGadget, speed: ControllerSpeed): number {
  if (speed === 'super') return 0x0320;
  if (bound.controller.speed === 'super') return 0x0210;
  return hasStore(bound) ? 0x0201 : 0x0200;
}

function deviceVersion({ definition, kernel }: BoundGadget): number {
  const attribute = gadgetAttributes.find(({ name }) => name === 'bcdDevice')!;
  return definition.deviceVersion ?? Number(initialText(attribute, { kernel }));
}

const classOf = ({ deviceClass = 0, deviceSubClass = 0, deviceProtocol = 0 }: BoundGadget['definition']) => ({
  bDeviceClass: deviceClass,
  bDeviceSubClass: deviceSubClass,
  bDeviceProtocol: deviceProtocol,
});

/** The device descriptor at one speed. */
export function deviceDescriptor(bound: BoundGadget, speed: ControllerSpeed): Descriptor {
  const { definition, identity } = bound;
  const [iManufacturer = 0, iProduct = 0, iSerialNumber = 0] = identity;
  return describe(layouts.device, {
    bcdUSB: usbVersion(bound, speed),
    ...classOf(definition),
    bMaxPacketSize0: controlPacket(speed),
    idVendor: definition.vendorId,
    idProduct: definition.productId,
    bcdDevice: deviceVersion(bound),
    iManufacturer,
    iProduct,
    iSerialNumber,
    bNumConfigurations: configurationsAt(bound, speed).length,
  });
}

/** What the device would be at the other one of full and high speed. */
export function deviceQualifier(bound: BoundGadget, speed: 'full' | 'high'): Descriptor {
  return describe(layouts.qualifier, {
    bcdUSB: usbVersion(bound, speed),
    ...classOf(bound.definition),
    bMaxPacketSize0: controlPacket(speed),
    bNumConfigurations: configurationsAt(bound, speed === 'high' ? 'full' : 'high').length,
  });
}
