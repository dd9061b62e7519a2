import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { suite, test } from 'node:test';
import { hasErrors, validate } from 'usb-gadget';
import { readDocument, type ReadDocument } from 'usb-gadget/yaml';
import { askForTemplate, type Ask } from '../../src/cli/ask-template.js';
import { openQuestions } from '../../src/cli/questions.js';
import { fillTemplate } from '../../src/cli/fill-template.js';
import { folderOf, usbGadget, type Run } from './tool.js';

const cwd = folderOf({ 'taken.yaml': 'mine\n' });
const init = (...words: readonly string[]): Promise<Run> => usbGadget(['init', ...words], { cwd });
const textOf = (file: string): string => readFileSync(join(cwd, file), 'utf8');
const read = (text: string): ReadDocument => readDocument(text, { file: 'filled' });

const templates = readdirSync('examples')
  .filter((file) => file.endsWith('.yaml') && !file.includes('override'))
  .map((file) => ({
    name: file.replace('.yaml', ''),
    about: '',
    text: readFileSync(`examples/${file}`, 'utf8'),
  }));

/** Answers of a person, in order; what was asked is in the list. */
function person(answers: readonly string[]): { readonly ask: Ask; readonly asked: string[] } {
  const asked: string[] = [];
  const ask: Ask = (question, usual) => {
    asked.push(question);
    return Promise.resolve(answers[asked.length - 1] || usual);
  };
  return { ask, asked };
}

suite('a template', () => {
  for (const { name, text } of templates)
    test(`${name} takes a name, ids, hosts, a controller and a serial number, and has no faults`, () => {
      const filled = fillTemplate(
        text,
        {
          name: 'mine',
          vendorId: '0x1209',
          productId: '7',
          hosts: ['linux', 'macos'],
          udc: 'fe980000.usb',
          serialNumber: 'A 7',
        },
        'schema.json',
      );
      const { definition, issues } = read(filled);
      assert.ok(definition, JSON.stringify(issues));
      const { name: named, vendorId, productId, hosts, udc, strings } = definition;
      assert.deepEqual(
        [named, vendorId, productId, hosts, udc, strings?.['0x409']?.serialNumber],
        ['mine', 0x1209, 7, ['linux', 'macos'], 'fe980000.usb', 'A 7'],
      );
      assert.equal(hasErrors([...issues, ...validate(definition)]), false);
    });

  test('has other MAC addresses under another name or serial number', () => {
    const card = templates.find(({ name }) => name === 'usb-network-card')!.text;
    const addressOf = (answers: object): unknown => {
      const [first] = read(fillTemplate(card, answers)).definition!.functions;
      return 'hostAddress' in first! && first.hostAddress;
    };
    const addresses = [{}, { name: 'mine' }, { serialNumber: '2' }].map(addressOf);
    assert.equal(new Set(addresses).size, 3);
    assert.equal(addressOf({}), addressOf({ name: 'network-card', serialNumber: '0001' }));
  });

  test('keeps names that YAML would take for something else', () => {
    for (const name of ['on', 'null', '007', '0x10', "it's", 'a: b', '#1', '$&']) {
      const { definition } = read(fillTemplate(templates[0]!.text, { name, serialNumber: name }, ''));
      assert.equal(definition?.name, name);
      assert.equal(definition.strings?.['0x409']?.serialNumber, name);
    }
  });
});

suite('init by options', { concurrency: true }, () => {
  test('lists the templates, each with what it is', async () => {
    const { status, stdout } = await init('--list');
    assert.equal(status, 0);
    const lines = stdout.trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => line.split(' ')[0]),
      templates.map(({ name }) => name),
    );
    for (const line of lines) assert.match(line, /^\S+ +[A-Z].*[.]$/);
  });

  test('writes a document, and judges it for the board', async () => {
    const { status, stdout, stderr } = await init(
      ...['--template', 'serial-console', '--name', 'desk', '--udc', 'max3420', '--hosts', 'linux'],
    );
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^desk: fits on MAX3420 on SPI, .*: IN 2 of 2, OUT 1 of 1/);
    assert.match(stderr, /^desk\.yaml: from the template serial-console$/m);
    const text = textOf('desk.yaml');
    assert.match(text, /^# A serial port/);
    const { definition } = read(text);
    // A profile is no controller of a machine.
    assert.deepEqual([definition?.name, definition?.hosts, definition?.udc], ['desk', ['linux'], undefined]);
  });

  test('tells editors of the schema that the project has installed, by a path that holds wherever the project goes', async () => {
    const installed = 'node_modules/usb-gadget/dist/schema.json';
    const project = folderOf({});
    mkdirSync(join(project, 'boards/desk'), { recursive: true });
    mkdirSync(join(project, installed, '..'), { recursive: true });
    writeFileSync(join(project, installed), '{}');
    for (const [folder, path] of [
      ['.', installed],
      ['boards/desk', `../../${installed}`],
    ] as const) {
      const words = ['init', '--template', 'gamepad', `${folder}/pad.yaml`];
      assert.equal((await usbGadget(words, { cwd: project })).status, 0);
      const [first] = readFileSync(join(project, folder, 'pad.yaml'), 'utf8').split('\n');
      assert.equal(first, `# yaml-language-server: $schema=${path}`);
    }
  });

  test('writes the controller of a machine down', async () => {
    const { stdout } = await init('--template', 'gamepad', '--udc', 'fe980000.usb', '-');
    assert.equal(read(stdout).definition?.udc, 'fe980000.usb');
  });

  test('writes the document all the same where it does not fit the board, and says so', async () => {
    const { status, stdout } = await init('--template', 'pikvm-page', '--udc', 'max3420', 'big.yaml');
    assert.equal(status, 1);
    assert.match(stdout, /does not bind on MAX3420/);
    assert.ok(existsSync(join(cwd, 'big.yaml')));
  });

  test('writes over a file only with --force', async () => {
    const words = ['--template', 'gamepad', 'taken.yaml'];
    const { status, stderr } = await init(...words);
    assert.equal(status, 1);
    assert.match(stderr, /"taken\.yaml" is there already\..*\[FILE_EXISTS\]/);
    assert.equal(textOf('taken.yaml'), 'mine\n');
    assert.equal((await init(...words, '--force')).status, 0);
    assert.match(textOf('taken.yaml'), /name: gamepad/);
  });

  test('writes nothing that has faults', async () => {
    const { status, stderr } = await init('--template', 'gamepad', '--name', 'a/b', 'slash.yaml');
    assert.equal(status, 1);
    assert.match(stderr, /^slash\.yaml:4:9: error: .*\[NAME_INVALID\]/);
    assert.equal(existsSync(join(cwd, 'slash.yaml')), false);
  });

  for (const [words, said] of [
    ['', /"init" needs a --template where there is no terminal/],
    ['--template gamepat', /no template "gamepat".*\n.*Did you mean "gamepad"\?/],
    ['--template gamepad --vendor-id 0x10000', /--vendor-id expected a number from 0 to 0xffff/],
  ] as const)
    test(`refuses init ${words} as wrong usage`, async () => {
      const { status, stderr } = await init(...words.split(' ').filter(Boolean));
      assert.equal(status, 2);
      assert.match(stderr, said);
    });
});

suite('init by questions', () => {
  const known = (name: string): boolean => name === 'max3420' || name === 'dwc2-bcm2835';

  test('takes the usual answers', async () => {
    const { ask, asked } = person([]);
    const { template, controller, answers } = await askForTemplate(ask, templates, known);
    assert.equal(asked.length, 7);
    assert.deepEqual([template.name, controller], [templates[0]!.name, 'dwc2-bcm2835']);
    assert.deepEqual(answers, {
      name: templates[0]!.name,
      hosts: [],
      vendorId: '0x1d6b',
      productId: '0x0104',
      serialNumber: '0001',
    });
  });

  test('asks again for what it cannot take', async () => {
    const { ask, asked } = person([
      'toaster',
      'webcan',
      'webcam',
      'eye',
      'pi5',
      'max3420',
      'win11',
      'windows-11, linux',
      '70000',
      '0x1209',
      '1',
      'A7',
    ]);
    const { template, controller, answers } = await askForTemplate(ask, templates, known);
    assert.deepEqual([template.name, controller], ['webcam', 'max3420']);
    assert.deepEqual(answers, {
      name: 'eye',
      hosts: ['windows-11', 'linux'],
      vendorId: '0x1209',
      productId: '1',
      serialNumber: 'A7',
    });
    const again = asked.filter((question) => question.includes('will not do'));
    assert.deepEqual(
      again.map((question) => question.split(' ')[0]),
      ['"toaster"', '"webcan"', '"pi5"', '"win11"', '"70000"'],
    );
    assert.deepEqual(
      again.filter((question) => question.includes('Did you mean')),
      ['"webcan" will not do. Did you mean "webcam"?', '"win11" will not do. Did you mean "windows-11"?'],
    );
  });

  test('takes for usual what options have said', async () => {
    const { ask } = person([]);
    const given = { name: 'desk', hosts: ['linux'], vendorId: '1', productId: '2', serialNumber: '3' };
    const wish = await askForTemplate(ask, templates, known, { controller: 'max3420', answers: given });
    assert.equal(wish.controller, 'max3420');
    assert.deepEqual(wish.answers, given);
  });

  /** A person who answers each question once it is there; undefined: who goes away. */
  const atTerminal = (
    answers: readonly (string | undefined)[],
  ): [input: PassThrough, output: PassThrough] => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const left = [...answers];
    output.on('data', (text: Buffer) => {
      if (!text.toString().endsWith(': ')) return;
      const answer = left.shift();
      if (answer === undefined) input.end();
      else input.write(`${answer}\n`);
    });
    return [input, output];
  };

  test('goes on at a terminal line by line', async () => {
    const { ask, close } = await openQuestions(...atTerminal(['  desk ', '']));
    assert.equal(await ask('Its name', 'gamepad'), 'desk');
    assert.equal(await ask('Serial number', '0001'), '0001');
    close();
  });

  test('ends when the person goes away', async () => {
    const { ask } = await openQuestions(...atTerminal(['desk', undefined]));
    assert.equal(await ask('Its name', 'gamepad'), 'desk');
    await assert.rejects(
      ask('Serial number', '0001'),
      ({ code, issues: [issue] }) => code === 'ABORTED' && issue.hint.includes('init --help'),
    );
  });
});

test('nothing is left beside the documents that were written', () => {
  assert.deepEqual(
    readdirSync(cwd).filter((file) => file.endsWith('.new')),
    [],
  );
});
