import { closeSync, existsSync, openSync, readdirSync, readSync } from 'node:fs';
import { isUtf8 } from 'node:buffer';
import { basename, dirname, join } from 'node:path';
import { readDocument, type ReadDocument } from '../config/read-document.js';
import { GadgetError, issue } from '../errors.js';
import type { GadgetDefinition } from '../gadget/definition.js';
import { didYouMean } from '../options/did-you-mean.js';
import type { ControllerProfile } from '../udc/profile.js';
import type { Options } from './options.js';
import { sources } from './sources.js';
import { tellIssues } from './tell-issues.js';
import type { Terminal } from './terminal.js';

const standardInput = 0;

/** Bytes; the largest document that makes sense is a tenth of it. */
const largestFile = 256 * 1024;

/** Whether a parameter is a file: everything else is a name. */
export function isFile(parameter: string): boolean {
  return parameter === '-' || parameter.includes('/') || /\.(yaml|yml|json)$/.test(parameter);
}

/** What is wrong with a file, by the code of Node. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'you may not read it',
  EISDIR: 'it is a folder',
};

/** What a file is called in messages. */
export const fileName = (file: string): string => (file === '-' ? 'standard input' : file);

/** The bytes of a file, but no more than one too many: it may be a device that never ends. */
function readBytes(file: string): Buffer {
  const descriptor = file === '-' ? standardInput : openSync(file, 'r');
  try {
    const bytes = Buffer.allocUnsafe(largestFile + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      read = readSync(descriptor, bytes, length, bytes.length - length, null);
    return bytes.subarray(0, length);
  } finally {
    if (descriptor !== standardInput) closeSync(descriptor);
  }
}

const usualHint = 'Give a file with a gadget; - is standard input.';

/** The name of a file, without its folder and its ending: people mistake neither. */
const bareName = (file: string): string => basename(file).replace(/\.(yaml|yml|json)$/, '');

/** A question for whoever left the ending out, or wrote a name that is nearly right. */
function hintFor(file: string): string {
  if (existsSync(file)) return usualHint;
  try {
    const folder = dirname(file);
    const documents = new Map(
      readdirSync(folder)
        .filter(isFile)
        .map((each) => [bareName(each), join(folder, each)]),
    );
    return didYouMean(bareName(file), [...documents.keys()], usualHint, (name) => documents.get(name)!);
  } catch {
    return usualHint;
  }
}

function unreadable(file: string, reason: string, cause?: unknown): GadgetError {
  const message = `${file === '-' ? fileName(file) : JSON.stringify(file)} cannot be read: ${reason}.`;
  return new GadgetError([issue('FILE_UNREADABLE', '', message, hintFor(file))], { cause });
}

/**
 * The text of a file; `-` is standard input.
 *
 * @throws {@link GadgetError} with FILE_UNREADABLE.
 */
export function readText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readBytes(file);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw unreadable(file, reasons[code] ?? message, error);
  }
  if (bytes.length > largestFile) throw unreadable(file, `it has more than ${largestFile} bytes`);
  if (!isUtf8(bytes)) throw unreadable(file, 'it is not text in UTF-8');
  const text = bytes.toString('utf8');
  sources.set(fileName(file), text);
  return text;
}

/** Reads a document. */
export function readInput(file: string, { budget }: Options, controller?: ControllerProfile): ReadDocument {
  return readDocument(readText(file), {
    file: fileName(file),
    ...(budget !== undefined && { budget: budget as 'pikvm' | 'hardware' }),
    ...(controller && { controller }),
  });
}

/**
 * The gadget of a file; what is to be said about it is told.
 *
 * @throws {@link GadgetError} with the errors that stand in the way.
 */
export function readDefinition(file: string, options: Options, terminal: Terminal): GadgetDefinition {
  const { definition, issues } = readInput(file, options);
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (!definition || errors.length) throw new GadgetError(errors);
  tellIssues(issues, terminal);
  return definition;
}
