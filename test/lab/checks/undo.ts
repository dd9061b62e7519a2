import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { GadgetError } from 'usb-gadget';
import { down, up } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { counting, failingAt } from '../../live/failing-system.js';
import { bound, changed, images, keyboard } from '../../live/gadgets.js';
import type { CheckGroup } from '../report.js';
import { snapshot } from '../snapshot.js';

const udc = 'dummy_udc.0';

/** For every k, an apply that fails at its k-th change leaves configfs as it was. */
export const undo: CheckGroup = {
  name: 'undo',
  checks: async (report) => {
    for (const [path, size] of Object.entries(images)) writeFileSync(path, Buffer.alloc(size, 1));
    const system = new NodeSystem();

    await report.check('undo: a failure at any operation of making a gadget leaves nothing', async () => {
      const { system: counted, count } = counting(system);
      await up(bound, counted, { udc });
      await down('g1', system);
      assert.ok(count() > 30);
      for (let at = 0; at < count(); at++) {
        const error: unknown = await up(bound, failingAt(system, at), { udc }).catch(
          (reason: unknown) => reason,
        );
        assert.ok(error instanceof GadgetError, `at ${at}: ${String(error)}`);
        assert.deepEqual(snapshot(), {}, `after a failure at operation ${at}`);
      }
    });

    await report.check(
      'undo: a failure at any operation of changing a bound gadget puts it back, media and all',
      async () => {
        await up(bound, system, { udc });
        const { system: counted, count } = counting(system);
        await up(changed, counted, { udc });
        await down('g1', system);
        await up(bound, system, { udc });
        const before = snapshot();
        assert.ok(count() > 20);
        for (let at = 0; at < count(); at++) {
          const error: unknown = await up(changed, failingAt(system, at), { udc }).catch(
            (reason: unknown) => reason,
          );
          assert.ok(error instanceof GadgetError, `at ${at}: ${String(error)}`);
          assert.deepEqual(snapshot(), before, `after a failure at operation ${at}`);
        }
        await down('g1', system);
      },
    );

    await report.check('undo: an abort at any operation leaves nothing', async () => {
      for (let at = 0; at < 12; at++) {
        const stop = new AbortController();
        let seen = 0;
        const onProgress = (): void => {
          if (seen++ === at) stop.abort();
        };
        const error: unknown = await up(keyboard, system, { udc, signal: stop.signal, onProgress }).catch(
          (reason: unknown) => reason,
        );
        assert.ok(error instanceof GadgetError && error.code === 'ABORTED', String(error));
        assert.deepEqual(snapshot(), {});
      }
    });
  },
};
