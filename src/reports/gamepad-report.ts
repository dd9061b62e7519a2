import { fraction, named, wholeNumber } from './checked.js';
import { gamepadButtons } from '../hid/control-items.js';

/** A button of the gamepad, by its place. */
export type GamepadButtonName =
  | 'south'
  | 'east'
  | 'north'
  | 'west'
  | 'leftShoulder'
  | 'rightShoulder'
  | 'leftTrigger'
  | 'rightTrigger'
  | 'select'
  | 'start'
  | 'mode'
  | 'leftStick'
  | 'rightStick';

/** By their places, as Linux names them (Documentation/input/gamepad.rst): button 1 is its BTN_SOUTH, and so on. */
const buttonNumbers: Readonly<Record<GamepadButtonName, number>> = {
  south: 1,
  east: 2,
  north: 4,
  west: 5,
  leftShoulder: 7,
  rightShoulder: 8,
  leftTrigger: 9,
  rightTrigger: 10,
  select: 11,
  start: 12,
  mode: 13,
  leftStick: 14,
  rightStick: 15,
};

/** A button of the gamepad: its name by its place, or its number, 1 to 15. */
export type GamepadButton = GamepadButtonName | number;

/** Clockwise from the top, as the hat switch counts (HID Usage Tables, section 4.3). */
const hatDirections: Readonly<Record<HatDirection, number>> = {
  up: 0,
  upRight: 1,
  right: 2,
  downRight: 3,
  down: 4,
  downLeft: 5,
  left: 6,
  upLeft: 7,
};

/** Where the hat switch, or cross, is pressed. */
export type HatDirection = 'up' | 'upRight' | 'right' | 'downRight' | 'down' | 'downLeft' | 'left' | 'upLeft';

/** Outside the logical range: the null state. */
const hatCentered = 8;

/** Where a stick is. */
export interface StickPosition {
  /** From the left, -1, to the right, 1. */
  readonly x: number;
  /** From the top, -1, to the bottom, 1. */
  readonly y: number;
}

/** The gamepad at a time; what is left out is at rest. */
export interface GamepadState {
  /** The buttons that are down. */
  readonly buttons?: readonly GamepadButton[];
  /** Where the hat switch is pressed. */
  readonly hat?: HatDirection;
  /** The left stick. */
  readonly leftStick?: StickPosition;
  /** The right stick. */
  readonly rightStick?: StickPosition;
  /** The left trigger: 0 at rest, 1 pressed. */
  readonly leftTrigger?: number;
  /** The right trigger: 0 at rest, 1 pressed. */
  readonly rightTrigger?: number;
}

/**
 * The report of the preset `gamepad`.
 *
 * @throws {@link GadgetError} VALUE_RANGE or VALUE_FORMAT for what the gamepad does not have.
 *
 * @example
 * ```ts
 * gamepadReport({ buttons: ['south'], leftStick: { x: 0, y: -1 }, rightTrigger: 0.5 });
 * ```
 */
export function gamepadReport(state: GamepadState): Uint8Array {
  const report = new Uint8Array(13);
  const view = new DataView(report.buffer);
  const bits = (state.buttons ?? []).reduce<number>((sum, button, index) => {
    const path = `buttons[${index}]`;
    const number = typeof button === 'number' ? button : named(buttonNumbers, button, path);
    return sum | (1 << (wholeNumber(number, path, 1, gamepadButtons) - 1));
  }, 0);
  view.setUint16(0, bits, true);
  report[2] = state.hat === undefined ? hatCentered : named(hatDirections, state.hat, 'hat');
  (['leftStick', 'rightStick'] as const).forEach((stick, index) => {
    const { x, y } = state[stick] ?? { x: 0, y: 0 };
    view.setInt16(3 + 4 * index, fraction(x, `${stick}.x`, -1, 32767), true);
    view.setInt16(5 + 4 * index, fraction(y, `${stick}.y`, -1, 32767), true);
  });
  report[11] = fraction(state.leftTrigger ?? 0, 'leftTrigger', 0, 255);
  report[12] = fraction(state.rightTrigger ?? 0, 'rightTrigger', 0, 255);
  return report;
}
