/** Writes an ordinary file, whole or not at all, with the folders on the way. */
export interface SaveFile {
  /** What it does. */
  readonly op: 'save';
  /** The file. */
  readonly path: string;
  /** Its contents. */
  readonly text: string;
  /** Its permissions. Default 0644. */
  readonly mode?: number;
}

/** Removes an ordinary file; none there is no fault. */
export interface RemoveFile {
  /** What it does. */
  readonly op: 'remove';
  /** The file. */
  readonly path: string;
}

/** Writes a setting of the kernel, and remembers what it was; one that the kernel lacks is passed over. */
export interface SetKernel {
  /** What it does. */
  readonly op: 'set';
  /** The setting below /proc/sys, as in `net/ipv4/conf/usb0/rp_filter`. */
  readonly path: string;
  /** What to write. */
  readonly value: string;
}

/** Gives a setting of the kernel the value that it had; one that is gone with its interface is passed over. */
export interface RestoreKernel {
  /** What it does. */
  readonly op: 'restore';
  /** The setting below /proc/sys. */
  readonly path: string;
}

/** Runs a program, never through a shell. */
export interface RunProgram {
  /** What it does. */
  readonly op: 'run';
  /** The program and its arguments. */
  readonly words: readonly string[];
  /** What it reads: the first text that it takes, where there are several. Default nothing. */
  readonly input?: readonly string[];
  /** A file without which there is nothing to do, as of a service that does not run. Default none. */
  readonly onlyWith?: string;
  /** That it fails is no fault, as where what it takes away is gone. Default false. */
  readonly lenient?: true;
}

/** Ends a program that runs in the background, if it runs. */
export interface StopProgram {
  /** What it does. */
  readonly op: 'stop';
  /** The program, as the kernel names the process. */
  readonly program: string;
  /** The file that holds the number of its process. */
  readonly pidFile: string;
}

/** Takes rules out of the chains of others by their comment. */
export interface RemoveTagged {
  /** What it does. */
  readonly op: 'untag';
  /** The comment of the rules. */
  readonly tag: string;
}

/** Something that is done to the machine for its network. */
export type NetworkAction =
  SaveFile | RemoveFile | SetKernel | RestoreKernel | RunProgram | StopProgram | RemoveTagged;
