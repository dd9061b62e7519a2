/** Makes a folder. */
export interface MakeFolder {
  /** What it does. */
  readonly op: 'mkdir';
  /** The folder, below `usb_gadget`. */
  readonly path: string;
}

/** Writes an attribute, in one write call. */
export interface WriteText {
  /** What it does. */
  readonly op: 'write';
  /** The attribute, below `usb_gadget`. */
  readonly path: string;
  /** What to write, as UTF-8. */
  readonly text: string;
  /** The kernel takes it and counts it short: whoever writes the rest, as shells do, writes anew, and may do so for ever. Default false. */
  readonly countsShort?: true;
  /** It is passed over where the kernel lacks the attribute. Default false. */
  readonly optional?: true;
}

/** Writes bytes to an attribute, in one write call. */
export interface WriteBytes {
  /** What it does. */
  readonly op: 'write';
  /** The attribute, below `usb_gadget`. */
  readonly path: string;
  /** What to write, as hex text. */
  readonly hex: string;
  /** It is passed over where the kernel lacks the attribute. Default false. */
  readonly optional?: true;
}

/** Makes a symbolic link. */
export interface Link {
  /** What it does. */
  readonly op: 'symlink';
  /** The link, below `usb_gadget`. */
  readonly path: string;
  /** The folder that it leads to, below `usb_gadget`. */
  readonly target: string;
}

/** Removes a symbolic link. */
export interface Unlink {
  /** What it does. */
  readonly op: 'unlink';
  /** The link, below `usb_gadget`. */
  readonly path: string;
}

/** Removes an empty folder. */
export interface RemoveFolder {
  /** What it does. */
  readonly op: 'rmdir';
  /** The folder, below `usb_gadget`. */
  readonly path: string;
}

/** Gives a file or folder to a user. */
export interface ChangeOwner {
  /** What it does. */
  readonly op: 'chown';
  /** The file or folder, below `usb_gadget`. */
  readonly path: string;
  /** The user's name. */
  readonly owner: string;
  /** Without such a user, the file is left as it is. Default false. */
  readonly optional?: true;
}

/** Loads a kernel module; one that is there or built in is no fault. */
export interface LoadModule {
  /** What it does. */
  readonly op: 'load';
  /** The module's name. */
  readonly module: string;
}

/** Binds the gadget to a controller. */
export interface Bind {
  /** What it does. */
  readonly op: 'bind';
  /** The gadget's `UDC`, below `usb_gadget`. */
  readonly path: string;
  /** The controller; empty: the only one that there is. */
  readonly udc: string;
}

/** Takes the gadget off its controller. */
export interface Unbind {
  /** What it does. */
  readonly op: 'unbind';
  /** The gadget's `UDC`, below `usb_gadget`. */
  readonly path: string;
}

/** Mounts the files of a function that a program serves. */
export interface MountFunction {
  /** What it does. */
  readonly op: 'mount';
  /** The function, below `usb_gadget`. */
  readonly path: string;
  /** Where, an absolute path; its folders are made. */
  readonly point: string;
  /** Options of the mount, as in `uid=1000,fmode=660`. Default none. */
  readonly options?: string;
}

/** Unmounts the files of a function that a program serves. */
export interface UnmountFunction {
  /** What it does. */
  readonly op: 'umount';
  /** The function, below `usb_gadget`. */
  readonly path: string;
  /** Where they are, an absolute path. */
  readonly point: string;
}

/** Waits until a program has written the descriptors of its function. */
export interface WaitForProgram {
  /** What it does. */
  readonly op: 'wait';
  /** The function, below `usb_gadget`. */
  readonly path: string;
  /** Where its files are; empty if that is not known. */
  readonly point: string;
  /** How long at most. */
  readonly seconds: number;
}

/** One step of a plan. */
export type Operation =
  | MakeFolder
  | WriteText
  | WriteBytes
  | Link
  | Unlink
  | RemoveFolder
  | ChangeOwner
  | LoadModule
  | Bind
  | Unbind
  | MountFunction
  | UnmountFunction
  | WaitForProgram;
