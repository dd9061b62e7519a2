import assert from 'node:assert/strict';
import { findControllerProfile } from '../../src/udc/find-controller.js';
import type { ControllerProfile } from '../../src/udc/profile.js';

/** A profile that the test relies on being there. */
export function profile(name: string): ControllerProfile {
  const found = findControllerProfile(name);
  assert.ok(found, `no profile "${name}"`);
  return found;
}
