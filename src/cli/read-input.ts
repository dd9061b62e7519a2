import { readDocument, type ReadDocument } from '../config/read-document.js';
import { GadgetError, issue } from '../errors.js';
import type { GadgetDefinition } from '../gadget/definition.js';
import type { ControllerProfile } from '../udc/profile.js';
import { fileSystem } from './file-system.js';
import type { Options } from './options.js';
import { tellIssues, type Sources } from './tell-issues.js';
import type { Terminal } from './terminal.js';

/** A document that was read. */
export interface Input {
  /** What it says. */
  readonly document: ReadDocument;
  /** Its text, for showing lines of it. */
  readonly sources: Sources;
}

const standardInput = 0;

/** Whether a parameter is a file: everything else is a name. */
export function isFile(parameter: string): boolean {
  return parameter === '-' || parameter.includes('/') || /\.(yaml|yml|json)$/.test(parameter);
}

/** What is wrong with a file, by the code of Node. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'you may not read it',
  EISDIR: 'it is a folder',
};

/**
 * The text of a file; `-` is standard input.
 *
 * @throws {@link GadgetError} with FILE_UNREADABLE.
 */
export function readText(file: string): string {
  try {
    return fileSystem.readFileSync(file === '-' ? standardInput : file, 'utf8');
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const fault = issue(
      'FILE_UNREADABLE',
      '',
      `"${file}" cannot be read: ${reasons[code] ?? message}.`,
      'Give a file with a gadget; - is standard input.',
    );
    throw new GadgetError([fault], { cause: error });
  }
}

/** Reads a document. */
export function readInput(file: string, { budget }: Options, controller?: ControllerProfile): Input {
  const text = readText(file);
  const name = file === '-' ? 'standard input' : file;
  const document = readDocument(text, {
    file: name,
    ...(budget !== undefined && { budget: budget as 'pikvm' | 'hardware' }),
    ...(controller && { controller }),
  });
  return { document, sources: new Map([[name, text]]) };
}

/**
 * The gadget of a file; what is to be said about it is told.
 *
 * @throws {@link GadgetError} with the errors that stand in the way.
 */
export function readDefinition(file: string, options: Options, terminal: Terminal): GadgetDefinition {
  const { document, sources } = readInput(file, options);
  const { definition, issues } = document;
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (!definition || errors.length) throw new GadgetError(errors);
  tellIssues(issues, terminal, sources);
  return definition;
}
