import { hasErrors, issue, type Issue, type LocatedIssue } from '../errors.js';
import { defineGadget } from '../gadget/define.js';
import type { GadgetDefinition } from '../gadget/definition.js';
import { defineNetwork } from '../network/define-network.js';
import type { NetworkDefinition } from '../network/network-definition.js';
import { ethernetFunctions } from '../network/ethernet-functions.js';
import { validateNetworks } from '../network/validate-networks.js';
import { checkShape } from '../options/check.js';
import { didYouMean } from '../options/did-you-mean.js';
import type { Plain } from '../options/plain.js';
import type { ControllerProfile } from '../udc/profile.js';
import { documentShape } from './gadget-document.js';
import { parseYaml, type Reading, type YamlDocument } from './parse-yaml.js';
import type { Budget } from './pikvm-budget.js';
import { pikvmGadget } from './pikvm-gadget.js';
import { ownSections } from './pikvm-keys.js';
import { pikvmNetwork, pikvmNetworkPath } from './pikvm-network.js';
import { checkPikvm, readPikvm } from './pikvm-settings.js';

/** Whose document it is: ours, or PiKVM's override.yaml. */
export type DocumentKind = 'gadget' | 'pikvm';

/** How a document is read. */
export interface ReadDocumentOptions {
  /** What it is called in issues. Default `document`. */
  readonly file?: string;
  /**
   * For PiKVM's file: link functions while the endpoints that PiKVM counts suffice, or while those of the controller do.
   * Default `pikvm`.
   */
  readonly budget?: Budget;
  /** For PiKVM's file: the controller that the endpoints are held against. Default: that of the file if it is known, else the Raspberry Pi's. */
  readonly controller?: ControllerProfile;
}

/** What a document says. */
export interface ReadDocument {
  /** Whose it is; absent if that cannot be told. */
  readonly kind?: DocumentKind;
  /** The gadget; absent if an error stands in the way. Hold it against the rules yet: only single values are judged. */
  readonly definition?: GadgetDefinition;
  /** The networks over its network cards; none if the document has none, or an error stands in the way. */
  readonly networks: readonly NetworkDefinition[];
  /** Everything that is wrong or worth knowing, in the order of the document. */
  readonly issues: readonly LocatedIssue[];
  /** Gives issues of the definition their paths and places in the document, in its order. */
  locate(issues: readonly Issue[]): readonly LocatedIssue[];
}

/** What one kind of document says, before places are given. */
interface Said {
  readonly definition?: GadgetDefinition;
  readonly networks?: readonly NetworkDefinition[];
  readonly issues: readonly Issue[];
  pathInFile(path: string): string;
}

interface Kind {
  readonly reading: Reading;
  say(value: unknown, options: ReadDocumentOptions): Said;
}

/** PiKVM has its network as a service of its own, which may be off. */
const networkUnused = issue(
  'NETWORK_UNUSED',
  'otgnet',
  'The network is not used: the host sees no network card.',
  'Set otg.devices.ethernet.enabled to true, and see that its endpoints fit.',
);

const isOfNetwork = (path: string): boolean => /^network(\W|$)/.test(path);

const inGadget = (path: string): string =>
  isOfNetwork(path) ? path : path ? `gadget${path.startsWith('[') ? '' : '.'}${path}` : 'gadget';

function sayGadget(value: unknown): Said {
  const issues: Issue[] = [];
  checkShape(documentShape(), value, '', issues);
  if (hasErrors(issues)) return { issues, pathInFile: inGadget };
  const { gadget, network = [] } = value as { gadget: Plain; network?: Plain | readonly Plain[] };
  const definition = defineGadget(gadget);
  const networks = [network].flat().map((each) => defineNetwork(each));
  return { definition, networks, issues: validateNetworks(networks, definition), pathInFile: inGadget };
}

function sayPikvm(value: unknown, { budget = 'pikvm', controller }: ReadDocumentOptions): Said {
  const document = value as Plain;
  const faults = checkPikvm(document);
  if (faults.length) return { issues: faults, pathInFile: () => 'otg' };
  const settings = readPikvm(document);
  const { definition, issues, pathInFile } = pikvmGadget(settings, budget, controller);
  const hasCard = ethernetFunctions(definition).length > 0;
  const networks = 'otgnet' in document && hasCard ? [pikvmNetwork(settings)] : [];
  const found = validateNetworks(networks).map((each) => ({ ...each, path: pikvmNetworkPath(each.path) }));
  if ('otgnet' in document && !hasCard) found.push(networkUnused);
  return {
    ...(!hasErrors(issues) && { definition }),
    networks,
    issues: [...issues, ...found],
    pathInFile: (path) => (isOfNetwork(path) ? pikvmNetworkPath(path) : pathInFile(path)),
  };
}

/** Of PiKVM's daemon only what decides about the gadget. */
function isPikvms([section = 'otg', part = 'hid']: readonly string[]): boolean {
  return ownSections.includes(section) || (section === 'kvmd' && ['hid', 'msd'].includes(part));
}

const kinds: Readonly<Record<DocumentKind, Kind>> = {
  gadget: { reading: { asTexts: false, isOurs: () => true }, say: sayGadget },
  pikvm: { reading: { asTexts: true, isOurs: isPikvms }, say: sayPikvm },
};

/** The keys by which the kinds of documents are told apart. */
const tellingKeys: Readonly<Record<DocumentKind, readonly string[]>> = {
  gadget: ['gadget', 'network'],
  pikvm: [...ownSections, 'kvmd'],
};

const kindHint =
  'Our document has "gadget:" at its top level; PiKVM\'s has "otg:" (for all its defaults: "otg: {}").';

function unknownKind(keys: readonly string[] | undefined): Issue {
  if (!keys)
    return issue('DOCUMENT_KIND', '', 'The document is empty, or not a map of keys and values.', kindHint);
  const known = Object.values(tellingKeys).flat();
  for (const key of keys) {
    const hint = didYouMean(key, known, '');
    if (hint)
      return issue('DOCUMENT_KIND', key, `"${key}" is no top level of a document that is known here.`, hint);
  }
  return issue(
    'DOCUMENT_KIND',
    '',
    `This is neither our document nor one of PiKVM: it has ${keys.join(', ') || 'nothing'}.`,
    kindHint,
  );
}

function kindOf({ keys }: YamlDocument): DocumentKind | Issue {
  const told = (Object.keys(kinds) as DocumentKind[]).filter((kind) =>
    tellingKeys[kind].some((key) => keys?.includes(key)),
  );
  if (told.length > 1)
    return issue(
      'DOCUMENT_KIND',
      'gadget',
      'This is both our document and one of PiKVM.',
      'Put "gadget:" and "otg:" into files of their own.',
    );
  return told[0] ?? unknownKind(keys);
}

/**
 * Reads a gadget from YAML 1.2 or JSON: our own document, or PiKVM's override.yaml, told apart by their top-level keys.
 * Never throws: whatever is wrong is among the issues, with line and column.
 *
 * @example
 * ```ts
 * const { definition, issues } = readDocument('otg: { devices: { serial: { enabled: true } } }', { file: 'override.yaml' });
 * ```
 */
export function readDocument(text: string, options: ReadDocumentOptions = {}): ReadDocument {
  const document = parseYaml(text, options.file ?? 'document');
  const unread = (issues: readonly LocatedIssue[], kind?: DocumentKind): ReadDocument => ({
    ...(kind && { kind }),
    networks: [],
    issues,
    locate: (more) => document.locate(more),
  });
  if (document.faults.length) return unread(document.faults);
  const kind = kindOf(document);
  if (typeof kind === 'object') return unread(document.locate([kind]));
  const { reading, say } = kinds[kind];
  const { value, faults } = document.read(reading);
  if (faults.length) return unread(document.locate(faults), kind);
  const { issues, pathInFile, ...said } = say(value, options);
  return {
    kind,
    networks: [],
    ...said,
    issues: document.locate(issues),
    locate: (more) => document.locate(more.map((each) => ({ ...each, path: pathInFile(each.path) }))),
  };
}
