import assert from 'node:assert/strict';
import { GadgetError, type IssueCode } from 'usb-gadget';
import type { SimulatedKernel } from 'usb-gadget/testing';

/** The error of work that must fail with exactly these codes. */
export async function rejectsWith(work: Promise<unknown>, ...codes: IssueCode[]): Promise<GadgetError> {
  const error = await work.then(
    () => assert.fail('it went well'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof GadgetError, String(error));
  assert.deepEqual(
    error.issues.map(({ code }) => code),
    codes,
  );
  return error;
}

/** As {@link rejectsWith}, and nothing may have been changed, neither in configfs nor beside it. */
export async function refuses(
  system: SimulatedKernel,
  work: () => Promise<unknown>,
  ...codes: IssueCode[]
): Promise<GadgetError> {
  const calls = system.calls.length;
  const error = await rejectsWith(work(), ...codes);
  assert.deepEqual(system.calls.slice(calls), []);
  return error;
}
