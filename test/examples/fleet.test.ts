import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { promisify } from 'node:util';
import { faultsOf, gadgetFor, type Board, type Inventory } from '../../examples/fleet/fleet.js';

const run = promisify(execFile);
const inventory = 'examples/fleet/inventory.json';
const { hosts } = (JSON.parse(readFileSync(inventory, 'utf8')) as Inventory).all;
const folder = mkdtempSync(join(tmpdir(), 'fleet-'));
after(() => rmSync(folder, { recursive: true }));

const meter: Board = { controller: 'max3420', kernel: '6.12', functions: ['console', 'card'] };

const makeFleet = (file: string, into: string): Promise<{ stdout: string }> =>
  run(process.execPath, ['.build/examples/fleet/fleet.js', file, into]);

suite('the fleet', () => {
  test('has boards of several controllers and kernels, and each fits', () => {
    for (const what of ['controller', 'kernel'] as const)
      assert.ok(new Set(Object.values(hosts).map((board) => board[what])).size > 1, what);
    for (const [name, board] of Object.entries(hosts)) assert.deepEqual(faultsOf(name, board), []);
  });

  test('gives each board a serial number and addresses of its own', () => {
    const [first, second] = ['desk-1', 'desk-2'].map((name) => gadgetFor(name, hosts[name]!).toDefinition());
    assert.notDeepEqual(first!.strings, second!.strings);
    assert.notDeepEqual(first!.functions, second!.functions);
    assert.deepEqual(gadgetFor('desk-1', hosts['desk-1']!).toDefinition(), first);
  });

  test('knows which board has no endpoints for its functions', () => {
    assert.deepEqual(
      faultsOf('meter', meter).map(({ code }) => code),
      ['ENDPOINTS_EXHAUSTED'],
    );
  });

  test('is written as scripts that any shell can read, with units that need no Node', async () => {
    const into = join(folder, 'boards');
    const { stdout } = await makeFleet(inventory, into);
    assert.equal(stdout, 'desk-1: fits\ndesk-2: fits\ngate: fits\nmeter: fits\n');
    assert.deepEqual(
      readdirSync(into),
      Object.keys(hosts).map((name) => `${name}.sh`),
    );
    const gate = join(into, 'gate.sh');
    await run('sh', ['-n', gate]);
    const script = readFileSync(gate, 'utf8');
    assert.match(script, /^put 'gate' .*serialnumber$/m);
    assert.match(script, /^ExecStart=\/bin\/sh \/etc\/usb-gadget\/board\/up\.sh$/m);
    assert.doesNotMatch(script, /\bnode\b/);
  });

  test('is not written at all if one board cannot have its gadget', async () => {
    const faulty = join(folder, 'inventory.json');
    writeFileSync(faulty, JSON.stringify({ all: { hosts: { ...hosts, meter } } }));
    const into = join(folder, 'none');
    await assert.rejects(makeFleet(faulty, into), (error: { readonly stdout: string }) => {
      assert.match(error.stdout, /^meter: error ENDPOINTS_EXHAUSTED/m);
      return true;
    });
    assert.equal(existsSync(into), false);
  });
});
