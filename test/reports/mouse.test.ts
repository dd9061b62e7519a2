import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GadgetError, hidPreset } from 'usb-gadget';
import { absoluteMouseReports, relativeMouseReports, screenPosition, type MouseButton } from 'usb-gadget/hid';

const hex = (report: Uint8Array): string => Buffer.from(report).toString('hex');
const signed = (byte: number): number => (byte << 24) >> 24;

test('a relative report is buttons, movement and wheels', () => {
  assert.deepEqual(relativeMouseReports({}).map(hex), ['0000000000']);
  const all = { buttons: ['left', 'middle', 8], x: 1, y: -1, wheel: 2, horizontalWheel: -2 } as const;
  assert.deepEqual(relativeMouseReports(all).map(hex), ['8501ff02fe']);
  assert.deepEqual(relativeMouseReports({ x: 127, y: -127 }, { horizontalWheel: false }).map(hex), [
    '007f8100',
  ]);
});

test('an absolute report is buttons, a position in little endian and wheels', () => {
  assert.deepEqual(absoluteMouseReports({ x: 0x1234, y: 32767, buttons: ['right'], wheel: -1 }).map(hex), [
    '023412ff7fff00',
  ]);
  assert.deepEqual(absoluteMouseReports({ x: 0, y: 0, wheel: 200 }, { horizontalWheel: false }).map(hex), [
    '000000000064',
    '000000000064',
  ]);
});

test('a long way is split into reports of equal parts', () => {
  assert.deepEqual(relativeMouseReports({ x: 300, y: -30, buttons: ['left'] }).map(hex), [
    '0164f60000',
    '0164f60000',
    '0164f60000',
  ]);
});

const distance = fc.integer({ min: -20_000, max: 20_000 });
const movement = fc.record({ x: distance, y: distance, wheel: distance, horizontalWheel: distance });

test('the parts of a movement sum up to it, are no more than it takes, and stay on the straight line', () => {
  fc.assert(
    fc.property(movement, (given) => {
      const reports = relativeMouseReports(given);
      const way = [given.x, given.y, given.wheel, given.horizontalWheel];
      assert.equal(reports.length, Math.max(1, Math.ceil(Math.max(...way.map(Math.abs)) / 127)));
      const at = [0, 0, 0, 0];
      reports.forEach((report, index) => {
        assert.equal(report.length, hidPreset('relative-mouse').reportLength);
        at.forEach((_, axis) => {
          const step = signed(report[axis + 1]!);
          assert.ok(Math.abs(step) <= 127);
          at[axis]! += step;
          const exact = (way[axis]! * (index + 1)) / reports.length;
          assert.ok(Math.abs(at[axis]! - exact) < 1);
        });
      });
      assert.deepEqual(at, way);
    }),
  );
});

test('a pixel of a screen comes out as itself on a host that divides the screen evenly', () => {
  const size = fc.integer({ min: 1, max: 16_384 });
  const place = fc.record({ width: size, height: size }).chain((screen) =>
    fc.record({
      screen: fc.constant(screen),
      x: fc.integer({ min: 0, max: screen.width - 1 }),
      y: fc.integer({ min: 0, max: screen.height - 1 }),
    }),
  );
  fc.assert(
    fc.property(place, ({ screen, x, y }) => {
      const position = screenPosition({ x, y }, screen);
      assert.equal(absoluteMouseReports(position).length, 1);
      // libinput and Windows, and Xorg's way of scaling to the last pixel.
      assert.equal(Math.floor((position.x * screen.width) / 32768), x);
      assert.equal(Math.floor((position.y * screen.height) / 32768), y);
      assert.ok(Math.abs((position.x * (screen.width - 1)) / 32767 - x) <= 1);
    }),
  );
});

const refused: readonly (readonly [() => unknown, string, string])[] = [
  [() => relativeMouseReports({ x: 0.5 }), 'VALUE_RANGE', 'x'],
  [() => relativeMouseReports({ buttons: [9] }), 'VALUE_RANGE', 'buttons[0]'],
  [() => relativeMouseReports({ buttons: ['left', 'third' as MouseButton] }), 'VALUE_FORMAT', 'buttons[1]'],
  [
    () => relativeMouseReports({ horizontalWheel: 1 }, { horizontalWheel: false }),
    'VALUE_RANGE',
    'horizontalWheel',
  ],
  [() => absoluteMouseReports({ x: 32768, y: 0 }), 'VALUE_RANGE', 'x'],
  [() => absoluteMouseReports({ x: 0, y: -1 }), 'VALUE_RANGE', 'y'],
  [() => screenPosition({ x: 1920, y: 0 }, { width: 1920, height: 1080 }), 'VALUE_RANGE', 'x'],
];

for (const [make, code, path] of refused)
  test(`${String(make).slice(6)} is refused`, () => {
    assert.throws(
      make,
      (error) => error instanceof GadgetError && error.code === code && error.path === path,
    );
  });
