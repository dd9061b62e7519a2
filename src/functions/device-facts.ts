/**
 * What a function gives to this side, and what tells which one it is. Numbers of devices are shared by all gadgets and given in the
 * order of the functions' making, so counting functions finds the wrong one.
 *
 * - `hid`, `serial`, `network`: an attribute of the function names it.
 * - `sound`: the card hangs on the controller, and its driver has this name (snd_card's `driver`).
 * - `video`: the device hangs on the controller, and has the function's name in `function_name` (f_uvc.c).
 * - `printer`: nothing names it; it is known as long as there is one in the whole system (f_printer.c, device_create without a parent).
 * - `files`: where the function is mounted, /proc/self/mountinfo.
 */
export type DeviceFacts =
  | {
      readonly kind: 'hid';
      /** The attribute with its numbers, `major:minor`. */
      readonly attribute: string;
    }
  | {
      readonly kind: 'serial';
      /** The attribute with the number of its line. */
      readonly attribute: string;
      /** What stands before that number in the name of the device. */
      readonly prefix: string;
    }
  | {
      readonly kind: 'network';
      /** The attribute with its name. */
      readonly attribute: string;
    }
  | {
      readonly kind: 'sound';
      /** The name of the card's driver. */
      readonly cardDriver: string;
      /** The attribute with the card's id, which may be empty. Default: the kernel makes the id up. */
      readonly attribute?: string;
    }
  | { readonly kind: 'video' }
  | { readonly kind: 'printer' }
  | { readonly kind: 'files' };

/** What kind of device a function gives to this side. */
export type DeviceKind = DeviceFacts['kind'];
