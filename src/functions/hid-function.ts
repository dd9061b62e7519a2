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

/** A ready-made keyboard: 8-byte reports, five lights, the boot protocol. */
export interface HidKeyboardOptions extends HidPresetOptions {
  /** Which of the ready-made devices. */
  readonly preset: 'keyboard';
}

/** A ready-made mouse with eight buttons and wheels. */
export interface HidMouseOptions extends HidPresetOptions {
  /** Positions of 0 to 32767 each way, or movements of -127 to 127 by the boot protocol. */
  readonly preset: 'absolute-mouse' | 'relative-mouse';
  /** It has a horizontal wheel too. Default true. */
  readonly horizontalWheel?: boolean;
}

/** Any device, told by its report descriptor. */
export interface HidDescriptorOptions extends HidCommonOptions {
  /** The report descriptor, 1 to 4095 bytes (HID 1.11, 6.2.2), as bytes or as hex text. */
  readonly reportDescriptor: Uint8Array | string;
}

/** What a {@link HidFunction} is made from. */
export type HidFunctionOptions = HidKeyboardOptions | HidMouseOptions | HidDescriptorOptions;

function withHex(options: HidFunctionOptions): HidFunctionOptions {
  const bytes = 'reportDescriptor' in options && options.reportDescriptor;
  return bytes instanceof Uint8Array ? { ...options, reportDescriptor: toHex(bytes) } : options;
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

  /** @param options - a preset, or a report descriptor from which the report length is computed. */
  constructor(options: HidFunctionOptions) {
    super({ driver: 'hid', ...withHex(options) });
  }
}
