import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { controllerProfiles, type ControllerProfile, type Plain } from 'usb-gadget';
import { endpointRows, type Cell } from '../../planner/endpoint-rows.js';
import { judge } from '../../planner/judge.js';
import { emptyState } from '../../planner/state.js';

function picture(board: string | ControllerProfile, ...functions: readonly Plain[]): string[] {
  const name = typeof board === 'string' ? board : board.name;
  const state = { ...emptyState, board: name, gadget: { ...emptyState.gadget, functions } };
  const { controller, endpoints } = judge(state);
  const words = (cell: Cell): string =>
    'functionName' in cell ? `${cell.functionName} ${cell.kind}` : cell.kind;
  return endpointRows(controller, endpoints!.configurations[0]!, () => 0).map(
    (row) => `${row.name}: ${words(row.in)}, ${words(row.out)}`,
  );
}

suite('the picture of endpoints', () => {
  test('has both directions of a number in one row', () => {
    assert.deepEqual(picture('dwc2-bcm2835', { driver: 'acm' }).slice(0, 3), [
      'ep1: acm.usb0 used, acm.usb0 used',
      'ep2: acm.usb0 used, free',
      'ep3: free, free',
    ]);
  });

  test('has what is asked for in vain below what there is', () => {
    const rows = picture('dwc2-bcm2835', ...Array.from({ length: 4 }, () => ({ driver: 'acm' })));
    assert.equal(rows.length, 8);
    assert.equal(rows.at(-1), 'over: acm.usb3 missing, none');
  });

  test('tells an endpoint that serves the other direction from a free one', () => {
    const rows = picture('musb-am335x', { driver: 'acm' });
    assert.ok(rows.some((row) => row.includes('other') || /used, (free|none)/.test(row)));
  });

  for (const profile of controllerProfiles)
    test(`has every endpoint of ${profile.name} once for each direction`, () => {
      const cells = picture(profile).flatMap((row) => row.split(': ')[1]!.split(', '));
      const directions = profile.endpoints.flatMap((each) => each.directions);
      assert.equal(cells.filter((each) => each !== 'none').length, directions.length);
    });
});
