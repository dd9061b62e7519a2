import { toUtf8, cutUtf8 } from '../usb/bytes.js';
import { englishUnitedStates } from '../usb/language.js';
import { describe, littleEndian, type Descriptor } from './descriptor.js';
import { layouts } from './layouts.js';
import type { FunctionText, StringIds } from './function-descriptors.js';

/** One string that the host can ask for. */
export interface GadgetString {
  /** Its index: 1 to 254. */
  readonly index: number;
  /** The language, as in 0x0409. */
  readonly language: number;
  /** Its text. Absent: an address that the kernel makes up at random. */
  readonly text?: string;
  /** The string descriptor as the host reads it. Absent with an unknown text. */
  readonly descriptor?: Descriptor;
}

/** The language of every text of the kernel's own. */
const kernelLanguage = Number(englishUnitedStates);

/** USB_MAX_STRING_LEN, in bytes of UTF-8 (include/uapi/linux/usb/ch9.h). */
const longestText = 126;

/** The descriptor of a text: UTF-16, the low byte first (USB 2.0, 9.6.7; drivers/usb/gadget/usbstring.c). */
export function stringDescriptor(text: string): Descriptor {
  const kept = toUtf8(text).length > longestText ? cutUtf8(text, longestText) : text;
  let units = '';
  for (let index = 0; index < kept.length; index++) units += littleEndian(kept.charCodeAt(index), 2);
  return describe(layouts.string, { bString: units });
}

/** Texts of one table by language; a table's languages have the same ids. */
type Texts = ReadonlyMap<number, readonly FunctionText[]>;

/**
 * The string ids of one gadget, given in the order in which its parts ask while it is bound
 * (drivers/usb/gadget/composite.c, usb_string_ids_tab).
 */
export class StringTable {
  #last = 0;
  readonly #strings: GadgetString[] = [];
  readonly #languages = new Set<number>();
  /** Those of tables that functions keep to themselves, which are told first (composite.c, get_string). */
  readonly #firstLanguages = new Set<number>();
  readonly #shared = new Map<string, readonly number[]>();

  /** Gives ids to the texts of one table, the same for each of its languages. */
  attach(texts: Texts): readonly number[] {
    const [first] = texts.values();
    const ids = (first ?? []).map(() => ++this.#last);
    for (const [language, each] of texts) this.#show(language, ids, each);
    return ids;
  }

  /** Gives ids to the texts of a function. */
  attachFunction(driver: string, texts: readonly FunctionText[], how: StringIds = 'each'): readonly number[] {
    // The array of a table ends with an empty entry, which is copied as an empty text and so gets an id as well
    // (composite.c, copy_gadget_strings).
    if (how === 'each') return this.attach(new Map([[kernelLanguage, [...texts, '']]]));
    if (how === 'exact') return this.attach(new Map([[kernelLanguage, texts]]));
    if (how === 'none' || (how === 'own' && texts.length === 0)) return [];
    this.#firstLanguages.add(kernelLanguage);
    if (how === 'kept') return this.attachFunction(driver, texts);
    if (how === 'own') return this.attach(new Map([[kernelLanguage, texts]]));
    const before = this.#shared.get(driver);
    if (how === 'once' && before) return before;
    if (before) this.#hide(before);
    const ids = this.attach(new Map([[kernelLanguage, texts]]));
    this.#shared.set(driver, ids);
    return ids;
  }

  /** Every string, by language and index. */
  get strings(): readonly GadgetString[] {
    return [...this.#strings].sort((one, other) => one.language - other.language || one.index - other.index);
  }

  /** The languages, in the order in which the host is told them. */
  get languages(): readonly number[] {
    return [...new Set([...this.#firstLanguages, ...this.#languages])];
  }

  #show(language: number, ids: readonly number[], texts: readonly FunctionText[]): void {
    this.#languages.add(language);
    ids.forEach((index, position) => {
      const text = texts[position];
      this.#strings.push({
        index,
        language,
        ...(text !== undefined && { text, descriptor: stringDescriptor(text) }),
      });
    });
  }

  #hide(ids: readonly number[]): void {
    const kept = this.#strings.filter(({ index }) => !ids.includes(index));
    this.#strings.splice(0, Infinity, ...kept);
  }
}
