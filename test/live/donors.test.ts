import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findDonor, listDonors } from 'usb-gadget/live';
import { SimulatedKernel } from 'usb-gadget/testing';
import { rejectsWith } from './rejects.js';

const plugged = (...devices: Readonly<Record<string, string>>[]): SimulatedKernel =>
  new SimulatedKernel({
    files: Object.fromEntries(
      devices
        .flatMap((each) => Object.entries(each))
        .map(([path, text]) => [`/sys/bus/usb/devices/${path}`, `${text}\n`]),
    ),
  });

const device = (name: string, ids: string, triple: string, more: object = {}): Record<string, string> => {
  const [idVendor = '', idProduct = ''] = ids.split(':');
  const [bInterfaceClass = '', bInterfaceSubClass = '', bInterfaceProtocol = ''] = triple.split(' ');
  const own = { bDeviceClass: '00', idVendor, idProduct, bcdDevice: '0110', ...more };
  const its = { bInterfaceClass, bInterfaceSubClass, bInterfaceProtocol };
  return Object.fromEntries([
    ...Object.entries(own).map(([key, text]) => [`${name}/${key}`, text]),
    ...Object.entries(its).map(([key, text]) => [`${name}:1.0/${key}`, text]),
  ]) as Record<string, string>;
};

const keyboard = device('1-1.2', '046d:c31c', '03 01 01', { product: 'USB Keyboard' });
const mouse = device('1-1.3', '046d:c077', '03 01 02');
const stick = device('1-1.1', '0781:5581', '08 06 50');
const hub = device('usb1', '1d6b:0002', '09 00 00', { bDeviceClass: '09' });

describe('devices that may give their identity', () => {
  it('are those that are plugged in, keyboards and mice first, without hubs', async () => {
    const found = await listDonors(plugged(stick, hub, mouse, keyboard));
    assert.deepEqual(
      found.map(({ name, kinds }) => [name, ...kinds]),
      [
        ['1-1.2', 'keyboard'],
        ['1-1.3', 'mouse'],
        ['1-1.1', 'other'],
      ],
    );
    assert.deepEqual(found[0]?.identity, {
      vendorId: 0x046d,
      productId: 0xc31c,
      deviceVersion: 0x0110,
      strings: { '0x409': { product: 'USB Keyboard' } },
    });
  });

  it('need not be named where one is the only keyboard or mouse', async () => {
    assert.equal((await findDonor(plugged(stick, hub, mouse))).name, '1-1.3');
  });

  it('are named by their place or their ids', async () => {
    const system = plugged(stick, mouse, keyboard);
    assert.equal((await findDonor(system, '1-1.1')).name, '1-1.1');
    assert.equal((await findDonor(system, '046D:C077')).name, '1-1.3');
  });

  it('are listed where none or several are meant', async () => {
    const several = await rejectsWith(findDonor(plugged(stick, mouse, keyboard)), 'DONOR_MISSING');
    assert.match(several.message, /1-1\.2 \(046d:c31c USB Keyboard\), 1-1\.3 \(046d:c077\)/);
    assert.match((await rejectsWith(findDonor(plugged(stick)), 'DONOR_MISSING')).message, /0781:5581/);
    assert.match((await rejectsWith(findDonor(plugged()), 'DONOR_MISSING')).message, /There is nothing/);
  });
});
