// What the programs of this folder do when they are run, so that each of them need only say what it is about:
//
//   node NAME.js          prints what `up` would do; nothing is touched
//   node NAME.js up       makes the gadget on this machine, as root
//   node NAME.js COMMAND  does something with it while it is up; which commands there are is said in the file
//   node NAME.js down     removes it
import { fileURLToPath } from 'node:url';
import { formatPlan, planCreate, type Gadget } from 'usb-gadget';
import { down, LiveGadget, up } from 'usb-gadget/live';
import { formatNetworkPlan, planNetwork, type OtgNet } from 'usb-gadget/network';
import { NodeSystem } from 'usb-gadget/node';

/** What can be done with a gadget that is up. */
export type Commands = Readonly<Record<string, (live: LiveGadget, ...words: string[]) => Promise<void>>>;

/** What a program is about. */
export interface Example {
  readonly gadget: Gadget;
  /** The network over its first function, if that is a network card. */
  readonly network?: OtgNet;
  readonly commands?: Commands;
}

function print({ gadget, network }: Example): void {
  console.log(formatPlan(planCreate(gadget)).trimEnd());
  if (!network) return;
  const { name, configurations } = gadget.toDefinition();
  const card = configurations[0]!.functions[0]!;
  console.log(formatNetworkPlan(planNetwork(network, { gadget: name, function: card })).trimEnd());
}

async function carryOut(example: Example, command: string, words: string[]): Promise<void> {
  const { gadget, network, commands = {} } = example;
  const { name } = gadget.toDefinition();
  const system = new NodeSystem();
  if (command === 'up') {
    const { udc } = await up(gadget, system, { networks: network ? [network] : [] });
    console.log(`${name} is on ${udc}.`);
  } else if (command === 'down') await down(name, system);
  else if (Object.hasOwn(commands, command))
    await commands[command]!(await LiveGadget.find(name, system), ...words);
  else
    throw new Error(`There is no "${command}": say ${['up', 'down', ...Object.keys(commands)].join(', ')}.`);
}

/**
 * Does what the command line says.
 *
 * @param file - the `import.meta.url` of the program: one that is only imported does nothing.
 */
export async function main(file: string, example: Example): Promise<void> {
  if (process.argv[1] !== fileURLToPath(file)) return;
  const [command, ...words] = process.argv.slice(2);
  if (command === undefined) print(example);
  else await carryOut(example, command, words);
}
