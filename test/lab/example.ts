import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Example } from '../../examples/main.js';
import { LiveGadget } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { hostDevice, hostDeviceGone, type HostDevice } from './host.js';
import { isochronousController, plugIn, plugOut } from './virtual-cable.js';

const system = new NodeSystem();

const hex = (id: number): string => id.toString(16).padStart(4, '0');

/** What is done with an example while it is up, on both sides. */
export type Use = (device: HostDevice, live: LiveGadget) => Promise<void>;

/** What an example's file is about. */
export const exampleOf = async (name: string): Promise<Example> =>
  (await import(`../../examples/${name}.js`)) as Example;

const idsOf = ({ gadget }: Example): [string, string] => {
  const { vendorId, productId } = gadget.toDefinition();
  return [hex(vendorId), hex(productId)];
};

/** Uses an example on the controller whose host is the guest itself. */
export async function useExample(example: Example, use: Use): Promise<void> {
  const { gadget, network } = example;
  const networks = network ? [network] : [];
  const live = await LiveGadget.up(gadget, system, { udc: 'dummy_udc.0', networks });
  try {
    await use(await hostDevice(...idsOf(example)), live);
  } finally {
    await live.down();
    await hostDeviceGone(...idsOf(example));
  }
}

/**
 * Uses an example over the virtual cable, which is plugged in by hand.
 *
 * @param serve - what must run for the host to see it.
 */
export async function useOverCable(
  example: Example,
  use: Use,
  serve: () => Promise<AsyncDisposable | undefined> = () => Promise.resolve(undefined),
): Promise<void> {
  const live = await LiveGadget.up(example.gadget, system, { udc: isochronousController });
  const program = await serve();
  try {
    await use(await plugIn(...idsOf(example)), live);
    await plugOut(...idsOf(example));
  } finally {
    await program?.[Symbol.asyncDispose]();
    await live.down();
  }
}

/** Runs the program of an example, as root does on a board. */
export async function runExample(name: string, words: readonly string[], input = ''): Promise<void> {
  const program = spawn(process.execPath, [`.build/examples/${name}.js`, ...words], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  program.stdin.end(input);
  const [status] = (await once(program, 'close')) as [number | null];
  if (status !== 0) throw new Error(`${name} ${words.join(' ')} ended with ${status}`);
}
