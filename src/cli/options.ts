/** What was said with options, by their names on the command line. */
export interface Options {
  /** Every gadget instead of named ones. */
  readonly all?: boolean;
  /** Whose endpoint budget decides what a file of PiKVM links. */
  readonly budget?: string;
  /** Where what is known of this machine is to be kept. */
  readonly capture?: string;
  /** The drive is to be a CD-ROM drive. */
  readonly cdrom?: boolean;
  /** Where configfs is mounted. */
  readonly configfs?: string;
  /** Seconds in which the change is to be confirmed. */
  readonly confirm?: string;
  /** The configuration that functions are linked into. */
  readonly configuration?: string;
  /** The drive is to be a disk. */
  readonly disk?: boolean;
  /** The way down instead of the way up. */
  readonly down?: boolean;
  /** Print and do nothing. */
  readonly 'dry-run'?: boolean;
  /** Take the medium out. */
  readonly eject?: boolean;
  /** Also against the host's lock. */
  readonly force?: boolean;
  /** The form of the output. */
  readonly format?: string;
  /** What was kept of another machine. */
  readonly from?: string;
  /** Explain instead of run. */
  readonly help?: boolean;
  /** The hosts that a gadget is for. */
  readonly hosts?: string;
  /** The medium to put in. */
  readonly insert?: string;
  /** Machine-readable output. */
  readonly json?: boolean;
  /** The kernel to judge for. */
  readonly kernel?: string;
  /** Print what there is to choose from. */
  readonly list?: boolean;
  /** The name of a gadget. */
  readonly name?: string;
  /** Write, and leave the controller alone. */
  readonly 'no-bind'?: boolean;
  /** Leave networks as they are. */
  readonly 'no-net'?: boolean;
  /** Leave rules of others alone. */
  readonly 'no-touch'?: boolean;
  /** Let the tool do what scripts could do. */
  readonly node?: boolean;
  /** The folder to write into. */
  readonly output?: string;
  /** Plain text on a terminal, too. */
  readonly 'no-color'?: boolean;
  /** The number of the product. */
  readonly 'product-id'?: string;
  /** Errors only. */
  readonly quiet?: boolean;
  /** Also change a gadget that another tool made. */
  readonly replace?: boolean;
  /** The host cannot write. */
  readonly ro?: boolean;
  /** The host can write. */
  readonly rw?: boolean;
  /** The serial number. */
  readonly serial?: string;
  /** A kernel in memory instead of this machine: its version, or true for the newest. */
  readonly simulate?: string | boolean;
  /** The speed of the host's side. */
  readonly speed?: string;
  /** The document to begin with. */
  readonly template?: string;
  /** Also off the bus. */
  readonly unbind?: boolean;
  /** The controller. */
  readonly udc?: string;
  /** The number of the vendor. */
  readonly 'vendor-id'?: string;
  /** Say more. */
  readonly verbose?: boolean;
  /** Print the version. */
  readonly version?: boolean;
  /** Wait for a controller, or for a host. */
  readonly wait?: boolean;
  /** Wait for somebody else's confirmation. */
  readonly watch?: boolean;
  /** Into the file instead of to standard output. */
  readonly write?: boolean;
}

/** The name of an option, without its hyphens. */
export type OptionName = keyof Options;

/** How an option is written, and what it does. */
export interface OptionFacts {
  /** What stands for its value in the help. Default: it takes none. */
  readonly value?: string;
  /** Whether the value may be left out; then it is joined by `=`. Default false. */
  readonly valueOptional?: boolean;
  /** The letter that stands for it. */
  readonly short?: string;
  /** The only words that it takes. */
  readonly words?: readonly string[];
  /** What it does. */
  readonly about: string;
}

/** Every option of every command. */
export const optionFacts: Readonly<Record<OptionName, OptionFacts>> = {
  all: { about: 'every gadget' },
  budget: {
    value: 'WHOSE',
    words: ['pikvm', 'hardware'],
    about: "what links the functions of PiKVM's file: its own budget (pikvm), or what really fits (hardware)",
  },
  capture: {
    value: 'DIR',
    about: 'keep in this new folder what is looked at, for another machine to look at',
  },
  cdrom: { about: 'make it a CD-ROM drive, which the host cannot write' },
  configfs: { value: 'DIR', about: 'where configfs is mounted (default /sys/kernel/config)' },
  confirm: {
    value: 'SECONDS',
    about: 'undo it unless `usb-gadget confirm` comes in time, also if this session is lost',
  },
  configuration: {
    value: 'NAME',
    about: 'the configuration to link them into, as in c.1 (default: that of the definition, else the first)',
  },
  disk: { about: 'make it a disk' },
  down: { about: 'the plan that removes what is there' },
  'dry-run': { about: 'print what would be done, and do nothing' },
  eject: { about: 'take the medium out' },
  force: { about: 'take it out although the host has locked it; what the host has not written is lost' },
  format: { value: 'FORM', about: 'the form of the output' },
  from: { value: 'DIR', about: 'look at what --capture kept of a machine, instead of this one' },
  help: { short: 'h', about: 'print this' },
  hosts: { value: 'NAMES', about: 'the hosts that it is for, as in windows-11,linux' },
  insert: { value: 'FILE', about: 'put this image or block device in' },
  json: { about: 'print JSON' },
  kernel: {
    value: 'VERSION',
    about: "judge for a kernel such as 6.1 (default: the machine's, else the newest known)",
  },
  list: { about: 'print the templates' },
  name: { value: 'NAME', about: 'the name of the gadget' },
  'no-bind': { about: 'write the gadget and do not bind it to a controller' },
  'no-color': { about: 'no colours; NO_COLOR in the environment does the same, FORCE_COLOR the opposite' },
  'no-net': { about: 'leave the network as it is; `net up` makes it later' },
  'no-touch': { about: 'fail where rules of others drop what is forwarded, instead of adding to them' },
  node: { about: 'let the tool itself bring the gadget up, instead of scripts that need no Node' },
  output: { value: 'DIR', about: 'write the files below this folder; / is where systemd looks for them' },
  'product-id': { value: 'NUMBER', about: 'the number of the product, as in 0x0104' },
  quiet: { short: 'q', about: 'print errors only' },
  replace: { about: 'change a gadget of that name although another tool made it' },
  ro: { about: 'the host cannot write' },
  rw: { about: 'the host can write' },
  serial: { value: 'TEXT', about: 'the serial number' },
  simulate: {
    value: 'KERNEL',
    valueOptional: true,
    about: 'run against a simulated kernel in memory instead of this machine',
  },
  speed: {
    value: 'SPEED',
    words: ['full', 'high', 'super', 'all'],
    about: 'full, high, super, or all (default: the fastest)',
  },
  template: { value: 'TEMPLATE', about: 'the template; without it, all is asked for' },
  unbind: { about: 'by force, off the bus if the kernel has no other way (before 6.0)' },
  udc: {
    value: 'CONTROLLER',
    about: 'a controller of the machine, a profile of `udcs`, or a FILE that holds a profile',
  },
  'vendor-id': { value: 'NUMBER', about: 'the number of the vendor, as in 0x1d6b' },
  verbose: { short: 'v', about: 'print each step' },
  version: { about: 'print the version' },
  wait: {
    about: 'wait a minute at most: `up` for the controller, `status` for a host that configures the gadget',
  },
  watch: { about: 'wait for it from elsewhere, and undo the change without it: what `up --confirm` starts' },
  write: { about: 'write it into the FILE, instead of printing it' },
};
