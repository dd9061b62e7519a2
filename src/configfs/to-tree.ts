import { sourceValue, type FolderKind } from '../attributes/attribute.js';
import { sinceRelease, type KernelVersion } from '../attributes/kernel-version.js';
import { driverOf, type FunctionDefinition } from '../functions/drivers.js';
import { functionFsMountOptions } from '../functions/function-fs.js';
import { lunFolder } from '../functions/lun.js';
import type { Filled } from '../functions/function-driver.js';
import { functionName } from '../functions/function-name.js';
import { isRaw, type RawFunctionDefinition } from '../functions/raw.js';
import { once } from '../options/once.js';
import {
  configurationName,
  type ConfigurationDefinition,
  type GadgetDefinition,
  type GadgetStrings,
  type Owner,
} from '../gadget/definition.js';
import { childFolder, innerFolder } from '../attributes/child-folder.js';
import { customString, gadgetFolder, unknownAttribute } from './folders.js';
import { customStringsSince } from '../gadget/gadget-attributes.js';
import { anyController, type Entry, type Mount, type Tree, usualReadySeconds } from './tree.js';

type Entries = Map<string, Entry>;

/** Adds the attributes of a folder that a definition gives values for, without those that the kernel lacks or only shows. */
function addAttributes(
  entries: Entries,
  kind: FolderKind,
  path: string,
  source: object,
  kernel: KernelVersion,
): void {
  for (const attribute of kind.attributes) {
    const value = sourceValue(attribute, source);
    if (value === undefined || (attribute.writableSince ?? attribute.since ?? 0) > kernel) continue;
    if ((attribute.until ?? Infinity) <= kernel) continue;
    entries.set(`${path}/${attribute.name}`, {
      type: 'attribute',
      attribute,
      text: attribute.codec.write(value),
    });
  }
}

/** Adds a folder within a function, and what a definition sets in it; what the kernel lacks is left out. */
function addFilled(
  entries: Entries,
  kind: FolderKind,
  path: string,
  filled: Filled,
  kernel: KernelVersion,
): void {
  if ('link' in filled) {
    const target = `${path}/${filled.target}`;
    if (entries.has(target)) entries.set(`${path}/${filled.link}`, { type: 'link', target });
    return;
  }
  const folder = innerFolder(kind, filled.name, kernel);
  if (!folder) return;
  const at = `${path}/${filled.name}`;
  if (!folder.isDefault) entries.set(at, { type: 'folder', kind: folder.kind });
  addAttributes(entries, folder.kind, at, filled.source, kernel);
}

function addRawContents(
  entries: Entries,
  path: string,
  { contents }: RawFunctionDefinition,
  kernel: KernelVersion,
): void {
  for (const entry of contents) {
    if ('since' in entry && sinceRelease(entry.since) > kernel) continue;
    const at = `${path}/${entry.path}`;
    const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
    if ('folder' in entry) entries.set(at, { type: 'folder', kind: { attributes: [], opaque: true } });
    else if ('link' in entry) entries.set(at, { type: 'link', target: `${path}/${entry.link}` });
    else {
      const hex = 'hex' in entry;
      const attribute = { ...unknownAttribute(name), kind: 'declared' as const, vendor: false, binary: hex };
      entries.set(at, { type: 'attribute', attribute, text: hex ? entry.hex : entry.text });
    }
  }
}

function addFunction(
  entries: Entries,
  parent: string,
  definition: FunctionDefinition,
  kernel: KernelVersion,
): void {
  const path = `${parent}/${functionName(definition)}`;
  const facts = driverOf(definition);
  entries.set(path, { type: 'folder', kind: facts.folder });
  if (isRaw(definition)) return addRawContents(entries, path, definition, kernel);
  addAttributes(entries, facts.folder, path, definition, kernel);
  if (!facts.fills) return;
  for (const filled of facts.fills(definition)) addFilled(entries, facts.folder, path, filled, kernel);
}

function addCustomStrings(
  entries: Entries,
  language: string,
  custom: Readonly<Record<string, string>>,
  kernel: KernelVersion,
): void {
  for (const name in custom) {
    const path = `${language}/${name}`;
    entries.set(path, { type: 'folder', kind: customString });
    addAttributes(entries, customString, path, { text: custom[name] }, kernel);
  }
}

function addLanguages(
  entries: Entries,
  kind: FolderKind,
  parent: string,
  strings: Readonly<Record<string, object>>,
  kernel: KernelVersion,
): void {
  for (const language in strings) {
    const path = `${parent}/strings/${language}`;
    const folder = childFolder(kind.folders!['strings']!, language, kernel)!;
    entries.set(path, { type: 'folder', kind: folder });
    addAttributes(entries, folder, path, strings[language]!, kernel);
    const { custom = {} } = strings[language] as GadgetStrings;
    if (customStringsSince <= kernel) addCustomStrings(entries, path, custom, kernel);
  }
}

function addConfiguration(
  entries: Entries,
  gadget: string,
  definition: ConfigurationDefinition,
  kernel: KernelVersion,
): void {
  const name = configurationName(definition);
  const path = `${gadget}/configs/${name}`;
  const kind = childFolder(gadgetFolder.folders!['configs']!, name, kernel)!;
  entries.set(path, { type: 'folder', kind });
  addAttributes(entries, kind, path, definition, kernel);
  const { strings = {} } = definition;
  const texts: Record<string, object> = {};
  for (const language in strings) texts[language] = { text: strings[language] };
  addLanguages(entries, kind, path, texts, kernel);
  for (const each of definition.functions)
    entries.set(`${path}/${definition.links?.[each] ?? each}`, {
      type: 'link',
      target: `${gadget}/functions/${each}`,
    });
}

/** The attributes of a drive that one writes to change its medium. */
const mediumFiles = once(() =>
  lunFolder().attributes.filter(({ name }) => ['cdrom', 'ro', 'file', 'forced_eject'].includes(name)),
);

/** The files that the owner of a gadget works with: the switch of the gadget, the links of its functions, its media. */
function ownedFiles(definition: GadgetDefinition, owner: Owner, kernel: KernelVersion): Map<string, Owner> {
  const { name: gadget, configurations, functions } = definition;
  const present = mediumFiles().filter(({ since = 0 }) => since <= kernel);
  const drives = functions.flatMap((each) =>
    each.driver === 'mass_storage' && 'luns' in each
      ? each.luns.map((_, index) => `${gadget}/functions/${functionName(each)}/lun.${index}`)
      : [],
  );
  const paths = [
    `${gadget}/UDC`,
    ...configurations.map((each) => `${gadget}/configs/${configurationName(each)}`),
    ...drives.flatMap((drive) => present.map(({ name }) => `${drive}/${name}`)),
  ];
  return new Map(paths.map((path) => [path, owner]));
}

/** What is to be mounted for the functions that programs serve. */
function mountsOf({ name: gadget, functions }: GadgetDefinition): Map<string, Mount> {
  const mounts = new Map<string, Mount>();
  for (const each of functions) {
    const path = `${gadget}/functions/${functionName(each)}`;
    if (isRaw(each)) {
      const { mountPoint: point } = each;
      if (point !== undefined) mounts.set(path, { point, options: '', readySeconds: usualReadySeconds });
    } else if (each.driver === 'ffs') {
      const { mountPoint: point, readySeconds = usualReadySeconds } = each;
      mounts.set(path, { point, options: functionFsMountOptions(each), readySeconds });
    }
  }
  return mounts;
}

/** The tree that a valid definition stands for on a kernel, everything in the order in which it is to be made. */
export function toTree(definition: GadgetDefinition, kernel: KernelVersion): Tree {
  const gadget = definition.name;
  const entries: Entries = new Map();
  entries.set(gadget, { type: 'folder', kind: gadgetFolder });
  addAttributes(entries, gadgetFolder, gadget, definition, kernel);
  if (definition.strings) addLanguages(entries, gadgetFolder, gadget, definition.strings, kernel);
  const { osDescriptors, webUsb } = definition;
  const { os_desc: osFolder, webusb: webUsbFolder } = gadgetFolder.folders!;
  if (osDescriptors) addAttributes(entries, osFolder!, `${gadget}/os_desc`, osDescriptors, kernel);
  if (webUsb && webUsbFolder!.since! <= kernel)
    addAttributes(entries, webUsbFolder!, `${gadget}/webusb`, webUsb, kernel);
  for (const each of definition.functions) addFunction(entries, `${gadget}/functions`, each, kernel);
  for (const each of definition.configurations) addConfiguration(entries, gadget, each, kernel);
  const configuration = osDescriptors?.configuration;
  if (osDescriptors && configuration)
    entries.set(`${gadget}/os_desc/${osDescriptors.link ?? configuration}`, {
      type: 'link',
      target: `${gadget}/configs/${configuration}`,
    });
  const { owner } = definition;
  const mounts = mountsOf(definition);
  return {
    gadget,
    entries,
    udc: definition.udc ?? anyController,
    ...(mounts.size && { mounts }),
    ...(owner && { owners: ownedFiles(definition, owner, kernel) }),
  };
}
