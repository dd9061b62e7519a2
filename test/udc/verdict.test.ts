import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatIssue } from '../../src/errors.js';
import { endpointVerdict, type EndpointVerdict } from '../../src/udc/verdict.js';
import { profile } from './profile.js';
import { gadget, type Driver } from './requests.js';

const judge = (controller: string, ...drivers: Driver[]): EndpointVerdict =>
  endpointVerdict(profile(controller), [{ name: 'c.1', functions: gadget(...drivers) }]);

const codesOf = ({ because }: EndpointVerdict): string[] => because.map(({ code }) => code);

describe('a gadget that fits', () => {
  it('binds and works, with nothing to say', () => {
    const { binds, works, because } = judge('dwc2-bcm2835', 'hid', 'hid', 'hid', 'mass_storage', 'ecm');
    assert.deepEqual({ binds, works, because }, { binds: true, works: true, because: [] });
  });
});

describe('two endpoints with one address, as the hosts of 6.1, 6.12 and 7.2 saw them on dummy_udc.0', () => {
  it('two hid with OUT, acm, ecm and a disk: the disk is dead', () => {
    const verdict = judge('dummy_hcd', 'hid+out', 'hid+out', 'acm', 'ecm', 'mass_storage');
    assert.deepEqual([verdict.binds, verdict.works], [true, false]);
    assert.deepEqual(verdict.because.map(formatIssue), [
      'error ENDPOINT_ADDRESS_SHARED at mass_storage.0: "mass_storage.0" (ep-aout) and "ecm.0" (ep1out-bulk) both get the endpoint ' +
        'address 0x01; the host skips that of "mass_storage.0".\n' +
        '  "mass_storage.0" would bind and be dead: turn off one of the two, or change the order of the functions.',
    ]);
  });

  it('three hid, a disk, ecm and acm: the serial port is dead', () => {
    const verdict = judge('dummy_hcd', 'hid', 'hid', 'hid', 'mass_storage', 'ecm', 'acm');
    assert.deepEqual([verdict.binds, verdict.works], [true, false]);
    assert.match(
      verdict.because[0]!.message,
      /"acm\.0" \(ep-bin\) and "hid\.0" \(ep1in-bulk\).*0x81.*skips that of "acm\.0"/,
    );
  });
});

describe('a gadget that the kernel refuses', () => {
  it('names the function, the endpoint and what the kernel logs', () => {
    const { binds, works, because } = judge('dwc2-bcm2835', 'hid', 'hid', 'hid', 'ecm', 'uac2+both');
    assert.deepEqual({ binds, works }, { binds: false, works: false });
    assert.deepEqual(because.map(formatIssue), [
      'error ENDPOINTS_EXHAUSTED at uac2.0: "uac2.0" needs an IN endpoint for isochronous of 196 bytes, and dwc2-bcm2835 has none ' +
        'left: 7 of 7 IN endpoints are used. In all it is short of 1 IN endpoint.\n' +
        '  Turn off a function that uses an IN endpoint. Since 5.19 the write to UDC fails with EBUSY whatever the cause; ' +
        'the kernel log holds the true errno, -19.',
    ]);
  });

  it('says when endpoints are free and none fits', () => {
    const { because } = judge('dummy_hcd', 'uac2+microphone');
    assert.match(because[0]!.message, /of its 11 free IN endpoints none fits/);
  });

  it('carries the errno of the driver: 524 for the tenth disk', () => {
    const { because } = judge('dummy_hcd', ...Array<Driver>(10).fill('mass_storage'));
    assert.match(because[0]!.hint, /-524\.$/);
  });

  it('counts interfaces: the ninth midi is one too many before 6.12', () => {
    const { because } = judge('usbip-vudc', ...Array<Driver>(9).fill('midi'));
    assert.equal(because[0]!.code, 'INTERFACES_EXHAUSTED');
    assert.match(
      because[0]!.message,
      /"midi\.8" would bring the configuration to 18 interfaces; the kernel numbers 16\./,
    );
  });

  it('points to the place in the document if it is told', () => {
    const functions = gadget('uac2+both').map((each) => ({ ...each, path: 'functions[0]' }));
    const { because } = endpointVerdict(profile('dummy_hcd'), [{ name: 'c.1', functions }]);
    assert.equal(because[0]!.path, 'functions[0]');
  });
});

describe('several configurations', () => {
  it('each has all endpoints for itself', () => {
    const seven = gadget(...Array<Driver>(7).fill('mass_storage'));
    const configurations = ['c.1', 'd.2'].map((name) => ({ name, functions: seven }));
    const { works, configurations: given } = endpointVerdict(profile('dwc2-bcm2835'), configurations);
    assert.equal(works, true);
    assert.deepEqual(given[0]!.functions, given[1]!.functions);
  });

  it('one that is refused stops the bind, and all are judged', () => {
    const verdict = endpointVerdict(profile('dummy_hcd'), [
      { name: 'c.1', functions: gadget('uvc+2') },
      { name: 'd.2', functions: gadget('hid', 'hid', 'hid', 'mass_storage', 'ecm', 'acm') },
    ]);
    assert.equal(verdict.binds, false);
    assert.deepEqual(codesOf(verdict), ['ENDPOINTS_EXHAUSTED', 'ENDPOINT_ADDRESS_SHARED']);
  });
});

describe('transmit FIFOs of dwc2', () => {
  it('hold two high-bandwidth cameras on a Raspberry Pi, and no third of three packets', () => {
    assert.equal(judge('dwc2-bcm2835', 'uvc+2', 'uvc+3').works, true);
    const verdict = judge('dwc2-bcm2835', 'uvc+3', 'uvc+3', 'uvc+3');
    assert.deepEqual([verdict.binds, verdict.works, codesOf(verdict)], [true, false, ['FIFO_EXHAUSTED']]);
    assert.match(
      verdict.because[0]!.message,
      /"uvc\.2" \(ep6in\) needs a transmit FIFO of 3072 bytes; the free ones hold 2048, 2048\./,
    );
  });

  it('hold one bulk IN endpoint on an STM32MP15, whatever the number of endpoints', () => {
    assert.equal(judge('dwc2-stm32mp15', 'hid', 'hid', 'mass_storage').works, true);
    const verdict = judge('dwc2-stm32mp15', 'mass_storage', 'eem');
    assert.deepEqual([verdict.binds, codesOf(verdict)], [true, ['FIFO_EXHAUSTED']]);
  });

  it('are given the smallest first, so that small packets leave the large FIFOs', () => {
    assert.equal(judge('dwc2-stm32mp15', 'hid', 'hid', 'hid', 'mass_storage').works, true);
  });
});

describe('endpoints smaller than the packets of high speed', () => {
  it('bind and do not work: the tenth disk on a BeagleBone gets 64 bytes OUT', () => {
    assert.equal(judge('musb-am335x', ...Array<Driver>(9).fill('eem')).works, true);
    const verdict = judge('musb-am335x', ...Array<Driver>(10).fill('eem'));
    assert.deepEqual(codesOf(verdict), ['ENDPOINT_TOO_SMALL', 'ENDPOINT_TOO_SMALL']);
    assert.match(
      verdict.because[1]!.message,
      /"eem\.9" uses packets of 512 bytes, and gets ep10out, which holds 64\./,
    );
  });

  it('are no matter on a full-speed controller, where bulk packets are cut to fit: one acm fits max3420', () => {
    assert.equal(judge('max3420', 'acm').works, true);
    assert.equal(judge('max3420', 'acm', 'hid').binds, false);
  });
});

describe('functions that hold the gadget off the bus', () => {
  it('bind, and the gadget does not work until a program opens them', () => {
    const functions = gadget('hid', 'obex').map((each, index) => ({ ...each, heldOffBus: index === 1 }));
    const verdict = endpointVerdict(profile('usbip-vudc'), [{ name: 'c.1', functions }]);
    assert.deepEqual([verdict.binds, verdict.works, codesOf(verdict)], [true, false, ['HELD_OFF_BUS']]);
    assert.match(verdict.because[0]!.message, /"obex\.0"/);
  });
});
