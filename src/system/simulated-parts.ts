import type { SimulatedBinding } from './simulated-binding.js';
import type { SimulatedCameras } from './simulated-camera.js';
import type { SimulatedDrives } from './simulated-drives.js';
import type { SimulatedOrigin } from './simulated-making.js';
import type { SimulatedNumbers } from './simulated-numbers.js';

/** What the simulated configfs works on. */
export interface SimulatedParts extends SimulatedOrigin {
  readonly numbers: SimulatedNumbers;
  readonly binding: SimulatedBinding;
  readonly drives: SimulatedDrives;
  readonly cameras: SimulatedCameras;
}
