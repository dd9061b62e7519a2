import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Alias,
  type Document,
  type Node,
  type Pair,
  type YAMLError,
} from 'yaml';
import { issue, type DocumentLocation, type Issue, type LocatedIssue } from '../errors.js';
import { findPlace, keyText } from './places.js';

/** How the values of a document are taken. */
export interface Reading {
  /** Scalars are taken as the text that stands there, but for null; else as the core schema of YAML 1.2 reads them. */
  readonly asTexts: boolean;
  /** Whether what stands below these keys is ours to judge. */
  isOurs(keys: readonly string[]): boolean;
}

/** A YAML document, with what is wrong with it as such. */
export interface YamlDocument {
  /** What keeps it from being read. If there is anything, there is no more to ask of it. */
  readonly faults: readonly LocatedIssue[];
  /** The keys of its top level; undefined if it is no map. */
  readonly keys: readonly string[] | undefined;
  /** Its values, and what is wrong with them whatever they mean. */
  read(reading: Reading): { readonly value: unknown; readonly faults: readonly Issue[] };
  /** The same issues with the places that their paths have here, or their nearest ancestors, in the order of the document. */
  locate(issues: readonly Issue[]): LocatedIssue[];
}

/** More than people write by hand; beyond it, aliases of aliases could stand for billions of values. */
const mostAliases = 100;
/** Nobody reads more. */
const mostFaults = 20;

const standardTag = /^(!|tag:yaml\.org,2002:(str|int|float|bool|null|map|seq))$/;

const cures: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'Keep one of the two, with everything that belongs below it.',
  MULTIPLE_DOCS: 'Put each document into a file of its own.',
  NON_STRING_KEY: 'A key is one word. A value that begins with {{, as in templates, wants quotes.',
  TAB_AS_INDENT: 'Indent with spaces.',
};
const blankCure = 'Write an ordinary space for the no-break space (U+00A0) on this line.';
const anyCure =
  'Look at quotes, at the indentation, and for a missing space after a colon, here and on the lines around.';

const syntaxFault = (path: string, message: string, hint: string): Issue =>
  issue(
    'DOCUMENT_SYNTAX',
    path,
    `This is no YAML that can be read: ${message.replace(/^With stringKeys, |;.*|\.$/g, '')}.`,
    hint,
  );

type Ancestors = readonly (Document | Node | Pair)[];

const keysOf = (ancestors: Ancestors): string[] => ancestors.filter(isPair).map(keyText);

/** The path of a node, as in issues. */
function pathOf(ancestors: Ancestors, node: Node): string {
  const nodes = [...ancestors, node];
  const steps = nodes.map((each, index) => {
    if (isPair(each)) return `.${keyText(each)}`;
    const parent = nodes[index - 1];
    return isSeq(parent) ? `[${parent.items.indexOf(each)}]` : '';
  });
  return steps.join('').replace(/^\./, '');
}

/** What a number is taken for, where that may not be what was meant. */
const misread = (source: string, key: string): string | undefined =>
  /^[-+]?0\d/.test(source)
    ? 'octal to some readers of YAML and decimal to others'
    : key.endsWith('Version') && /\.0*$/.test(source)
      ? 'a plain number here: version 2.00 is 0x0200'
      : undefined;

/** What is wrong with a node whatever it means; a scalar that is to be taken as text is made one. */
function readNode(node: Node, ancestors: Ancestors, { asTexts, isOurs }: Reading): Issue | undefined {
  const { tag } = node;
  if (tag !== undefined && !standardTag.test(tag) && isOurs(keysOf(ancestors)))
    return issue(
      'DOCUMENT_TAG',
      pathOf(ancestors, node),
      `The tag ${tag} is not followed here, so what it stands for is not known.`,
      tag === '!include'
        ? 'Put the contents of that file here, or read that file by itself.'
        : 'Leave the tag out.',
    );
  if (!isScalar(node) || node.source === undefined) return undefined;
  if (asTexts) {
    if (node.value !== null) node.value = node.source;
    return undefined;
  }
  const taken = typeof node.value === 'number' && misread(node.source, keysOf(ancestors).at(-1) ?? '');
  if (taken)
    return issue(
      'VALUE_FORMAT',
      pathOf(ancestors, node),
      `${node.source} is ${taken}.`,
      'Write 0x before hexadecimal digits, leave the zero out of decimal ones, or put a text in quotes.',
    );
  return undefined;
}

function aliasFault(
  alias: Alias,
  ancestors: Ancestors,
  document: Document,
  count: number,
): Issue | undefined {
  const path = pathOf(ancestors, alias);
  if (count > mostAliases)
    return syntaxFault(path, `more than ${mostAliases} aliases`, 'Write some of them out.');
  const target = alias.resolve(document);
  if (!target)
    return syntaxFault(
      path,
      `there is no &${alias.source} before *${alias.source}`,
      'Give the anchor first.',
    );
  if (ancestors.includes(target))
    return syntaxFault(path, `*${alias.source} is part of itself`, 'Write it out.');
  return undefined;
}

function read(document: Document, reading: Reading): { value: unknown; faults: Issue[] } {
  const faults: Issue[] = [];
  let aliases = 0;
  visit(document, {
    Alias(_key, alias, ancestors) {
      const fault = aliasFault(alias, ancestors, document, ++aliases);
      if (fault) faults.push(fault);
      return aliases > mostAliases ? visit.BREAK : undefined;
    },
    Value(key, node, ancestors) {
      const fault = key === 'key' ? undefined : readNode(node, ancestors, reading);
      if (fault) faults.push(fault);
    },
  });
  if (faults.length) return { value: undefined, faults };
  try {
    return { value: document.toJS({ maxAliasCount: mostAliases }), faults };
  } catch (error) {
    return { value: undefined, faults: [syntaxFault('', (error as Error).message, anyCure)] };
  }
}

function parse(text: string, lineCounter: LineCounter): Document | Error {
  try {
    // Merge keys are YAML 1.1, and people use them.
    return parseDocument(text, {
      lineCounter,
      prettyErrors: false,
      logLevel: 'error',
      stringKeys: true,
      merge: true,
    });
  } catch (error) {
    // The parser recurses, so a few thousand brackets in one another are too many for it.
    return error as Error;
  }
}

/** Parses YAML 1.2, and so JSON. Nothing is thrown, whatever the text is. */
export function parseYaml(text: string, file: string): YamlDocument {
  const lines = new LineCounter();
  const place = (offset: number): DocumentLocation => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const at = (offset: number, fault: Issue): LocatedIssue =>
    Object.freeze({ ...fault, location: place(offset) });
  const parsed = parse(text, lines);
  const root = parsed instanceof Error ? null : parsed.contents;
  const faults =
    parsed instanceof Error
      ? [at(0, syntaxFault('', parsed.message, anyCure))]
      : parsed.errors
          .filter(({ pos }, index, all) => pos[0] !== all[index - 1]?.pos[0])
          .slice(0, mostFaults)
          .map(({ code, message, pos }: YAMLError) => {
            const line = text.split('\n')[place(pos[0]).line - 1];
            const cure = line?.includes('\u00a0') ? blankCure : anyCure;
            return at(pos[0], syntaxFault('', message, cures[code] ?? cure));
          });
  return {
    faults,
    keys: isMap(root) ? root.items.map(keyText) : undefined,
    read: (reading) => read(parsed as Document, reading),
    locate: (issues) =>
      issues
        .map((each) => at(findPlace(root, each.path, each.code === 'OPTION_UNKNOWN', resolved), each))
        .sort(
          ({ location: left }, { location: right }) => left.line - right.line || left.column - right.column,
        ),
  };

  function resolved(node: unknown): unknown {
    return isAlias(node) ? node.resolve(parsed as Document) : node;
  }
}
