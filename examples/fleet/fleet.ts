// A fleet of boards from one inventory, that of Ansible: each board's gadget is made and checked here, for its controller and its kernel,
// before any board is touched. What a board gets is a shell script that leaves a systemd unit there, so that its gadget comes up at each
// boot: no board needs Node, or Python.
//
//   node fleet.js inventory.json boards            checks every board, and writes what each of them gets: boards/NAME.sh
//   ansible-playbook -i inventory.json push.yaml   brings it to them
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  EthernetFunction,
  findControllerProfile,
  formatIssue,
  Gadget,
  SerialFunction,
  validate,
  type FunctionBuilder,
  type Issue,
} from 'usb-gadget';
import { formatUnits } from 'usb-gadget/network';
import { installScript } from './install-script.js';

/** What the inventory says of a board, beside what Ansible needs to know. */
export interface Board {
  /** The profile of its controller, one of those that `usb-gadget udcs` lists. */
  readonly controller: string;
  readonly kernel: string;
  readonly functions: readonly ('console' | 'card')[];
}

/** An inventory of Ansible in JSON. */
export interface Inventory {
  readonly all: { readonly hosts: Readonly<Record<string, Board>> };
}

/** A board is told from others by its serial number, and its network card by the addresses that are made of its name. */
export function gadgetFor(name: string, { functions }: Board): Gadget {
  const builders: Readonly<Record<Board['functions'][number], FunctionBuilder>> = {
    console: new SerialFunction({ driver: 'acm' }),
    card: new EthernetFunction({ driver: 'ncm', macSeed: name }),
  };
  return new Gadget({
    name: 'board',
    vendorId: 0x1d6b,
    productId: 0x0104,
    strings: { '0x409': { manufacturer: 'Example', product: 'Board', serialNumber: name } },
    functions: functions.map((each) => builders[each]),
  });
}

/** Why a board cannot have its gadget; empty if it can. */
export function faultsOf(name: string, board: Board): readonly Issue[] {
  const controller = findControllerProfile(board.controller);
  if (!controller) throw new Error(`${name}: there is no profile "${board.controller}".`);
  const issues = validate(gadgetFor(name, board), { kernel: board.kernel, controller });
  return issues.filter(({ severity }) => severity === 'error');
}

/** What brings a board to its gadget. */
export const scriptFor = (name: string, board: Board): string =>
  installScript('usb-gadget-board.service', formatUnits(gadgetFor(name, board), { kernel: board.kernel }));

/** Writes what each board gets, if every one of them can have it. */
function main([inventory = 'inventory.json', folder = 'boards']: readonly string[]): void {
  const { all } = JSON.parse(readFileSync(inventory, 'utf8')) as Inventory;
  const boards = Object.entries(all.hosts);
  const faulty = boards.filter(([name, board]) => {
    const faults = faultsOf(name, board);
    console.log(`${name}: ${faults.map(formatIssue).join('\n') || 'fits'}`);
    return faults.length > 0;
  });
  if (faulty.length) {
    process.exitCode = 1;
    return;
  }
  mkdirSync(folder, { recursive: true });
  for (const [name, board] of boards) writeFileSync(join(folder, `${name}.sh`), scriptFor(name, board));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
