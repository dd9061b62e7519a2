import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kernelVersion } from '../../src/attributes/kernel-version.js';
import { toTree } from '../../src/configfs/to-tree.js';
import { writeDocument } from '../../src/config/write-document.js';
import { fixture, gadgetOf } from './fixture.js';
import { madeFolders, recordedTree, untouched } from './recorded-tree.js';

const files = ['default', 'rndis', 'ncm-serial-over', 'drives'];
const kernels = ['6.12', '7.2'];

describe('a file of PiKVM becomes what PiKVM itself left in configfs', () => {
  for (const file of files)
    for (const kernel of kernels) {
      const version = kernelVersion(kernel);
      const recorded = recordedTree(`${file}.${kernel}.tree`);
      const definition = gadgetOf(fixture(`${file}.yaml`));
      const entries = [...toTree(definition, version).entries].map(
        ([path, entry]) => [path.replace(/^kvmd\/?/, ''), entry] as const,
      );
      const made = new Map(entries);

      it(`${file} on ${kernel}: every attribute that is written`, () => {
        let compared = 0;
        for (const [path, entry] of entries) {
          // PiKVM's own kernel has these; the recordings are of kernels that do not.
          if (entry.type !== 'attribute' || entry.attribute.vendor) continue;
          const shown = entry.attribute.codec.store(entry.text, untouched(path, version) ?? '');
          // Recorded as bytes, for the NUL in them.
          const text = /_addr$/.test(path) ? Buffer.from(String(shown)).toString('hex') : shown;
          assert.equal(recorded.get(path), text, path);
          compared++;
        }
        assert.ok(compared > 25);
      });

      it(`${file} on ${kernel}: every other attribute is as the kernel made it`, () => {
        for (const [path, shown] of recorded) {
          if (shown === '/' || shown.startsWith('-> ') || made.has(path)) continue;
          const fresh = untouched(path, version);
          if (fresh !== undefined) assert.equal(shown, fresh, path);
        }
      });

      it(`${file} on ${kernel}: the same folders and links`, () => {
        const folders = entries.filter(([path, { type }]) => path && type === 'folder').map(([path]) => path);
        assert.deepEqual(folders.sort(), madeFolders(recorded, version).sort());
        const links = entries.flatMap(([path, entry]) =>
          entry.type === 'link' ? [`${path} -> ${entry.target}`] : [],
        );
        const recordedLinks = [...recorded].filter(([, value]) => value.startsWith('-> '));
        assert.deepEqual(links.sort(), recordedLinks.map(([path, target]) => `${path} ${target}`).sort());
      });
    }

  for (const file of files)
    it(`${file}: and the same through our own document`, () => {
      const definition = gadgetOf(fixture(`${file}.yaml`));
      assert.deepEqual(gadgetOf(writeDocument(definition)), definition);
    });
});
