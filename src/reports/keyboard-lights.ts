import { led } from '../hid/usages.js';

/** Which lights of a keyboard the host has switched on. */
export interface KeyboardLights {
  /** Num Lock. */
  readonly numLock: boolean;
  /** Caps Lock: while it is on, hosts take letters for capitals and capitals for letters. */
  readonly capsLock: boolean;
  /** Scroll Lock. */
  readonly scrollLock: boolean;
  /** Compose. */
  readonly compose: boolean;
  /** Kana, of Japanese keyboards. */
  readonly kana: boolean;
}

/**
 * Reads the output report of a ready-made keyboard, one byte (HID 1.11, appendix B.1); a report of no bytes is one with every light off.
 *
 * @example
 * ```ts
 * readLights(Uint8Array.of(2)).capsLock; // true
 * ```
 */
export function readLights(report: Uint8Array): KeyboardLights {
  const lit = (usage: number): boolean => ((report[0] ?? 0) & (1 << (usage - 1))) !== 0;
  return {
    numLock: lit(led.numLock),
    capsLock: lit(led.capsLock),
    scrollLock: lit(led.scrollLock),
    compose: lit(led.compose),
    kana: lit(led.kana),
  };
}
