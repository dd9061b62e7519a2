import { GadgetError, issue } from '../errors.js';
import { named, wholeNumber } from './checked.js';

/** A button of a mouse by its usual use. */
export type MouseButtonName = 'left' | 'right' | 'middle' | 'back' | 'forward';

const buttonNumbers: Readonly<Record<MouseButtonName, number>> = {
  left: 1,
  right: 2,
  middle: 3,
  back: 4,
  forward: 5,
};

/** A button of a mouse: its name, or its number from 1; the ready-made mice have eight, the boot mouse three. */
export type MouseButton = MouseButtonName | number;

/** Which buttons are down, and how far the wheels turn. */
export interface MouseState {
  /** The buttons that are down. Default none. */
  readonly buttons?: readonly MouseButton[];
  /** Steps of the wheel, positive away from the user. Default 0. */
  readonly wheel?: number;
  /** Steps of the horizontal wheel, positive to the right. Default 0. */
  readonly horizontalWheel?: number;
}

/** A movement of a mouse. */
export interface MouseMovement extends MouseState {
  /** Steps to the right. Default 0. */
  readonly x?: number;
  /** Steps down. Default 0. */
  readonly y?: number;
}

/** A position of a mouse. */
export interface MousePosition extends MouseState {
  /** From the left edge, 0, to the right one, 32767. */
  readonly x: number;
  /** From the upper edge, 0, to the lower one, 32767. */
  readonly y: number;
}

/** What kind of mouse it is. */
export interface MouseShape {
  /** The preset was made with a horizontal wheel. Default true. */
  readonly horizontalWheel?: boolean;
}

/** What one report can tell of a movement or a wheel, either way. */
const mostSteps = 127;
const mostPosition = 32767;

function buttonBits(buttons: readonly MouseButton[] = []): number {
  return buttons.reduce<number>((bits, button, index) => {
    const path = `buttons[${index}]`;
    const number = typeof button === 'number' ? button : named(buttonNumbers, button, path);
    return bits | (1 << (wholeNumber(number, path, 1, 8) - 1));
  }, 0);
}

function steps(value: number | undefined, path: string): number {
  return wholeNumber(value ?? 0, path, -0x7fffffff, 0x7fffffff);
}

/** Splits distances into equally many parts that a report can tell, as evenly as whole numbers are: the way stays straight. */
function split(distances: readonly number[]): number[][] {
  const parts = Math.max(1, ...distances.map((distance) => Math.ceil(Math.abs(distance) / mostSteps)));
  const until = (distance: number, part: number): number => Math.trunc((distance * part) / parts);
  return Array.from({ length: parts }, (_, part) =>
    distances.map((distance) => until(distance, part + 1) - until(distance, part)),
  );
}

function wheels({ wheel, horizontalWheel }: MouseState, shape: MouseShape): number[] {
  const both = [steps(wheel, 'wheel'), steps(horizontalWheel, 'horizontalWheel')];
  if (shape.horizontalWheel !== false) return both;
  if (!both[1]) return both.slice(0, 1);
  throw new GadgetError([
    issue(
      'VALUE_RANGE',
      'horizontalWheel',
      `"horizontalWheel" expected 0, since the mouse has none, got ${both[1]}.`,
      'Make the mouse with a horizontal wheel, or leave this out.',
    ),
  ]);
}

/**
 * The reports of the presets `relative-mouse` and `boot-mouse` for a movement: one, or as many as it takes where it is longer than the 127
 * steps of a report; together they go the whole way, in a straight line.
 *
 * @throws {@link GadgetError} VALUE_RANGE or VALUE_FORMAT for what is no movement or no button.
 *
 * @example
 * ```ts
 * relativeMouseReports({ x: 300, y: -40 }); // three reports
 * [...relativeMouseReports({ buttons: ['left'] }), ...relativeMouseReports({})]; // a click
 * ```
 */
export function relativeMouseReports(movement: MouseMovement, shape: MouseShape = {}): Uint8Array[] {
  const buttons = buttonBits(movement.buttons);
  const way = [steps(movement.x, 'x'), steps(movement.y, 'y'), ...wheels(movement, shape)];
  return split(way).map((part) => Uint8Array.of(buttons, ...part));
}

/**
 * The reports of the preset `absolute-mouse` for a position: one, or more where a wheel turns by more than 127 steps.
 *
 * @throws {@link GadgetError} VALUE_RANGE or VALUE_FORMAT for what is no position or no button.
 *
 * @example
 * ```ts
 * const middle = screenPosition({ x: 960, y: 540 }, { width: 1920, height: 1080 });
 * absoluteMouseReports({ ...middle, buttons: ['left'] });
 * ```
 */
export function absoluteMouseReports(position: MousePosition, shape: MouseShape = {}): Uint8Array[] {
  const buttons = buttonBits(position.buttons);
  const x = wholeNumber(position.x, 'x', 0, mostPosition);
  const y = wholeNumber(position.y, 'y', 0, mostPosition);
  return split(wheels(position, shape)).map((turns) =>
    Uint8Array.of(buttons, x & 0xff, x >> 8, y & 0xff, y >> 8, ...turns),
  );
}

/**
 * The position, 0 to 32767 each way, of the middle of a pixel: hosts that divide the screen evenly come out on this very pixel.
 *
 * @throws {@link GadgetError} VALUE_RANGE for a pixel that is not on the screen.
 */
export function screenPosition(
  pixel: { readonly x: number; readonly y: number },
  screen: { readonly width: number; readonly height: number },
): { readonly x: number; readonly y: number } {
  const along = (value: number, size: number, path: string): number =>
    Math.floor(((wholeNumber(value, path, 0, size - 1) + 0.5) * (mostPosition + 1)) / size);
  return { x: along(pixel.x, screen.width, 'x'), y: along(pixel.y, screen.height, 'y') };
}
