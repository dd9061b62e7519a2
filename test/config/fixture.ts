import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatIssue, type Issue } from '../../src/errors.js';
import { readDocument, type ReadDocument, type ReadDocumentOptions } from '../../src/config/read-document.js';
import type { GadgetDefinition } from '../../src/gadget/definition.js';

/** Tests run in the folder of package.json. */
const folder = join('test', 'fixtures', 'pikvm');

export const fixture = (name: string): string => readFileSync(join(folder, name), 'utf8');

export const read = (text: string, options: ReadDocumentOptions = {}): ReadDocument =>
  readDocument(text, { file: 'file.yaml', ...options });

/** The gadget of a text in which nothing is wrong. */
export function gadgetOf(text: string, options: ReadDocumentOptions = {}): GadgetDefinition {
  const { definition, issues } = read(text, options);
  assert.ok(definition, issues.map(formatIssue).join('\n'));
  return definition;
}

/** `code line:column path`, of every issue. */
export const brief = (issues: readonly Issue[]): string[] =>
  issues.map(({ code, path, location }) =>
    [code, location && `${location.line}:${location.column}`, path].join(' ').trim(),
  );

/** The functions of a gadget that are linked. */
export const linked = (definition: GadgetDefinition): readonly string[] =>
  definition.configurations[0]!.functions;

/** PiKVM's file with a network card, which its network needs, above more of the file, indented as that is. */
export const withCard = (text: string): string =>
  `${/^ */.exec(text)![0]}otg: {devices: {ethernet: {enabled: true}}}\n${text}`;

/** A document that says one thing: `otg: {devices: {msd: {start: no}}}`. */
export function saying(path: string, value: string): string {
  const [first = '', ...rest] = path.split('.');
  return `${first}: ${rest.reduceRight((inner, key) => `{${key}: ${inner}}`, value)}`;
}
