/** The kernel's key codes of the consumer keys, by the W3C's names (include/uapi/linux/input-event-codes.h). */
export const consumerCodes: Readonly<Record<string, number>> = {
  AudioVolumeMute: 113,
  AudioVolumeDown: 114,
  AudioVolumeUp: 115,
  MediaPause: 119,
  BrowserStop: 128,
  LaunchApp2: 140,
  LaunchApp1: 144,
  LaunchMail: 155,
  BrowserFavorites: 156,
  BrowserBack: 158,
  BrowserForward: 159,
  Eject: 161,
  MediaTrackNext: 163,
  MediaPlayPause: 164,
  MediaTrackPrevious: 165,
  MediaStop: 166,
  MediaRecord: 167,
  MediaRewind: 168,
  MediaSelect: 171,
  BrowserHome: 172,
  BrowserRefresh: 173,
  MediaPlay: 207,
  MediaFastForward: 208,
  BrowserSearch: 217,
  BrightnessDown: 224,
  BrightnessUp: 225,
};

/** Those of the system control's keys. */
export const systemCodes: Readonly<Record<string, number>> = { Power: 116, Sleep: 142, WakeUp: 143 };

/** Those of the gamepad's buttons, BTN_SOUTH to BTN_THUMBR, by place. */
export const gamepadCodes: Readonly<Record<string, number>> = {
  south: 0x130,
  east: 0x131,
  north: 0x133,
  west: 0x134,
  leftShoulder: 0x136,
  rightShoulder: 0x137,
  leftTrigger: 0x138,
  rightTrigger: 0x139,
  select: 0x13a,
  start: 0x13b,
  mode: 0x13c,
  leftStick: 0x13d,
  rightStick: 0x13e,
};

/** Those of a mouse's buttons, BTN_LEFT to BTN_EXTRA. */
export const mouseCodes: Readonly<Record<string, number>> = {
  left: 0x110,
  right: 0x111,
  middle: 0x112,
  back: 0x113,
  forward: 0x114,
};

/** Codes of axes. */
export const axes = {
  x: 0,
  y: 1,
  z: 2,
  rx: 3,
  ry: 4,
  rz: 5,
  hatX: 16,
  hatY: 17,
  horizontalWheel: 6,
  wheel: 8,
} as const;
