import assert from 'node:assert/strict';
import {
  consumerKeyNames,
  gamepadReport,
  pressConsumerKey,
  pressSystemKey,
  type GamepadButton,
  type GamepadState,
  type SystemKey,
} from 'usb-gadget/hid';
import type { HidDevice } from '../hid-device.js';
import { axes, consumerCodes, gamepadCodes, systemCodes } from '../hid-meanings.js';
import { eventTypes } from '../input-events.js';
import type { Report } from '../report.js';

/** Reports that each press a key and let it go, and the codes that the host has for them. */
async function checkKeys(
  device: HidDevice,
  reports: readonly Uint8Array[],
  codes: readonly number[],
): Promise<void> {
  const events = await device.exchange(reports, 2 * codes.length, [eventTypes.key]);
  assert.deepEqual(
    events.map(({ code, value }) => [code, value]),
    codes.flatMap((code) => [
      [code, 1],
      [code, 0],
    ]),
  );
}

/** Every key that has a name. */
export async function consumer(report: Report, name: string, device: HidDevice): Promise<void> {
  await report.check(`${name}: every key is the one that is named`, () =>
    checkKeys(
      device,
      consumerKeyNames.flatMap(pressConsumerKey),
      consumerKeyNames.map((key) => consumerCodes[key]!),
    ),
  );
}

/** All three keys. */
export async function systemControl(report: Report, name: string, device: HidDevice): Promise<void> {
  const keys = Object.keys(systemCodes) as SystemKey[];
  await report.check(`${name}: every key is the one that is named`, () =>
    checkKeys(device, keys.flatMap(pressSystemKey), Object.values(systemCodes)),
  );
}

const positions: readonly (readonly [GamepadState, Readonly<Partial<Record<keyof typeof axes, number>>>])[] =
  [
    [{ leftStick: { x: 1, y: -1 } }, { x: 32767, y: -32767 }],
    [{ rightStick: { x: -1, y: 1 } }, { rx: -32767, ry: 32767, x: 0, y: 0 }],
    [
      { leftTrigger: 1, rightTrigger: 0.5 },
      { z: 255, rz: 128, rx: 0, ry: 0 },
    ],
    [{ hat: 'up' }, { hatY: -1, z: 0, rz: 0 }],
    [{ hat: 'downRight' }, { hatX: 1, hatY: 1 }],
    [{}, { hatX: 0, hatY: 0 }],
  ];

/** Every button, and every axis to its ends. */
export async function gamepad(report: Report, name: string, device: HidDevice): Promise<void> {
  await report.check(`${name}: every button is the one that is named`, () =>
    checkKeys(
      device,
      Object.keys(gamepadCodes).flatMap((button) => [
        gamepadReport({ buttons: [button as GamepadButton] }),
        gamepadReport({}),
      ]),
      Object.values(gamepadCodes),
    ),
  );
  for (const [state, changes] of positions)
    await report.check(`${name}: ${JSON.stringify(state)} moves these axes alone`, async () => {
      const events = await device.exchange([gamepadReport(state)], Object.keys(changes).length, [
        eventTypes.abs,
      ]);
      assert.deepEqual(
        new Map(events.map(({ code, value }) => [code, value])),
        new Map(Object.entries(changes).map(([axis, value]) => [axes[axis as keyof typeof axes], value])),
      );
    });
}
