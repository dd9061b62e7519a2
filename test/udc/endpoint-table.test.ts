import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatEndpointTable } from '../../src/udc/endpoint-table.js';
import { suggestRemovals } from '../../src/udc/removals.js';
import { endpointVerdict } from '../../src/udc/verdict.js';
import { profile } from './profile.js';
import { gadget, type Driver } from './requests.js';

const table = (controller: string, ...drivers: Driver[]): string => {
  const functions = gadget(...drivers);
  const verdict = endpointVerdict(profile(controller), [{ name: 'c.1', functions }]);
  return formatEndpointTable(profile(controller), verdict, suggestRemovals(profile(controller), functions));
};

describe('the endpoint table', () => {
  it('of a gadget that works', () => {
    assert.equal(
      table('dwc2-bcm2835', 'hid', 'mass_storage', 'ecm'),
      `\
Raspberry Pi (dwc2-bcm2835): 7 IN, 7 OUT endpoints, from a board's registers

CONFIGURATION  FUNCTION        ENDPOINT  ADDRESS  TYPE
c.1            hid.0           ep1in     0x81     interrupt IN
               mass_storage.0  ep2in     0x82     bulk IN
                               ep1out    0x01     bulk OUT
               ecm.0           ep3in     0x83     bulk IN
                               ep2out    0x02     bulk OUT
                               ep4in     0x84     interrupt IN

c.1: IN 4 of 7 used, 3 free; OUT 2 of 7 used, 5 free
binds: yes
works: yes
`,
    );
  });

  it('of a gadget that the kernel refuses', () => {
    assert.equal(
      table('max3420', 'mass_storage', 'acm', 'hid'),
      `\
MAX3420 on SPI (max3420): 2 IN, 1 OUT endpoints, from the driver's source

CONFIGURATION  FUNCTION        ENDPOINT      ADDRESS  TYPE
c.1            mass_storage.0  ep2-bulk-in   0x82     bulk IN
                               ep1-bulk-out  0x01     bulk OUT
               acm.0           ep3-bulk-in   0x83     bulk IN
                               no bulk OUT left
               hid.0           not reached

c.1: IN 2 of 2 used, 0 free; OUT 1 of 1 used, 0 free
binds: no
works: no
  "acm.0" needs an OUT endpoint for bulk, and max3420 has none left: 1 of 1 OUT endpoints are used. In all it is short of 2 IN and 1 OUT endpoint.
turn off: acm.0
`,
    );
  });

  it('of a gadget that binds and does not work', () => {
    assert.equal(
      table('dummy_hcd', 'hid', 'hid', 'hid', 'mass_storage', 'ecm', 'acm'),
      `\
Kernel's dummy controller (dummy_hcd): 12 IN, 12 OUT endpoints, measured on a running kernel

CONFIGURATION  FUNCTION        ENDPOINT      ADDRESS  TYPE
c.1            hid.0           ep1in-bulk    0x81     interrupt IN
               hid.1           ep5in-int     0x85     interrupt IN
               hid.2           ep6in-bulk    0x86     interrupt IN
               mass_storage.0  ep11in-bulk   0x8b     bulk IN
                               ep2out-bulk   0x02     bulk OUT
               ecm.0           ep2in-bulk    0x82     bulk IN
                               ep7out-bulk   0x07     bulk OUT
                               ep10in-int    0x8a     interrupt IN
               acm.0           ep-bin        0x81     bulk IN
                               ep12out-bulk  0x0c     bulk OUT
                               ep15in-int    0x8f     interrupt IN

c.1: IN 8 of 12 used, 4 free; OUT 3 of 12 used, 9 free
binds: yes
works: no
  "acm.0" (ep-bin) and "hid.0" (ep1in-bulk) both get the endpoint address 0x81; the host skips that of "acm.0".
turn off: acm.0, or ecm.0, or mass_storage.0
`,
    );
  });
});
