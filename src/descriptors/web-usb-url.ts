import { toHex, toUtf8 } from '../usb/bytes.js';
import { servesWebUsb } from './binary-object-store.js';
import type { BoundGadget } from './bound-gadget.js';
import { describe, type Descriptor } from './descriptor.js';
import { layouts } from './layouts.js';

/** `bScheme` and the text that stands for it (WebUSB 1.0, 4.3.1); 255 for none. */
const schemes: readonly (readonly [RegExp, number])[] = [
  [/^https:\/\//i, 1],
  [/^http:\/\//i, 0],
  [/^/, 255],
];

/** The URL descriptor, where WebUSB has a page (drivers/usb/gadget/composite.c, composite_setup). */
export function webUsbUrl(bound: BoundGadget): Descriptor | undefined {
  const page = bound.definition.webUsb?.landingPage;
  if (!page || !servesWebUsb(bound)) return undefined;
  const [scheme, bScheme] = schemes.find(([pattern]) => pattern.test(page))!;
  return describe(layouts.url, { bScheme, URL: toHex(toUtf8(page.replace(scheme, ''))) });
}
