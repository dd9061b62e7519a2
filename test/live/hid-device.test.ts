import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defineGadget } from 'usb-gadget';
import { readLights, typeText } from 'usb-gadget/hid';
import { down, HidDevice, LiveGadget, resetGadget, up } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { keyboard } from './gadgets.js';
import { rejectsWith } from './rejects.js';

const udc = 'fe980000.usb';
const once = { milliseconds: 0 };
const key = Uint8Array.of(0, 0, 4, 0, 0, 0, 0, 0);
const none = new Uint8Array(8);

async function withKeyboard(): Promise<{ system: SimulatedKernel; device: HidDevice }> {
  const system = new SimulatedKernel();
  await up(keyboard, system);
  return { system, device: await HidDevice.open('g1', 'hid.usb0', system) };
}

describe('HidDevice', () => {
  it('sends reports in the order of the calls', async () => {
    const { system, device } = await withKeyboard();
    const reports = typeText('Hello, world!', 'us');
    const half = reports.length / 2;
    const outcomes = [device.sendAll(reports.slice(0, half)), device.sendAll(reports.slice(half))];
    assert.deepEqual(await Promise.all(outcomes), ['sent', 'sent']);
    assert.deepEqual(system.fetchedReports('/dev/hidg0'), reports);
    assert.ok(device.lastSent);
  });

  it('gives each silence of a host its name, and never hangs, though the clock is set back', async (context) => {
    const { system, device } = await withKeyboard();
    system.setHost(udc, 'asleep');
    assert.equal(await device.send(key, once), 'sent');
    assert.equal(await device.send(none, once), 'not fetched');
    system.setHost(udc, 'away');
    assert.equal(await device.send(none, { milliseconds: 5 }), 'not configured');
    let timeOfDay = Date.now();
    context.mock.method(Date, 'now', () => (timeOfDay -= 1000));
    const signal = AbortSignal.timeout(2000);
    assert.equal(await device.send(none, { milliseconds: 5, signal }), 'not configured');
    assert.ok(!signal.aborted);
    await down('g1', system);
    assert.equal(await device.send(none, once), 'no node');
    assert.equal(await device.receive(once), 'no node');
  });

  it('goes on as soon as the host is there again', async () => {
    const { system, device } = await withKeyboard();
    system.setHost(udc, 'asleep');
    await device.send(key, once);
    const sending = device.send(none, { milliseconds: 10_000 });
    system.setHost(udc, 'configured');
    assert.equal(await sending, 'sent');
    assert.deepEqual(system.fetchedReports('/dev/hidg0'), [key, none]);
  });

  it('stops at the first report that is not sent', async () => {
    const { system, device } = await withKeyboard();
    system.setHost(udc, 'asleep');
    assert.equal(await device.sendAll([key, none, key], once), 'not fetched');
    system.setHost(udc, 'configured');
    assert.equal(await device.sendAll([none], once), 'sent');
    assert.deepEqual(system.fetchedReports('/dev/hidg0'), [key, none]);
  });

  it('follows its function to another node', async () => {
    const { system, device } = await withKeyboard();
    const functions = [
      { driver: 'hid', name: 'first', preset: 'boot-mouse' },
      { driver: 'hid', name: 'usb0', preset: 'keyboard' },
    ] as const;
    await down('g1', system);
    await up(
      defineGadget({ ...keyboard, functions: functions as never, configurations: undefined as never }),
      system,
    );
    assert.equal(await device.send(key, once), 'sent');
    assert.deepEqual(system.fetchedReports('/dev/hidg0'), []);
    assert.deepEqual(system.fetchedReports('/dev/hidg1'), [key]);
    await resetGadget('g1', system);
    assert.equal(await device.send(none, once), 'sent');
  });

  it('reads what the host sends', async () => {
    const { system, device } = await withKeyboard();
    assert.equal(await device.receive(once), 'nothing');
    const receiving = device.receive({ milliseconds: 10_000 });
    system.sendReport('/dev/hidg0', Uint8Array.of(2));
    assert.equal(readLights((await receiving) as Uint8Array).capsLock, true);
  });

  it('refuses reports that the kernel would cut, and functions that take none', async () => {
    const { system, device } = await withKeyboard();
    for (const length of [0, 9])
      assert.throws(() => device.send(new Uint8Array(length)), { code: 'VALUE_RANGE' });
    await rejectsWith(HidDevice.open('g1', 'hid.nobody', system), 'FUNCTION_MISSING');
    await rejectsWith(HidDevice.open('g1', 'acm.usb0', system), 'FUNCTION_MISSING');
  });

  it('says that a user may not open the node', async () => {
    const { system, device } = await withKeyboard();
    system.fail(({ call }) => call === 'send', 'EACCES');
    await rejectsWith(device.send(key), 'NOT_PERMITTED');
  });
});

describe('LiveGadget', () => {
  it('goes down at its end if it came up by it', async () => {
    const system = new SimulatedKernel();
    {
      await using gadget = await LiveGadget.up(keyboard, system);
      const device = await gadget.hid('hid.usb0');
      assert.equal((await gadget.status()).lastReport, undefined);
      await device.send(key);
      assert.equal((await gadget.status()).lastReport, device.lastSent);
      await using same = await LiveGadget.find('g1', system);
      await same.reset();
    }
    assert.equal(system.tree(), '');
  });

  it('must be there to be found', async () => {
    await rejectsWith(LiveGadget.find('g1', new SimulatedKernel()), 'GADGET_MISSING');
  });
});
