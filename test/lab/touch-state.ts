import { eventTypes, type InputEvent } from './input-events.js';

const slot = 47;
const trackingId = 57;
const positionX = 53;
const positionY = 54;

/** Where a finger is. */
export interface Finger {
  readonly x: number;
  readonly y: number;
}

/** The fingers on the screen after each frame, by the kernel's multi-touch protocol B (Documentation/input/multi-touch-protocol.rst). */
export function touchFrames(events: readonly InputEvent[]): Finger[][] {
  const slots = new Map<number, { x: number; y: number; down: boolean }>();
  const frames: Finger[][] = [];
  let current = 0;
  for (const { type, code, value } of events) {
    if (type === eventTypes.syn && code === 0)
      frames.push([...slots.values()].filter(({ down }) => down).map(({ x, y }) => ({ x, y })));
    if (type !== eventTypes.abs) continue;
    if (code === slot) current = value;
    const finger = slots.get(current) ?? { x: 0, y: 0, down: false };
    slots.set(current, finger);
    if (code === trackingId) finger.down = value >= 0;
    if (code === positionX) finger.x = value;
    if (code === positionY) finger.y = value;
  }
  return frames;
}
