import { isMap, isScalar, parseDocument, Scalar, visit, YAMLMap, type Document, type ScalarTag } from 'yaml';
import { GadgetError, issue } from '../errors.js';
import type { DeviceIdentity } from '../gadget/donor-identity.js';
import { readDocument, type DocumentKind } from './read-document.js';
import { hexadecimalTags } from './write-document.js';

/** Where a value goes, and what it is; undefined takes away what is there. */
type Edit = readonly [path: readonly string[], value: string | number | null | undefined];

const languagesOf = (document: Document): string[] => {
  const { gadget } = document.toJS() as { gadget?: { strings?: Record<string, unknown> } | null };
  const languages = Object.keys(gadget?.strings ?? {});
  return languages.length ? languages : ['0x409'];
};

/** What is to stand in a document of each kind. PiKVM's defaults are its own name and version, so what a device lacks is said. */
const editsOf: Readonly<Record<DocumentKind, (identity: DeviceIdentity, document: Document) => Edit[]>> = {
  gadget: ({ vendorId, productId, deviceVersion, strings }, document) => {
    const { manufacturer, product, serialNumber } = strings?.['0x409'] ?? {};
    return [
      [['gadget', 'vendorId'], vendorId],
      [['gadget', 'productId'], productId],
      [['gadget', 'deviceVersion'], deviceVersion],
      ...languagesOf(document).flatMap((language): Edit[] => [
        [['gadget', 'strings', language, 'manufacturer'], manufacturer],
        [['gadget', 'strings', language, 'product'], product],
        [['gadget', 'strings', language, 'serialNumber'], serialNumber],
      ]),
    ];
  },
  pikvm: ({ vendorId, productId, deviceVersion, strings }) => {
    const { manufacturer = '', product = '', serialNumber = null } = strings?.['0x409'] ?? {};
    return [
      [['otg', 'vendor_id'], vendorId],
      [['otg', 'product_id'], productId],
      [['otg', 'device_version'], deviceVersion],
      [['otg', 'manufacturer'], manufacturer],
      [['otg', 'product'], product],
      [['otg', 'serial'], serialNumber],
    ];
  },
};

/** A map that keeps what was said of its emptiness. */
function mapWith(comment: string | null | undefined, { schema }: Document): YAMLMap {
  const map = new YAMLMap(schema);
  map.comment = comment ?? null;
  return map;
}

const asItStands: ScalarTag = {
  tag: 'tag:yaml.org,2002:str',
  default: true,
  format: 'AS_IT_STANDS',
  identify: (value) => typeof value === 'string',
  resolve: String,
  stringify: ({ source }) => source!,
};

/** Has what stands in one line without quotes written as it stands: what `on` and `0660` are, the other readers of the file know. */
function keep(document: Document): void {
  visit(document, {
    Scalar(_key, node) {
      if (node.type !== 'PLAIN' || node.value === null || !/^.+$/.test(node.source!)) return;
      node.value = node.source;
      node.format = asItStands.format!;
    },
  });
}

function make(document: Document, [path, value]: Edit): void {
  if (value === undefined) {
    if (document.hasIn(path)) document.deleteIn(path);
    return;
  }
  for (let depth = 1; depth < path.length; depth++) {
    const section = document.getIn(path.slice(0, depth), true);
    // An empty one is null, or a pair of braces.
    if (isScalar(section) && section.value === null)
      document.setIn(path.slice(0, depth), mapWith(section.comment, document));
    else if (isMap(section) && !section.items.length) section.flow = false;
  }
  const met = document.getIn(path, true);
  const node = isScalar(met) ? met : new Scalar(value);
  node.value = value;
  // What is an alias of it is not to change with it, and is noticed when the document is written.
  delete node.anchor;
  delete node.format;
  if (typeof value === 'number') node.format = 'HEX4';
  document.setIn(path, node);
}

/** PiKVM's file as it comes has comments alone; there is no gadget of ours without more than an identity. */
const kindOfEmpty = ({ contents, errors }: Document): DocumentKind | undefined =>
  contents === null && !errors.length ? 'pikvm' : undefined;

/** The same indentation as before, as far as there is one. */
function styleOf(text: string): {
  lineWidth: 0;
  indent: number;
  indentSeq: boolean;
  flowCollectionPadding: boolean;
} {
  return {
    lineWidth: 0,
    indent: /^( +)[^\s#-]/m.exec(text)?.[1]!.length ?? 2,
    indentSeq: !/^( *)[^\s#-][^\n]*:\n\1- /m.test(text),
    flowCollectionPadding: !/[[{][^\s\]}]/.test(text),
  };
}

/**
 * Gives a document the identity of another device: ids, version and strings; in a document of ours in each of its languages. Comments, order
 * and all other values stay. Lines end with a line feed alone, a byte order mark goes, and blanks before a comment become one.
 *
 * @param text - a document of ours, or PiKVM's override.yaml, which may be empty.
 * @returns the new text.
 * @throws {@link GadgetError} if the document cannot be read, its sections are aliases, or it has aliases of what goes.
 *
 * @example
 * ```ts
 * adoptIdentity('otg: {}  # as delivered\n', donorIdentity({ idVendor: '046d', idProduct: 'c31c' })!);
 * ```
 */
export function adoptIdentity(
  text: string,
  identity: DeviceIdentity,
  { file = 'document' }: { readonly file?: string } = {},
): string {
  const document = parseDocument(text, {
    logLevel: 'error',
    stringKeys: true,
    merge: true,
    compat: 'yaml-1.1',
    customTags: (tags) => [...tags, ...hexadecimalTags, asItStands],
  });
  keep(document);
  const { kind = kindOfEmpty(document), issues } = readDocument(text, { file });
  if (!kind) throw new GadgetError(issues.filter(({ severity }) => severity === 'error'));
  try {
    for (const each of editsOf[kind](identity, document)) make(document, each);
    // An alias of what is gone is noticed here.
    return document.toString(styleOf(text));
  } catch (error) {
    const message = `An identity cannot be written into ${file}: ${String(error)}`;
    const hint =
      'Write out the sections that are aliases or no maps, and what is an alias of an id or a string.';
    throw new GadgetError([issue('DOCUMENT_KIND', '', message, hint)], { cause: error });
  }
}
