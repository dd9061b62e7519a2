import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { readDocument } from '../../config/read-document.js';
import { hasErrors, type Issue } from '../../errors.js';
import { validate } from '../../gadget/validate.js';
import { didYouMean } from '../../options/did-you-mean.js';
import { askForTemplate, hostsOf, isId, type Wish } from '../ask-template.js';
import type { Command } from '../command.js';
import { fillTemplate, type TemplateAnswers } from '../fill-template.js';
import { formatTable } from '../format-table.js';
import type { Options } from '../options.js';
import { fileName } from '../read-input.js';
import { openQuestions } from '../questions.js';
import { isProfile, namedController } from '../target.js';
import { templates, type Template } from '../templates.js';
import { sources } from '../sources.js';
import { tellIssues } from '../tell-issues.js';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usage-error.js';
import { createFile, rewriteFile } from '../write-file.js';
import { check } from './check.js';

function templateNamed(name: string, known: readonly Template[]): Template {
  const found = known.find((each) => each.name === name);
  if (found) return found;
  const names = known.map((each) => each.name);
  throw usageError(
    `There is no template "${name}".`,
    didYouMean(name, names, '`usb-gadget init --list` lists them.'),
  );
}

/** What the options say. */
function answersOf(options: Options): TemplateAnswers {
  for (const name of ['vendor-id', 'product-id'] as const) {
    const value = options[name];
    if (value !== undefined && !isId(value))
      throw usageError(`--${name} expected a number from 0 to 0xffff, got "${value}".`, 'As in 0x1d6b.');
  }
  const { name, hosts = '', 'vendor-id': vendorId, 'product-id': productId, serial: serialNumber } = options;
  return { name, hosts: hostsOf(hosts), vendorId, productId, serialNumber };
}

const isController = (udc: string): boolean => {
  try {
    namedController({ udc });
    return true;
  } catch {
    return false;
  }
};

/** Asks the person at the terminal; what options say already is the usual answer. */
async function askPerson(options: Options, known: readonly Template[]): Promise<Wish> {
  const { ask, close } = await openQuestions(process.stdin, process.stderr);
  try {
    return await askForTemplate(ask, known, isController, {
      controller: options.udc,
      answers: answersOf(options),
    });
  } finally {
    close();
  }
}

const lines = (rows: readonly (readonly string[])[]): string => `${formatTable(rows).join('\n')}\n`;

/** What is wanted: options say it, or a person does. */
async function wishOf(options: Options, known: readonly Template[], terminal: Terminal): Promise<Wish> {
  if (options.template !== undefined)
    return {
      template: templateNamed(options.template, known),
      controller: options.udc,
      answers: answersOf(options),
    };
  if (!process.stdin.isTTY)
    throw usageError(
      '"init" needs a --template where there is no terminal to ask at.',
      'Write --template TEMPLATE; `usb-gadget init --list` lists them.',
    );
  terminal.tell(lines(known.map(({ name, about }, index) => [String(index + 1).padStart(2), name, about])));
  return askPerson(options, known);
}

const schema = 'node_modules/usb-gadget/dist/schema.json';

/** The schema as it is installed in the document's project, from where the document will be: that holds wherever the project goes. */
function schemaFor(file: string): string | undefined {
  const home = dirname(resolve(file));
  for (let folder = home; ; folder = dirname(folder)) {
    if (existsSync(join(folder, schema))) return relative(home, join(folder, schema));
    if (folder === dirname(folder)) return undefined;
  }
}

/** The document, and what keeps it from being one that any machine takes. */
function documentOf({ template, controller, answers }: Wish, file: string): [text: string, faults: Issue[]] {
  const udc = controller === undefined || isProfile(controller) ? undefined : controller;
  const text = fillTemplate(template.text, { ...answers, udc }, schemaFor(file));
  const { definition, issues, locate } = readDocument(text, { file: fileName(file) });
  const found = [...issues, ...(definition ? locate(validate(definition)) : [])];
  return [text, found.filter((each) => hasErrors([each], 'write', 'run'))];
}

/** `usb-gadget init`: a document from a template. */
export const init: Command = async ([parameter], options, terminal) => {
  const known = templates();
  if (options.list) {
    terminal.print(lines(known.map(({ name, about }) => [name, about])));
    return 0;
  }
  const wish = await wishOf(options, known, terminal);
  const board = wish.controller === undefined ? {} : { udc: wish.controller };
  namedController(board);
  const file = parameter ?? `${wish.answers.name ?? wish.template.name}.yaml`;
  const [text, faults] = documentOf(wish, file);
  sources.set(fileName(file), text);
  tellIssues(faults, terminal);
  if (faults.length) return 1;
  if (file === '-') {
    terminal.print(text);
    return 0;
  }
  (options.force ? rewriteFile : createFile)(file, text);
  if (!terminal.quiet) terminal.tell(`${file}: from the template ${wish.template.name}\n`);
  return check([file], board, terminal);
};
