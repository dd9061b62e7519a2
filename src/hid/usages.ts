// The words of the HID Usage Tables and of HID 1.11 that presets are written in and descriptors are printed with.
// Printed names are the keys: `genericDesktop` is printed "Generic Desktop".

/** Usage pages (HID Usage Tables, section 3). */
export const usagePages = {
  genericDesktop: 0x01,
  simulationControls: 0x02,
  gameControls: 0x05,
  genericDevice: 0x06,
  keyboard: 0x07,
  led: 0x08,
  button: 0x09,
  telephony: 0x0b,
  consumer: 0x0c,
  digitizers: 0x0d,
  physicalInput: 0x0f,
  sensors: 0x20,
  power: 0x84,
  battery: 0x85,
  fido: 0xf1d0,
} as const;

/** Usages of the Generic Desktop page (HID Usage Tables, section 4). */
export const genericDesktop = {
  pointer: 0x01,
  mouse: 0x02,
  joystick: 0x04,
  gamepad: 0x05,
  keyboard: 0x06,
  keypad: 0x07,
  multiAxisController: 0x08,
  x: 0x30,
  y: 0x31,
  z: 0x32,
  rx: 0x33,
  ry: 0x34,
  rz: 0x35,
  slider: 0x36,
  dial: 0x37,
  wheel: 0x38,
  hatSwitch: 0x39,
  start: 0x3d,
  select: 0x3e,
  resolutionMultiplier: 0x48,
  systemControl: 0x80,
  systemPowerDown: 0x81,
  systemSleep: 0x82,
  systemWakeUp: 0x83,
} as const;

/** Ends of the ranges that keyboards use of the Keyboard page (HID Usage Tables, section 10). */
export const keyboard = {
  leftControl: 0xe0,
  rightGui: 0xe7,
} as const;

/** Usages of the LED page (HID Usage Tables, section 11). */
export const led = {
  numLock: 0x01,
  capsLock: 0x02,
  scrollLock: 0x03,
  compose: 0x04,
  kana: 0x05,
} as const;

/** Usages of the Consumer page (HID Usage Tables, section 15). */
export const consumer = {
  consumerControl: 0x01,
  acPan: 0x238,
} as const;

/** Usages of the Digitizers page (HID Usage Tables, section 16). */
export const digitizers = {
  digitizer: 0x01,
  pen: 0x02,
  touchScreen: 0x04,
  touchPad: 0x05,
  stylus: 0x20,
  finger: 0x22,
  tipPressure: 0x30,
  inRange: 0x32,
  tipSwitch: 0x42,
  confidence: 0x47,
  width: 0x48,
  height: 0x49,
  contactIdentifier: 0x51,
  contactCount: 0x54,
  contactCountMaximum: 0x55,
  scanTime: 0x56,
} as const;

/** Usages that have a name here, by usage page. */
export const usages: Readonly<Record<number, Readonly<Record<string, number>>>> = {
  [usagePages.genericDesktop]: genericDesktop,
  [usagePages.keyboard]: keyboard,
  [usagePages.led]: led,
  [usagePages.consumer]: consumer,
  [usagePages.digitizers]: digitizers,
};

/** Types of collections (HID 1.11, 6.2.2.6). */
export const collections = {
  physical: 0x00,
  application: 0x01,
  logical: 0x02,
  report: 0x03,
  namedArray: 0x04,
  usageSwitch: 0x05,
  usageModifier: 0x06,
} as const;

/**
 * Bits of Input, Output and Feature (HID 1.11, 6.2.2.5). Without them a field is data (not constant), an array (not variable) and
 * absolute (not relative).
 */
export const fieldFlags = {
  constant: 0x01,
  variable: 0x02,
  relative: 0x04,
  wrap: 0x08,
  nonLinear: 0x10,
  noPreferred: 0x20,
  nullState: 0x40,
  volatile: 0x80,
  bufferedBytes: 0x100,
} as const;
