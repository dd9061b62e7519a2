import { initialText } from '../attributes/attribute.js';
import type { KernelVersion } from '../attributes/kernel-version.js';
import { configurationFolders, foldersIn, functionFolders, linksIn } from './live-links.js';
import { configurationFolderName, languageName } from './live-names.js';
import { issue, type Issue } from '../errors.js';
import { functionName } from '../functions/function-name.js';
import { defineGadget } from '../gadget/define.js';
import type { GadgetDefinition } from '../gadget/definition.js';
import { isPlain, type Plain } from '../options/plain.js';
import { isUnknownAttribute } from './folders.js';
import { toldValue } from './found-folder.js';
import { rawIssue, toFunction } from './to-function.js';
import { baseName, parentPath, type AttributeEntry, type Tree } from './tree.js';

/** A live gadget as a definition. */
export interface FoundDefinition {
  /** What makes the same gadget again. */
  readonly definition: GadgetDefinition;
  /** Notes on what a definition cannot say, or says in another way. */
  readonly issues: readonly Issue[];
}

const notTold = (path: string, message: string): Issue => issue('NOT_EXPRESSED', path, message, '');

/** Whether the kernel may have made the value out of its default while the gadget is bound: `bcdUSB`. */
function isMadeByBinding({ attribute, text }: AttributeEntry, kernel: KernelVersion): boolean {
  const initial = initialText(attribute, { kernel });
  return attribute.kind === 'derived' && attribute.codec.same?.(initial, text) === true;
}

/** The gadget as it is found, part by part. */
class Finding {
  readonly issues: Issue[] = [];
  readonly #tree: Tree;
  readonly #kernel: KernelVersion;

  constructor(tree: Tree, kernel: KernelVersion) {
    this.#tree = tree;
    this.#kernel = kernel;
  }

  /** What was made in a folder, in order. */
  folders(parent: string): string[] {
    return foldersIn(this.#tree, parent);
  }

  /** The links in a folder with the names of what they lead to, in order. */
  links(holder: string): (readonly [link: string, target: string])[] {
    return linksIn(this.#tree, holder).map(([link, target]) => [baseName(link), baseName(target)] as const);
  }

  /** The values of the attributes in a folder. */
  values(folder: string): Plain {
    const values: Record<string, unknown> = {};
    for (const [path, entry] of this.#tree.entries)
      if (entry.type === 'attribute' && parentPath(path) === folder)
        Object.assign(values, this.#value(path, entry));
    return values;
  }

  #value(path: string, entry: AttributeEntry): Plain {
    const { attribute } = entry;
    if (isUnknownAttribute(attribute)) {
      if (!attribute.access && entry.text.trim() !== '') this.#leaveOut(path, entry);
      return {};
    }
    if (this.#tree.udc && isMadeByBinding(entry, this.#kernel)) return {};
    const told = toldValue(entry, this.#kernel, true);
    const [value] = Object.values(told);
    const isUnfit = typeof attribute.from === 'string' && attribute.codec.shape.fault(value) !== undefined;
    if (value === undefined || !(attribute.binary || isUnfit)) return told;
    this.#leaveOut(path, entry);
    return {};
  }

  #leaveOut(path: string, { text }: AttributeEntry): void {
    const within = path.slice(this.#tree.gadget.length + 1);
    this.issues.push(
      notTold(within, `"${within}" holds ${JSON.stringify(text.trimEnd())}, which no option says.`),
    );
  }

  /** Texts by language, under the names that definitions have for them. */
  languages<Value>(parent: string, read: (folder: string) => Value): Record<string, Value> | undefined {
    const found: Record<string, Value> = {};
    for (const folder of this.folders(`${parent}/strings`)) {
      const name = languageName(baseName(folder));
      if (name !== baseName(folder)) this.#rename(folder, name);
      found[name] = read(folder);
    }
    return Object.keys(found).length ? found : undefined;
  }

  #rename(path: string, name: string): void {
    const within = path.slice(this.#tree.gadget.length + 1);
    this.issues.push(notTold(within, `The folder "${within}" is told as "${name}", which means the same.`));
  }

  /** A configuration; the kernel takes any spelling of its number. */
  configuration(path: string): Plain {
    const folder = baseName(path);
    const usual = configurationFolderName(folder);
    if (usual !== folder) this.#rename(path, usual);
    const dot = usual.indexOf('.');
    const [name, number] = [usual.slice(0, dot), Number(usual.slice(dot + 1))];
    const links = this.links(path);
    const renamed = links.filter(([link, target]) => link !== target).map(([link, target]) => [target, link]);
    const strings = this.languages(path, (each) => this.values(each)['text'] ?? '');
    return {
      name,
      number,
      ...(strings && { strings }),
      ...this.values(path),
      functions: links.map(([, target]) => target),
      ...(renamed.length > 0 && { links: Object.fromEntries(renamed) }),
    };
  }
}

function stringsOf(finding: Finding, language: string): Plain {
  const custom = finding
    .folders(language)
    .map((each) => [baseName(each), finding.values(each)['text'] ?? ''] as const);
  return {
    ...finding.values(language),
    ...(custom.length > 0 && { custom: Object.fromEntries(custom) }),
  };
}

/** The OS descriptors; there is at most one link. */
function osDescriptorsOf(finding: Finding, gadget: string): Plain {
  const [[link, target] = []] = finding.links(`${gadget}/os_desc`);
  return {
    ...finding.values(`${gadget}/os_desc`),
    ...(target !== undefined && { configuration: configurationFolderName(target) }),
    ...(link !== undefined && link !== target && { link }),
  };
}

const isFilled = (value: Plain): boolean => Object.keys(value).length > 0;

/** Said outright where completing the definition would put in what is not there. */
function withoutCompletion(options: Plain): GadgetDefinition {
  const definition = defineGadget(options);
  return options['osDescriptors'] === undefined && isPlain(definition.osDescriptors)
    ? defineGadget({ ...options, osDescriptors: { use: false } })
    : definition;
}

/**
 * The definition of a live gadget, whoever made it: its tree read back. Functions are told by their options where
 * these make the same again, and else raw, with what is in their folders. What has the kernel's default is left out, and so is what the
 * kernel sets by itself.
 *
 * @param tree - the gadget as it was read from configfs.
 * @param kernel - the kernel that it was read on.
 * @param known - what is known to have been asked for, where configfs does not show all of it.
 */
export function toDefinition(tree: Tree, kernel: KernelVersion, known?: GadgetDefinition): FoundDefinition {
  const { gadget, udc } = tree;
  const finding = new Finding(tree, kernel);
  const remembered = new Map(known?.functions.map((each) => [functionName(each), each]));
  const functions = functionFolders(tree).map((path) =>
    toFunction(tree, path, kernel, remembered.get(baseName(path))),
  );
  const configurations = configurationFolders(tree).map((path) => finding.configuration(path));
  const strings = finding.languages(gadget, (each) => stringsOf(finding, each));
  const osDescriptors = osDescriptorsOf(finding, gadget);
  const webUsb = finding.values(`${gadget}/webusb`);
  const definition = withoutCompletion({
    name: gadget,
    ...finding.values(gadget),
    ...(strings && { strings }),
    ...(isFilled(osDescriptors) && { osDescriptors }),
    ...(isFilled(webUsb) && { webUsb }),
    ...(known?.hosts && { hosts: known.hosts }),
    functions: functions.map((each) => each.definition),
    configurations,
    ...(udc && { udc }),
    ...(known?.owner && { owner: known.owner }),
  });
  return {
    definition,
    issues: [...finding.issues, ...functions.flatMap((each, index) => rawIssue(index, each))],
  };
}
