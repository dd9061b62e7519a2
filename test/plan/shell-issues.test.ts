import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  defineGadget,
  formatShell,
  GadgetError,
  madeTree,
  planCreate,
  planRemove,
  planUpdate,
  type Plan,
} from 'usb-gadget';

const gadget = (options: object): ReturnType<typeof defineGadget> =>
  defineGadget({ name: 'g', vendorId: 1, productId: 1, functions: [options] });

const card = (driver: string, more: object = {}): ReturnType<typeof defineGadget> =>
  gadget({ driver, microphone: {}, ...more });

const refusal = (plan: Plan, before?: Parameters<typeof formatShell>[1]): string[] => {
  try {
    formatShell(plan, before);
    return [];
  } catch (error) {
    assert.ok(error instanceof GadgetError);
    return error.issues.map(({ code, path }) => `${code} ${path}`);
  }
};

describe('a shell', () => {
  const named = card('uac1', { functionName: 'Card' });

  it('cannot write names of uac1 from 6.10 on, which would never end', () => {
    assert.deepEqual(refusal(planCreate(named, { kernel: '6.12' })), [
      'SHELL_UNABLE g/functions/uac1.usb0/function_name',
    ]);
    assert.deepEqual(refusal(planCreate(named, { kernel: '6.1' })), []);
    assert.deepEqual(refusal(planCreate(card('uac2', { functionName: 'Card' }), { kernel: '6.12' })), []);
  });

  it('cannot take back their removal either', () => {
    const kernel = '6.12';
    assert.deepEqual(refusal(planRemove(named, { kernel }), madeTree(named, { kernel })), [
      'SHELL_UNABLE g/functions/uac1.usb0/function_name',
    ]);
    const plain = card('uac1');
    assert.deepEqual(refusal(planRemove(plain, { kernel }), madeTree(plain, { kernel })), []);
  });

  it('is told of in the plan, so that whoever carries it out knows', () => {
    const { operations } = planUpdate(card('uac1'), named, { kernel: '7.2', udc: 'usbip-vudc.0' });
    assert.deepEqual(
      operations.filter(({ op }) => op === 'write'),
      [{ op: 'write', path: 'g/functions/uac1.usb0/function_name', text: 'Card\n', countsShort: true }],
    );
  });
});
