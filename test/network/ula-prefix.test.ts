import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addressInPrefix, derivedUlaPrefix, isUlaPrefix } from '../../src/network/ula-prefix.js';

describe('a local IPv6 network from a seed', () => {
  it('is always the same: a change would give boards other addresses', () => {
    assert.equal(derivedUlaPrefix('10000000abcdef01'), 'fd90:a0f3:ae3a::/64');
  });

  it('is of fd00::/8, with a prefix of 64, whatever the seed', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        assert.match(derivedUlaPrefix(seed), /^fd[0-9a-f]{2}:.*\/64$/);
        assert.ok(isUlaPrefix(derivedUlaPrefix(seed)));
      }),
    );
  });

  it('is another for another seed, however near', () => {
    const seeds = Array.from({ length: 1000 }, (_, index) => `board ${index}`);
    assert.equal(new Set(seeds.map(derivedUlaPrefix)).size, seeds.length);
  });
});

describe('what is no local IPv6 network', () => {
  const rows: readonly (readonly [text: string, good: boolean])[] = [
    ['fd12:3456:789a::/64', true],
    ['fd12:3456:789a:1::/64', true],
    ['fc00::/64', false],
    ['fe80::/64', false],
    ['2001:db8::/64', false],
    ['fd12::/48', false],
    ['fd12::/65', false],
    ['fd12::1/64', false],
    ['fd12::', false],
    ['fd12::%eth0/64', false],
    ['10.0.0.0/8', false],
    ['', false],
  ];
  for (const [text, good] of rows)
    it(`"${text}": ${good ? 'it is one' : 'none'}`, () => assert.equal(isUlaPrefix(text), good));

  it('gives addresses by their number', () => {
    assert.equal(addressInPrefix('fd12:3456:789a::/64', 1), 'fd12:3456:789a::1');
    assert.equal(addressInPrefix('fd12:3456:789a::/64', 0x1fff), 'fd12:3456:789a::1fff');
  });
});
