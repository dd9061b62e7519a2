import { toHex } from '../usb/bytes.js';
import { FunctionBuilder } from './function-builder.js';
import type { HidFunctionDefinition } from './hid.js';

/** What every human interface device may be given. */
export type HidCommonOptions = Partial<Omit<HidFunctionDefinition, 'reportDescriptor'>>;

/** What comes with a preset. */
export interface HidPresetOptions extends HidCommonOptions {
  /** Not beside a preset, which has its own. */
  readonly reportDescriptor?: never;
}

/** A ready-made keyboard with five lights: of six keys at once, which firmware knows, or of any number. */
export interface HidKeyboardOptions extends HidPresetOptions {
  /** Which of the ready-made devices, in place of a report descriptor. Default: none. */
  readonly preset: 'keyboard' | 'rollover-keyboard';
}

/** A ready-made device that is neither keyboard nor mouse. */
export interface HidControlsOptions extends HidPresetOptions {
  /** Which of the ready-made devices: a screen that ten fingers touch, keys for volume and media, keys for power and sleep, or a gamepad. */
  readonly preset: 'touch-screen' | 'consumer-keys' | 'system-control' | 'gamepad';
}

/** A ready-made mouse with buttons and wheels. */
export interface HidMouseOptions extends HidPresetOptions {
  /** Positions of 0 to 32767 each way, or movements of -127 to 127 by the boot protocol, with eight buttons or three. */
  readonly preset: 'absolute-mouse' | 'relative-mouse' | 'boot-mouse';
  /** It has a horizontal wheel too. Default true. */
  readonly horizontalWheel?: boolean;
}

/** Any device, told by its report descriptor. */
export interface HidDescriptorOptions extends HidCommonOptions {
  /** Not beside a report descriptor. */
  readonly preset?: never;
  /** The report descriptor, 1 to 4095 bytes (HID 1.11, 6.2.2), as bytes or as hex text. Default: that of the preset. */
  readonly reportDescriptor: Uint8Array | string;
}

/** What a {@link HidFunction} is made from. */
export type HidFunctionOptions =
  HidKeyboardOptions | HidMouseOptions | HidControlsOptions | HidDescriptorOptions;

function withHex(options: HidFunctionOptions): HidFunctionOptions {
  const { reportDescriptor: bytes } = options;
  return bytes instanceof Uint8Array
    ? { ...(options as HidDescriptorOptions), reportDescriptor: toHex(bytes) }
    : options;
}

/**
 * A keyboard, a mouse or any other human interface device. Needs CONFIG_USB_CONFIGFS_F_HID.
 *
 * @example
 * ```ts
 * const keyboard = HidFunction.keyboard();
 * const pad = new HidFunction({ reportDescriptor: '05010905a101...c0', name: 'pad' });
 * ```
 */
export class HidFunction extends FunctionBuilder<
  HidFunctionOptions,
  HidCommonOptions,
  HidFunctionDefinition
> {
  /** A boot keyboard: six keys at once, five lights. Named `keyboard` if that is free. */
  static keyboard(options: HidCommonOptions = {}): HidFunction {
    return new HidFunction({ ...options, preset: 'keyboard' });
  }

  /** A mouse that is told positions, as remote control needs it. Named `mouse` if that is free. */
  static absoluteMouse(options: Omit<HidMouseOptions, 'preset'> = {}): HidFunction {
    return new HidFunction({ ...options, preset: 'absolute-mouse' });
  }

  /** A boot mouse that is told movements, as firmware needs it. Named `mouse` if that is free. */
  static relativeMouse(options: Omit<HidMouseOptions, 'preset'> = {}): HidFunction {
    return new HidFunction({ ...options, preset: 'relative-mouse' });
  }

  /** A boot mouse with three buttons, for firmware that knows no other. Named `mouse` if that is free. */
  static bootMouse(options: Omit<HidMouseOptions, 'preset'> = {}): HidFunction {
    return new HidFunction({ ...options, preset: 'boot-mouse' });
  }

  /** A keyboard of any number of keys at once, which firmware does not know. Named `keyboard` if that is free. */
  static rolloverKeyboard(options: HidCommonOptions = {}): HidFunction {
    return new HidFunction({ ...options, preset: 'rollover-keyboard' });
  }

  /** A screen that up to ten fingers touch. Named `touch` if that is free. */
  static touchScreen(options: HidCommonOptions = {}): HidFunction {
    return new HidFunction({ ...options, preset: 'touch-screen' });
  }

  /** Keys for volume, media, browser and programs. Named `consumer` if that is free. */
  static consumerKeys(options: HidCommonOptions = {}): HidFunction {
    return new HidFunction({ ...options, preset: 'consumer-keys' });
  }

  /** Keys for power, sleep and wake up. Named `system` if that is free. */
  static systemControl(options: HidCommonOptions = {}): HidFunction {
    return new HidFunction({ ...options, preset: 'system-control' });
  }

  /** A gamepad with two sticks, two triggers, a hat switch and fifteen buttons. Named `gamepad` if that is free. */
  static gamepad(options: HidCommonOptions = {}): HidFunction {
    return new HidFunction({ ...options, preset: 'gamepad' });
  }

  /** @param options - a preset, or a report descriptor from which the report length is computed. */
  constructor(options: HidFunctionOptions) {
    super({ driver: 'hid', ...withHex(options) });
  }
}
