import type { Attribute, FolderKind } from '../attributes/attribute.js';
import type { FunctionFsInterface } from '../functions/function-fs.js';

/** An attribute of a simulated folder and what it gives; bytes are hex. */
export interface SimulatedAttribute {
  readonly type: 'file';
  readonly attribute: Attribute;
  text: string;
  uid: number;
}

/** A symbolic link in a simulated folder. */
export interface SimulatedLink {
  readonly type: 'link';
  readonly target: SimulatedFolder;
}

/** One thing in a simulated folder. */
export type SimulatedEntry = SimulatedAttribute | SimulatedFolder | SimulatedLink;

/** A folder of the simulated configfs. */
export class SimulatedFolder {
  readonly type = 'folder';
  readonly name: string;
  readonly kind: FolderKind;
  readonly parent: SimulatedFolder | undefined;
  /** It came with the folder that it is in, so that nobody removes it. */
  readonly isDefault: boolean;
  /** What is in it, in the order of making. */
  readonly entries: Map<string, SimulatedEntry> = new Map<string, SimulatedEntry>();
  /** How many links lead to it. */
  holders = 0;
  /** Whether a link has ever led to it. */
  wasHeld = false;
  uid = 0;
  /** What the program that serves it has declared; undefined: none has written its descriptors. */
  served: readonly FunctionFsInterface[] | undefined;
  /** Its number among those that count: of a pool, or of the folder that it is in. */
  index = 0;

  constructor(name: string, kind: FolderKind, parent?: SimulatedFolder, isDefault = false) {
    this.name = name;
    this.kind = kind;
    this.parent = parent;
    this.isDefault = isDefault;
  }

  /** The folders that somebody made in it. */
  get made(): SimulatedFolder[] {
    return [...this.entries.values()]
      .filter((each) => each.type === 'folder')
      .filter((each) => !each.isDefault);
  }

  /** Where its links lead, in the order of linking. */
  get targets(): SimulatedFolder[] {
    return [...this.entries.values()].filter((each) => each.type === 'link').map((each) => each.target);
  }

  /** The names on the way to it, from below the outermost folder. */
  get path(): string[] {
    return this.parent ? [...this.parent.path, this.name] : [];
  }

  /** The innermost folder around it, itself included, of which something holds. */
  around(holds: (folder: SimulatedFolder) => boolean): SimulatedFolder | undefined {
    return holds(this) ? this : this.parent?.around(holds);
  }

  /** The function that it is or that it belongs to. */
  get function(): SimulatedFolder | undefined {
    return this.around(({ kind }) => kind.role === 'function');
  }

  /** The gadget that it is or that it belongs to; undefined for `usb_gadget` itself. */
  get gadget(): SimulatedFolder | undefined {
    return this.around(({ parent }) => parent !== undefined && !parent.parent);
  }

  /** A folder within it that came with it. */
  child(name: string): SimulatedFolder | undefined {
    const entry = this.entries.get(name);
    return entry?.type === 'folder' ? entry : undefined;
  }

  /** What an attribute of it gives; empty if it has none of that name. */
  textOf(name: string): string {
    const entry = this.entries.get(name);
    return entry?.type === 'file' ? entry.text : '';
  }

  /** Changes what an attribute of it gives. */
  setText(name: string, text: string): void {
    const entry = this.entries.get(name);
    if (entry?.type === 'file') entry.text = text;
  }
}
