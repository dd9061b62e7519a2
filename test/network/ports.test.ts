import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { mergedPorts, portFault, portRange } from '../../src/network/ports.js';
import { ports } from './generators.js';

describe('what is no port', () => {
  const rows: readonly (readonly [value: unknown, code: string | undefined])[] = [
    [1, undefined],
    [65535, undefined],
    ['80', undefined],
    ['8000-8010', undefined],
    ['80-80', undefined],
    [0, 'VALUE_RANGE'],
    [-1, 'VALUE_RANGE'],
    [65536, 'VALUE_RANGE'],
    [1.5, 'VALUE_RANGE'],
    [Number.NaN, 'VALUE_RANGE'],
    ['10-5', 'VALUE_RANGE'],
    ['0-5', 'VALUE_RANGE'],
    ['1-65536', 'VALUE_RANGE'],
    ['x', 'VALUE_FORMAT'],
    ['', 'VALUE_FORMAT'],
    ['80,443', 'VALUE_FORMAT'],
    ['80 accept', 'VALUE_FORMAT'],
    ['1-2-3', 'VALUE_FORMAT'],
    [null, 'OPTION_TYPE'],
    [true, 'OPTION_TYPE'],
  ];
  for (const [value, code] of rows)
    it(`${JSON.stringify(value)}: ${code ?? 'it is one'}`, () => assert.equal(portFault(value), code));
});

describe('ports together', () => {
  it('are joined where they meet', () => {
    assert.deepEqual(mergedPorts([443, '8005-8020', 80, '8000-8010', 81]), [
      [80, 81],
      [443, 443],
      [8000, 8020],
    ]);
  });

  it('are exactly those that were given, in order, with gaps between', () => {
    fc.assert(
      fc.property(fc.array(ports), (given) => {
        const members = (ranges: readonly (readonly [number, number])[]): number[] =>
          ranges.flatMap(([first, last]) =>
            Array.from({ length: last - first + 1 }, (_, index) => first + index),
          );
        const merged = mergedPorts(given);
        const wanted = new Set(members(given.map((each) => portRange(each)!)));
        assert.deepEqual(
          members(merged),
          [...wanted].sort((left, right) => left - right),
        );
        assert.ok(merged.every(([first], index) => index === 0 || first > merged[index - 1]![1] + 1));
      }),
    );
  });
});
