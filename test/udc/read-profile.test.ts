import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GadgetError } from '../../src/errors.js';
import { allocateEndpoints } from '../../src/udc/allocate.js';
import { readControllerProfile, validateControllerProfile } from '../../src/udc/read-profile.js';
import { gadget } from './requests.js';

const board = {
  name: 'my-board',
  endpoints: [
    { name: 'ep1in', directions: ['in'] },
    { name: 'ep2', directions: ['in', 'out'], transfers: ['bulk'], maxPacketSize: 512 },
  ],
};

describe('a profile that a user writes', () => {
  it('needs a name and endpoints only, and is used like any other', () => {
    const profile = readControllerProfile(JSON.parse(JSON.stringify(board)));
    const { functions, refusal } = allocateEndpoints(profile, gadget('hid', 'hid', 'hid'));
    assert.deepEqual(
      functions.map(({ endpoints }) => endpoints.map(({ name }) => name)),
      [['ep1in'], ['ep2'], []],
    );
    assert.equal(refusal?.index, 2);
  });

  const faults: [what: string, value: unknown, found: string[]][] = [
    ['not an object', [], ['OPTION_TYPE at ']],
    ['nothing', {}, ['OPTION_REQUIRED at name', 'OPTION_REQUIRED at endpoints']],
    ['no endpoint', { ...board, endpoints: [] }, ['OPTION_REQUIRED at endpoints']],
    ['an unknown key', { ...board, endpoint: 1 }, ['OPTION_UNKNOWN at endpoint']],
    ['a name with a slash', { ...board, name: '../x' }, ['NAME_INVALID at name']],
    ['a wrong speed', { ...board, speed: 'fast' }, ['VALUE_FORMAT at speed']],
    ['a wrong rule', { ...board, matchEndpoint: 'goku' }, ['VALUE_FORMAT at matchEndpoint']],
    [
      'FIFOs that are no numbers',
      { ...board, transmitFifoWords: ['256', 0] },
      ['OPTION_TYPE at transmitFifoWords[0]', 'VALUE_RANGE at transmitFifoWords[1]'],
    ],
    [
      'an endpoint name that the kernel could not read',
      { ...board, endpoints: [{ name: 'in1', directions: ['in'] }] },
      ['VALUE_FORMAT at endpoints[0].name'],
    ],
    [
      'endpoint number 16',
      { ...board, endpoints: [{ name: 'ep16in', directions: ['in'] }] },
      ['VALUE_FORMAT at endpoints[0].name'],
    ],
    [
      'an endpoint without direction',
      { ...board, endpoints: [{ name: 'ep1', directions: [] }] },
      ['OPTION_REQUIRED at endpoints[0].directions'],
    ],
    [
      'an endpoint without transfer',
      { ...board, endpoints: [{ name: 'ep1', directions: ['in'], transfers: [] }] },
      ['OPTION_REQUIRED at endpoints[0].transfers'],
    ],
    [
      'one endpoint twice',
      { ...board, endpoints: [board.endpoints[0], board.endpoints[0]] },
      ['NAME_DUPLICATE at endpoints[1].name'],
    ],
    [
      '32 endpoints',
      {
        ...board,
        endpoints: Array.from({ length: 32 }, (_, i) => ({ name: `ep-${i}`, directions: ['in'] })),
      },
      ['VALUE_RANGE at endpoints'],
    ],
  ];
  for (const [what, value, found] of faults)
    it(`is refused for ${what}`, () => {
      assert.deepEqual(
        validateControllerProfile(value).map(({ code, path }) => `${code} at ${path}`),
        found,
      );
      assert.throws(() => readControllerProfile(value), GadgetError);
    });

  it('points into the document that holds it', () => {
    assert.deepEqual(
      validateControllerProfile({ ...board, endpoints: [] }, 'controller').map(({ path }) => path),
      ['controller.endpoints'],
    );
  });
});
