import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { waitFor } from './wait.js';

const execute = promisify(execFile);

/** Runs a program to its end and gives what it printed; a failure carries what it complained about. */
export async function run(program: string, ...arguments_: string[]): Promise<string> {
  return (await execute(program, arguments_)).stdout;
}

/** Two ends of one cable: the gadget's interface here, the host's in a namespace, so that nothing short-cuts. */
export interface Cable {
  readonly namespace: string;
  readonly gadgetAddress: string;
  readonly hostAddress: string;
}

const inNamespace = (namespace: string, ...command: string[]): Promise<string> =>
  run('ip', 'netns', 'exec', namespace, ...command);

/**
 * Moves the host's interface into a new namespace and gives both ends an address. The gadget's end comes up last: the
 * host learns of the link from a notification, and hears it only while its own end is up.
 */
export async function lay(gadgetInterface: string, hostInterface: string): Promise<Cable> {
  const cable = { namespace: `host-${hostInterface}`, gadgetAddress: '10.77.0.1', hostAddress: '10.77.0.2' };
  const { namespace } = cable;
  await run('ip', 'netns', 'add', namespace);
  await run('ip', 'link', 'set', hostInterface, 'netns', namespace);
  await inNamespace(namespace, 'ip', 'address', 'add', `${cable.hostAddress}/30`, 'dev', hostInterface);
  await inNamespace(namespace, 'ip', 'link', 'set', hostInterface, 'up');
  await run('ip', 'address', 'add', `${cable.gadgetAddress}/30`, 'dev', gadgetInterface);
  await run('ip', 'link', 'set', gadgetInterface, 'up');
  return cable;
}

/** Both interfaces need a moment to come up after they are set up, so the first requests may go nowhere. */
async function answers(
  address: string,
  ping: (...command: [string, ...string[]]) => Promise<string>,
): Promise<void> {
  await waitFor(`an answer from ${address}`, () =>
    ping('ping', '-q', '-c', '1', '-W', '1', address).then(
      () => true,
      () => undefined,
    ),
  );
}

/** Fails unless both ends answer. */
export async function pingBothWays(cable: Cable): Promise<void> {
  await answers(cable.gadgetAddress, (...command) => inNamespace(cable.namespace, ...command));
  await answers(cable.hostAddress, (program, ...rest) => run(program, ...rest));
}

/** Removes the namespace; the interface in it goes back, or goes with its device. */
export async function cut(cable: Cable): Promise<void> {
  await run('ip', 'netns', 'delete', cable.namespace);
}
