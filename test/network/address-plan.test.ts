import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { planAddresses, type SubnetFault } from '../../src/network/address-plan.js';

describe('the addresses of a USB network', () => {
  it("are PiKVM's for its default network", () => {
    assert.deepEqual(planAddresses('172.30.30.0/24'), {
      network: '172.30.30.0',
      prefix: 24,
      mask: '255.255.255.0',
      device: '172.30.30.1',
      hostFirst: '172.30.30.2',
      hostLast: '172.30.30.254',
    });
  });

  const rows: readonly (readonly [
    subnet: string,
    device: string,
    hostFirst: string,
    hostLast: string,
    mask: string,
  ])[] = [
    ['10.65.0.0/28', '10.65.0.1', '10.65.0.2', '10.65.0.14', '255.255.255.240'],
    ['192.168.7.4/30', '192.168.7.5', '192.168.7.6', '192.168.7.6', '255.255.255.252'],
    ['192.168.7.4/31', '192.168.7.4', '192.168.7.5', '192.168.7.5', '255.255.255.254'],
    ['10.0.0.0/8', '10.0.0.1', '10.0.0.2', '10.255.255.254', '255.0.0.0'],
  ];
  for (const [subnet, device, hostFirst, hostLast, mask] of rows)
    it(`of ${subnet}: the device is ${device}, the host ${hostFirst} to ${hostLast}`, () => {
      const plan = planAddresses(subnet);
      assert.ok(typeof plan === 'object');
      assert.deepEqual(
        [plan.device, plan.hostFirst, plan.hostLast, plan.mask],
        [device, hostFirst, hostLast, mask],
      );
    });

  it('are all different, the device first, for every network of two or more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 126 }), fc.integer({ min: 8, max: 31 }), (first, prefix) => {
        const plan = planAddresses(`${first}.0.0.0/${prefix}`);
        assert.ok(typeof plan === 'object');
        assert.notEqual(plan.device, plan.hostFirst);
        assert.equal(plan.hostFirst === plan.hostLast, prefix >= 30);
      }),
    );
  });
});

describe('what is no network for a USB link', () => {
  const rows: readonly (readonly [subnet: string, fault: SubnetFault])[] = [
    ['172.30.30.0', 'malformed'],
    ['172.30.30.0/', 'malformed'],
    ['172.30.30.0/33', 'malformed'],
    ['172.30.30.0/024', 'malformed'],
    ['172.30.30/24', 'malformed'],
    ['172.30.030.0/24', 'malformed'],
    ['256.0.0.0/24', 'malformed'],
    ['0x0a.0.0.0/8', 'malformed'],
    ['fd00::/64', 'malformed'],
    ['', 'malformed'],
    ['172.30.30.1/32', 'small'],
    ['172.30.30.1/24', 'host-bits'],
    ['172.30.30.1/31', 'host-bits'],
    ['127.1.0.0/16', 'loopback'],
    ['64.0.0.0/2', 'loopback'],
    ['239.0.0.0/24', 'multicast'],
    ['0.0.0.0/0', 'reserved'],
    ['255.255.255.254/31', 'reserved'],
  ];
  for (const [subnet, fault] of rows)
    it(`"${subnet}": ${fault}`, () => assert.equal(planAddresses(subnet), fault));
});
