import { optionFacts, type Options, type OptionName } from './options.js';
import type { Terminal } from './terminal.js';

/** Carries a command out; gives the exit status: 0 done, 1 refused, failed, or does not work. */
export type Command = (
  parameters: readonly string[],
  options: Options,
  terminal: Terminal,
) => number | Promise<number>;

/** One command: how it is written, what it does, and where its code is. */
export interface CommandFacts {
  /** Its name. */
  readonly name: string;
  /** What follows the name, as the help shows it; empty for nothing. */
  readonly parameters: string;
  /** How many parameters it takes at least and at most. */
  readonly count: readonly [least: number, most: number];
  /** What it does, in one line. */
  readonly about: string;
  /** Its options, without those that every command has. */
  readonly options: readonly OptionName[];
  /** What options do that do something else here than elsewhere. */
  readonly abouts?: Readonly<Partial<Record<OptionName, string>>>;
  /** What `--format` takes, the default first. */
  readonly formats?: readonly string[];
  /** Loads its code. What works on a machine is not loaded for commands that do not. */
  load(): Promise<Command>;
}

/** The options that every command has. */
export const globalOptions: readonly OptionName[] = [
  'configfs',
  'quiet',
  'verbose',
  'no-color',
  'version',
  'help',
];

const judged: readonly OptionName[] = ['udc', 'kernel', 'budget', 'json'];
const several = Infinity;

const offline = (): Promise<typeof import('./offline-commands.js')> => import('./offline-commands.js');
const machine = (): Promise<typeof import('./machine-commands.js')> => import('./machine-commands.js');

/** Every command, in the order of the help. */
export const commands: readonly CommandFacts[] = [
  {
    name: 'init',
    parameters: '[FILE]',
    count: [0, 1],
    about: 'write a document from a template, by questions or by options',
    options: ['list', 'template', 'name', 'udc', 'hosts', 'vendor-id', 'product-id', 'serial', 'force'],
    abouts: { force: 'write over a file that is there' },
    load: async () => (await offline()).init,
  },
  {
    name: 'check',
    parameters: 'FILE...',
    count: [1, several],
    about: 'print faults and warnings, and whether the gadget fits the controller',
    options: judged,
    load: async () => (await offline()).check,
  },
  {
    name: 'show',
    parameters: 'FILE',
    count: [1, 1],
    about: "print the whole definition, defaults filled in; PiKVM's file becomes a document of ours",
    options: ['format', 'budget', 'json'],
    formats: ['yaml', 'json', 'ts'],
    load: async () => (await offline()).show,
  },
  {
    name: 'endpoints',
    parameters: 'FILE',
    count: [1, 1],
    about: 'print which function gets which endpoint of the controller',
    options: judged,
    load: async () => (await offline()).endpoints,
  },
  {
    name: 'descriptors',
    parameters: 'FILE',
    count: [1, 1],
    about: 'print the descriptors that the host will read, byte for byte',
    options: ['speed', ...judged],
    load: async () => (await offline()).descriptors,
  },
  {
    name: 'plan',
    parameters: 'FILE',
    count: [1, 1],
    about: 'print every operation that makes the gadget where there is none',
    options: ['format', 'down', 'no-bind', ...judged],
    formats: ['text', 'json', 'sh'],
    load: async () => (await offline()).plan,
  },
  {
    name: 'up',
    parameters: 'FILE',
    count: [1, 1],
    about: 'make the gadget, or change it where it differs; undone if an operation fails',
    options: [
      'udc',
      'no-bind',
      'dry-run',
      'wait',
      'confirm',
      'replace',
      'no-net',
      'no-touch',
      'budget',
      'simulate',
      'json',
    ],
    load: async () => (await machine()).up,
  },
  {
    name: 'confirm',
    parameters: '[NAME]',
    count: [0, 1],
    about: 'keep what `up --confirm` has made, of one gadget or of all',
    options: ['watch', 'json'],
    load: async () => (await machine()).confirm,
  },
  {
    name: 'down',
    parameters: 'NAME...|FILE',
    count: [0, several],
    about: 'remove gadgets, whoever made them',
    options: ['all', 'dry-run', 'simulate', 'json'],
    load: async () => (await machine()).down,
  },
  {
    name: 'diff',
    parameters: 'FILE',
    count: [1, 1],
    about: 'print what differs from the live gadget, and what the host will notice',
    options: ['udc', 'no-bind', 'budget', 'simulate', 'json'],
    load: async () => (await machine()).diff,
  },
  {
    name: 'export',
    parameters: 'NAME',
    count: [1, 1],
    about: 'print a live gadget, whoever made it, as what makes it again',
    options: ['format', 'simulate', 'json'],
    formats: ['yaml', 'json', 'ts'],
    load: async () => (await machine()).exportGadget,
  },
  {
    name: 'net',
    parameters: 'plan|up|down|status [FILE]',
    count: [1, 2],
    about: 'print, make or remove the network over a gadget, or print what is there',
    options: ['format', 'down', 'dry-run', 'no-touch', 'budget', 'simulate', 'json'],
    formats: ['text', 'json', 'sh', 'nft', 'networkd', 'networkmanager'],
    load: async () => (await machine()).net,
  },
  {
    name: 'list',
    parameters: '',
    count: [0, 0],
    about: 'print the gadgets of the machine',
    options: ['simulate', 'json'],
    load: async () => (await machine()).list,
  },
  {
    name: 'status',
    parameters: '[NAME...]',
    count: [0, several],
    about:
      'print what a gadget gives to this side: device nodes, media, endpoints, and what is known of the host',
    options: ['wait', 'simulate', 'json'],
    load: async () => (await machine()).status,
  },
  {
    name: 'enable',
    parameters: 'NAME FUNCTION...',
    count: [2, several],
    about: 'link functions of a gadget, at their place, so that the host sees them',
    options: ['configuration', 'dry-run', 'simulate', 'json'],
    load: async () => (await machine()).enable,
  },
  {
    name: 'disable',
    parameters: 'NAME FUNCTION...',
    count: [2, several],
    about: 'unlink functions of a gadget, so that the host no longer sees them',
    options: ['dry-run', 'simulate', 'json'],
    load: async () => (await machine()).disable,
  },
  {
    name: 'reset',
    parameters: 'NAME',
    count: [1, 1],
    about: 'take a gadget off the bus, link its functions again in order, and bind it',
    options: ['dry-run', 'simulate', 'json'],
    load: async () => (await machine()).reset,
  },
  {
    name: 'media',
    parameters: 'NAME [FUNCTION[:LUN]]',
    count: [1, 2],
    about: 'print the drives of a gadget, or change what is in one',
    options: [
      'insert',
      'eject',
      'force',
      'unbind',
      'cdrom',
      'disk',
      'ro',
      'rw',
      'dry-run',
      'simulate',
      'json',
    ],
    load: async () => (await machine()).media,
  },
  {
    name: 'udc',
    parameters: '',
    count: [0, 0],
    about: 'print the controllers of the machine',
    options: ['simulate', 'json'],
    load: async () => (await machine()).udc,
  },
  {
    name: 'doctor',
    parameters: '[FILE]',
    count: [0, 1],
    about: 'look at all that a gadget needs of the machine, and say what is in its way',
    options: ['capture', 'from', 'budget', 'simulate', 'json'],
    load: async () => (await machine()).doctor,
  },
  {
    name: 'donor',
    parameters: '[DEVICE] [FILE]',
    count: [0, 2],
    about: 'give a FILE the ids, strings and version of a device that is plugged in, or list such devices',
    options: ['write', 'simulate', 'json'],
    load: async () => (await machine()).donor,
  },
  {
    name: 'unit',
    parameters: 'FILE',
    count: [1, 1],
    about: 'print or write systemd units for the gadget, its network and its serial ports',
    options: ['output', 'node', 'udc', 'kernel', 'budget', 'json'],
    load: async () => (await offline()).unit,
  },
  {
    name: 'udcs',
    parameters: '[PROFILE]',
    count: [0, 1],
    about: 'print the controllers that are known, or the profile of one',
    options: ['json'],
    load: async () => (await offline()).udcs,
  },
  {
    name: 'schema',
    parameters: '',
    count: [0, 0],
    about: 'print the JSON Schema of our documents, for editors',
    options: [],
    load: async () => (await offline()).schema,
  },
  {
    name: 'completion',
    parameters: 'bash|fish|zsh',
    count: [1, 1],
    about: 'print what makes a shell complete the command line',
    options: [],
    load: async () => (await offline()).completion({ commands, globalOptions, optionFacts }),
  },
];
