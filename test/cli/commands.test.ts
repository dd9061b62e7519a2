import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { findControllerProfile, formatPlan, planCreate, type Plan } from 'usb-gadget';
import { readDocument } from 'usb-gadget/yaml';
import { folderOf, usbGadget, type Run } from './tool.js';

const page = 'examples/pikvm-page.override.yaml';

const eightPorts = Array.from({ length: 8 }, (_, index) => `{ driver: acm, name: port${index} }`).join(', ');
const document = (functions: string): string =>
  `gadget: { name: g1, vendorId: 1, productId: 2, functions: [${functions}] }\n`;

const cwd = folderOf({
  'serial.yaml': document('{ driver: acm }'),
  'obex.yaml': document('{ driver: obex }'),
  'uvc.yaml': document('{ driver: uvc, attributes: {} }'),
  'full.yaml': document(eightPorts),
  'board.yaml': document('{ driver: acm }').replace('name: g1', 'name: g1, udc: strange.0'),
  'profile.json': JSON.stringify({ ...findControllerProfile('dummy_hcd'), name: 'mine' }),
});

const json = ({ stdout }: Run): unknown => JSON.parse(stdout);

function definitionOfPage(): NonNullable<ReturnType<typeof readDocument>['definition']> {
  return readDocument(readFileSync(page, 'utf8')).definition!;
}

suite('check', { concurrency: true }, () => {
  test('ends with the verdict in one line', async () => {
    const { status, stdout } = await usbGadget(['check', page]);
    assert.equal(status, 0);
    assert.equal(stdout, 'kvmd: fits on Raspberry Pi, Linux 7.2: IN 6 of 7, OUT 2 of 7 endpoints used\n');
  });

  test('shows the line of the file and a caret below the place', async () => {
    const { stderr } = await usbGadget(['check', '-'], { input: 'gadget:\n\tname: g1\n' });
    assert.match(stderr, /^standard input:2:1: error: .*\n {4}2 \| \tname: g1\n {6}\| \^\n/);
  });

  test('tells errors first, then warnings, then notes, and how many there are of each', async () => {
    const { stderr } = await usbGadget(['check', '-'], {
      input: document(`{ driver: ecm }, { driver: rndis }, ${eightPorts}`),
    });
    const told = stderr.match(/(?<=: )(error|warning|note)(?=: )/g);
    assert.deepEqual(told, ['error', 'warning', 'note', 'note', 'note']);
    assert.match(stderr, /\n1 error, 1 warning, 3 notes\n$/);
  });

  test('refuses what does not bind, and tells what does', async () => {
    const { status, stdout, stderr } = await usbGadget(['check', 'serial.yaml', 'full.yaml'], { cwd });
    assert.equal(status, 1);
    assert.match(stdout, /^g1: fits on .*\ng1: does not bind on /);
    assert.match(stderr, /\[ENDPOINTS_EXHAUSTED\]/);
  });

  test('takes a function that waits for its program as a warning', async () => {
    const { status, stdout, stderr } = await usbGadget(['check', 'obex.yaml'], { cwd });
    assert.equal(status, 0);
    assert.match(stdout, /fits on .+, and waits for a program: /);
    assert.match(stderr, /warning: .*\[HELD_OFF_BUS\]/);
  });

  test('gives JSON, one object for each file, and nothing else on standard output', async () => {
    const reports = json(await usbGadget(['check', '--json', 'serial.yaml', 'full.yaml'], { cwd })) as {
      file: string;
      binds: boolean;
    }[];
    assert.deepEqual(
      reports.map(({ file, binds }) => [file, binds]),
      [
        ['serial.yaml', true],
        ['full.yaml', false],
      ],
    );
  });

  test('says less with --quiet', async () => {
    assert.equal((await usbGadget(['check', '--quiet', page])).stderr, '');
  });

  test('guesses for a controller that is not known, and says so', async () => {
    const { status, stderr } = await usbGadget(['check', 'board.yaml'], { cwd });
    assert.equal(status, 0);
    assert.match(stderr, /"strange\.0" is not known.*\[CONTROLLER_UNKNOWN\]/);
  });
});

suite('endpoints', { concurrency: true }, () => {
  test('gives the table as JSON in its documented form', async () => {
    const report = json(
      await usbGadget(['endpoints', '--json', '--kernel', '6.12', '--udc', 'dummy_hcd', 'serial.yaml'], {
        cwd,
      }),
    );
    assert.deepEqual(report, {
      udc: 'dummy_hcd',
      kernel: '6.12',
      binds: true,
      works: true,
      because: [],
      in: { used: 2, available: 12 },
      out: { used: 1, available: 12 },
      functions: [
        {
          name: 'acm.usb0',
          configuration: 'c.1',
          endpoints: [
            { direction: 'in', transfer: 'bulk', address: 0x81 },
            { direction: 'out', transfer: 'bulk', address: 0x02 },
            { direction: 'in', transfer: 'interrupt', address: 0x85 },
          ],
        },
      ],
      issues: [],
    });
  });

  test('names the reasons and what to turn off', async () => {
    const { status, stdout } = await usbGadget(['endpoints', 'full.yaml'], { cwd });
    assert.equal(status, 1);
    assert.match(stdout, /binds: no[^]*turn off: acm\./);
  });

  test('takes a controller from a file', async () => {
    const report = json(
      await usbGadget(['endpoints', '--json', '--udc', './profile.json', 'serial.yaml'], { cwd }),
    );
    assert.equal((report as { udc: string }).udc, 'mine');
  });
});

suite('descriptors', { concurrency: true }, () => {
  const device = /^Device: 120100020{6}406b1d0401000101020301$/m;

  test('prints what the host reads at the fastest speed, and at others that are named', async () => {
    const { status, stdout } = await usbGadget(['descriptors', page]);
    assert.equal(status, 0);
    assert.match(stdout, /^# At high speed\n/);
    assert.match(stdout, device);
    assert.match((await usbGadget(['descriptors', '--speed', 'full', page])).stdout, /^# At full speed\n/);
    assert.equal(
      (await usbGadget(['descriptors', '--speed', 'all', page])).stdout.match(/^# At /gm)?.length,
      2,
    );
  });

  test('gives JSON, with the issues in it', async () => {
    const found = json(await usbGadget(['descriptors', '--json', '--kernel', '6.12', page])) as {
      kernel: string;
      speeds: { speed: string; device: { hex: string } }[];
      issues: unknown[];
    };
    assert.equal(found.kernel, '6.12');
    assert.deepEqual(
      found.speeds.map(({ speed, device: { hex } }) => `${speed} ${hex.length / 2}`),
      ['high 18'],
    );
    assert.equal(found.issues.length, 1);
  });

  test('refuses what does not bind, a speed that is not there, and functions that it does not know', async () => {
    for (const [words, code] of [
      [['full.yaml'], 'ENDPOINTS_EXHAUSTED'],
      [['--speed', 'super', 'serial.yaml'], 'SPEED_MISSING'],
      [['uvc.yaml'], 'DESCRIPTORS_UNKNOWN'],
    ] as const) {
      const { status, stdout, stderr } = await usbGadget(['descriptors', '--json', ...words], { cwd });
      assert.equal(status, 1);
      assert.match(stderr, new RegExp(`\\[${code}\\]`));
      assert.ok(
        (JSON.parse(stdout) as { issues: { code: string }[] }).issues.some((each) => each.code === code),
      );
    }
  });
});

suite('plan and show', { concurrency: true }, () => {
  test('the plan is that of the library, as text and as JSON', async () => {
    const plan = planCreate(definitionOfPage(), { kernel: '6.1' });
    const [text, machine] = await Promise.all([
      usbGadget(['plan', page, '--kernel', '6.1']),
      usbGadget(['plan', page, '--kernel', '6.1', '--format', 'json']),
    ]);
    assert.equal(text.stdout, formatPlan(plan));
    assert.deepEqual(json(machine), plan);
  });

  test('a controller of a machine is bound to by its name, a profile is not', async () => {
    const bound = async (udc: string): Promise<unknown> => {
      const { operations } = json(
        await usbGadget(['plan', '--json', '--udc', udc, 'serial.yaml'], { cwd }),
      ) as Plan;
      return operations.at(-1);
    };
    assert.deepEqual(await bound('dummy_udc.0'), { op: 'bind', path: 'g1/UDC', udc: 'dummy_udc.0' });
    assert.deepEqual(await bound('dummy_hcd'), { op: 'bind', path: 'g1/UDC', udc: '' });
  });

  test('the way down ends with nothing, the script is a script, and without a bind there is none', async () => {
    const [down, script, unbound] = await Promise.all([
      usbGadget(['plan', '--down', page]),
      usbGadget(['plan', '--format', 'sh', page]),
      usbGadget(['plan', '--no-bind', 'full.yaml'], { cwd }),
    ]);
    assert.match(down.stdout, /\n {2}rmdir {3}kvmd\n/);
    assert.match(script.stdout, /^#!\/bin\/sh\n/);
    assert.doesNotMatch(unbound.stdout, / bind /);
    assert.equal(unbound.status, 0);
  });

  test("PiKVM's file becomes a document of ours that gives the same definition", async () => {
    const { stdout } = await usbGadget(['show', page]);
    assert.deepEqual(readDocument(stdout).definition, definitionOfPage());
  });

  test('the definition as JSON is the definition', async () => {
    assert.deepEqual(json(await usbGadget(['show', '--format', 'json', page])), definitionOfPage());
  });

  test('the hardware decides what is linked, if that is asked for', async () => {
    const both = 'otg: { devices: { ethernet: { enabled: true }, serial: { enabled: true } } }';
    const run = await usbGadget(['show', '--json', '--budget', 'hardware', '-'], { input: both });
    assert.match(run.stderr, /BUDGET_EXCEEDED/);
  });
});

suite('on a simulated machine', { concurrency: true }, () => {
  test('up tells each step with --verbose, and the end without', async () => {
    const quiet = await usbGadget(['up', 'serial.yaml', '--simulate=6.1'], { cwd });
    assert.equal(quiet.stderr, 'g1: on fe980000.usb, 7 operations\n');
    const verbose = await usbGadget(['up', 'serial.yaml', '--simulate', '--verbose'], { cwd });
    assert.match(verbose.stderr, /^1\/7 mkdir {3}g1\n[^]*7\/7 bind {4}g1\/UDC = fe980000\.usb\n/);
  });

  test('up gives JSON', async () => {
    const result = json(
      await usbGadget(['up', '--json', '--simulate', '--udc', 'dummy_udc.0', 'serial.yaml'], { cwd }),
    );
    const { name, udc, changed } = result as { name: string; udc: string; changed: boolean };
    assert.deepEqual({ name, udc, changed }, { name: 'g1', udc: 'dummy_udc.0', changed: true });
  });

  test('up refuses what does not bind, and writes it with --no-bind', async () => {
    const refused = await usbGadget(['up', '--simulate', 'full.yaml'], { cwd });
    assert.equal(refused.status, 1);
    assert.match(
      refused.stderr,
      /g1: does not bind on .*: IN \d+ of \d+, OUT \d+ of \d+ endpoints used\n {2}Turn off /,
    );
    const errorsOnly = await usbGadget(['up', '--simulate', '--quiet', 'full.yaml'], { cwd });
    assert.match(errorsOnly.stderr, /ENDPOINTS_EXHAUSTED/);
    assert.doesNotMatch(errorsOnly.stderr, /endpoints used/);
    const { status, stderr } = await usbGadget(['up', '--simulate', '--no-bind', 'full.yaml'], { cwd });
    assert.equal(status, 0, stderr);
    assert.match(stderr, /g1: not bound/);
  });

  test('up with --dry-run prints the plan', async () => {
    const { stdout } = await usbGadget(['up', '--simulate', '--dry-run', 'serial.yaml'], { cwd });
    assert.match(stdout, /^g1 on Linux 7\.2: 7 operations/);
  });

  test('there are no gadgets, and one controller', async () => {
    assert.deepEqual(json(await usbGadget(['list', '--simulate', '--json'])), []);
    assert.deepEqual(json(await usbGadget(['udc', '--simulate', '--json'])), [
      {
        name: 'fe980000.usb',
        state: 'not attached',
        holder: '',
        currentSpeed: 'UNKNOWN',
        maximumSpeed: 'high-speed',
        profile: 'dwc2-bcm2835',
      },
    ]);
  });

  test('down --all has nothing to do', async () => {
    const { status, stderr } = await usbGadget(['down', '--all', '--simulate']);
    assert.equal(status, 0, stderr);
  });
});

suite('what is known', { concurrency: true }, () => {
  test('the schema is that of the package', async () => {
    assert.deepEqual(json(await usbGadget(['schema'])), JSON.parse(readFileSync('dist/schema.json', 'utf8')));
  });

  test('a profile is printed in the form of a file', async () => {
    assert.deepEqual(json(await usbGadget(['udcs', 'dwc3:16'])), findControllerProfile('dwc3:16'));
    assert.match((await usbGadget(['udcs'])).stdout, /^PROFILE .*\ndwc2-bcm2835 {2,}7 {3}7 /);
  });
});
