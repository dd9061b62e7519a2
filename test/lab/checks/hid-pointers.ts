import assert from 'node:assert/strict';
import {
  absoluteMouseReports,
  relativeMouseReports,
  screenPosition,
  touchReports,
  type MouseButton,
} from 'usb-gadget/hid';
import type { HidDevice } from '../hid-device.js';
import { axes, mouseCodes } from '../hid-meanings.js';
import { eventTypes, type InputEvent } from '../input-events.js';
import type { Report } from '../report.js';
import { touchFrames } from '../touch-state.js';

const sum = (events: readonly InputEvent[], axis: number): number =>
  events.filter(({ code }) => code === axis).reduce((total, { value }) => total + value, 0);

async function checkButtons(
  device: HidDevice,
  count: number,
  reports: (buttons: readonly MouseButton[]) => Uint8Array[],
): Promise<void> {
  const buttons = Object.entries(mouseCodes).slice(0, count);
  const events = await device.exchange(
    buttons.flatMap(([button]) => [...reports([button as MouseButton]), ...reports([])]),
    2 * count,
    [eventTypes.key],
  );
  assert.deepEqual(
    events.map(({ code, value }) => [code, value]),
    buttons.flatMap(([, code]) => [
      [code, 1],
      [code, 0],
    ]),
  );
}

async function checkWheels(
  device: HidDevice,
  both: boolean,
  reports: readonly Uint8Array[],
  count: number,
  way: readonly number[],
): Promise<void> {
  // Of each step the host also tells how far it is in 120ths.
  const events = await device.exchange(reports, count, [eventTypes.rel]);
  assert.equal(sum(events, axes.wheel), way[0]);
  assert.equal(sum(events, axes.horizontalWheel), both ? way[1] : 0);
}

/** Movements that one report holds and that it does not, wheels, buttons. */
export function relativeMouse(horizontalWheel: boolean, buttons: number) {
  return async (report: Report, name: string, device: HidDevice): Promise<void> => {
    const shape = { horizontalWheel };
    await report.check(`${name}: movements sum up to what was meant`, async () => {
      for (const [x, y] of [
        [5, -7],
        [127, 127],
        [1920, -1080],
      ] as const) {
        const reports = relativeMouseReports({ x, y }, shape);
        const events = await device.exchange(reports, 2 * reports.length, [eventTypes.rel]);
        assert.deepEqual([sum(events, axes.x), sum(events, axes.y)], [x, y]);
      }
    });
    await report.check(`${name}: wheels turn`, async () => {
      const way = horizontalWheel ? { wheel: 3, horizontalWheel: -200 } : { wheel: -300 };
      const reports = relativeMouseReports(way, shape);
      await checkWheels(device, horizontalWheel, reports, 2 * reports.length * (horizontalWheel ? 2 : 1), [
        way.wheel,
        -200,
      ]);
    });
    await report.check(`${name}: ${buttons} buttons`, () =>
      checkButtons(device, buttons, (down) => relativeMouseReports({ buttons: down }, shape)),
    );
  };
}

/** Positions, from pixels too, wheels, buttons. */
export function absoluteMouse(horizontalWheel: boolean) {
  return async (report: Report, name: string, device: HidDevice): Promise<void> => {
    const shape = { horizontalWheel };
    const at = { x: 16000, y: 12000 };
    await report.check(`${name}: positions are those that were meant`, async () => {
      const screen = { width: 1920, height: 1080 };
      const positions = [
        { x: 32767, y: 32767 },
        { x: 1, y: 2 },
        screenPosition({ x: 1919, y: 540 }, screen),
        at,
      ];
      const reports = positions.flatMap((position) => absoluteMouseReports(position, shape));
      const events = await device.exchange(reports, 2 * positions.length, [eventTypes.abs]);
      assert.deepEqual(
        events.map(({ code, value }) => [code, value]),
        positions.flatMap(({ x, y }) => [
          [axes.x, x],
          [axes.y, y],
        ]),
      );
    });
    await report.check(`${name}: wheels turn`, async () => {
      const way = horizontalWheel ? { wheel: 3, horizontalWheel: 2 } : { wheel: -3 };
      const reports = absoluteMouseReports({ ...at, ...way }, shape);
      await checkWheels(device, horizontalWheel, reports, horizontalWheel ? 4 : 2, [way.wheel, 2]);
    });
    await report.check(`${name}: five buttons`, () =>
      checkButtons(device, 5, (buttons) => absoluteMouseReports({ ...at, buttons }, shape)),
    );
  };
}

/** Fingers that come, move and go, and ten at once. */
export async function touchScreen(report: Report, name: string, device: HidDevice): Promise<void> {
  const finger = (id: number, x: number, y: number) => ({ id, x, y });
  const ten = Array.from({ length: 10 }, (_, id) => finger(id, 3000 * id + 1, 2000 * id + 2));
  const frames = [
    [finger(0, 100, 200)],
    [finger(0, 5000, 6000), finger(7, 32767, 32767)],
    [finger(0, 5001, 6000), finger(7, 16000, 32000)],
    [finger(7, 16001, 32001)],
    [],
    ten,
    [],
  ];
  await report.check(`${name}: the host sees every finger where it is, ten at once too`, async () => {
    const reports = touchReports(frames.map((contacts, index) => ({ contacts, milliseconds: 10 * index })));
    const all = await device.exchange(reports, frames.length, [eventTypes.syn, eventTypes.abs]);
    const byPlace = (fingers: readonly { x: number; y: number }[]): string =>
      fingers
        .map(({ x, y }) => `${x},${y}`)
        .sort()
        .join(' ');
    assert.deepEqual(touchFrames(all).map(byPlace), frames.map(byPlace));
  });
}
