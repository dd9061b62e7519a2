import { GadgetError, issue, type Issue } from '../../errors.js';
import type { NetworkAction, RemoveTagged, RunProgram, StopProgram } from '../../network/network-action.js';
import type { System } from '../../system/system.js';
import { programMissing } from './network-programs.js';
import { taggedRules } from './foreign-chains.js';
import { runningProcess } from '../machine/running-process.js';
import { codeOf, isForbidden, unless } from '../machine/system-errors.js';
import { isThere, textOf } from '../machine/text-file.js';

/** Where an action is done, and what it needs to know of the time before. */
interface NetworkSite {
  /** The machine. */
  readonly system: System;
  /** Settings of the kernel as they were before, by their paths below /proc/sys. */
  readonly settings: Readonly<Record<string, string>>;
}

const stopMilliseconds = 5_000;

const setting = (path: string): string => `/proc/sys/${path}`;

/** A setting goes with its interface, and older kernels lack some. */
async function writeSetting({ system }: NetworkSite, path: string, value: string): Promise<void> {
  if ((await textOf(system, setting(path))).trim() === value) return;
  await unless(['ENOENT'], system.write(setting(path), value));
}

/** What nft says of `ct` in a bridge's table where the kernel has no module for it (net/bridge/netfilter/nf_conntrack_bridge.c). */
const noBridgeTracking = /table bridge[^]*ct state/;

function failed(words: readonly string[], said: string, input = ''): GadgetError {
  if (said.includes('Protocol error') && noBridgeTracking.test(input))
    return new GadgetError([
      issue(
        'NETWORK_BACKEND',
        'network.mode',
        'The kernel does not follow connections over bridges.',
        'It needs Linux 5.3 with CONFIG_NF_CONNTRACK_BRIDGE; the mode nat does without.',
      ),
    ]);
  const lines = said.trim().split('\n').slice(0, 3).join('; ');
  return new GadgetError([
    issue(
      'OPERATION_FAILED',
      words[0] ?? '',
      `${words.join(' ')}: ${lines || 'it failed and does not say why'}.`,
      'Try the same by hand: `usb-gadget net plan` prints every step.',
    ),
  ]);
}

async function runProgram(
  { system }: NetworkSite,
  { words, input = [''], onlyWith, lenient }: RunProgram,
): Promise<void> {
  if (onlyWith !== undefined && !(await isThere(system, onlyWith))) return;
  const [program = '', ...rest] = words;
  let said = '';
  for (const text of input) {
    const result = await unless(['ENOENT'], system.run(program, rest, text));
    if (!result) {
      if (lenient) return;
      throw new GadgetError([programMissing(program)]);
    }
    if (result.status === 0) return;
    said = result.stderr || result.stdout;
  }
  if (!lenient) throw failed(words, said, input.at(-1));
}

/** Only a process of that name: the number may be another's by now. */
async function stop({ system }: NetworkSite, { program, pidFile }: StopProgram): Promise<void> {
  const number = Number(await textOf(system, pidFile));
  const isAlive = async (): Promise<boolean> => (await runningProcess(system, number))?.name === program;
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    await unless(['ESRCH'], system.kill(number, signal));
    await unless(
      ['ETIMEDOUT'],
      system.waitUntil(async () => !(await isAlive()), stopMilliseconds),
    );
  };
  if (number > 1 && (await isAlive())) await end('SIGTERM');
  if (number > 1 && (await isAlive())) await end('SIGKILL');
  if (await isThere(system, pidFile)) await system.remove(pidFile);
}

async function untag(site: NetworkSite, { tag }: RemoveTagged): Promise<void> {
  const rules = await taggedRules(site.system, tag);
  if (!rules.length) return;
  const lines = rules.map(
    ({ family, table, chain, handle }) => `delete rule ${family} ${table} ${chain} handle ${handle}\n`,
  );
  await runProgram(site, { op: 'run', words: ['nft', '-f', '-'], input: [lines.join('')] });
}

/**
 * Does one thing of a network.
 *
 * @throws {@link GadgetError} with PROGRAM_MISSING or OPERATION_FAILED, or what the system says.
 */
export async function runNetworkAction(site: NetworkSite, action: NetworkAction): Promise<void> {
  const { system, settings } = site;
  switch (action.op) {
    case 'save':
      return system.save(action.path, action.text, action.mode);
    case 'remove':
      return system.remove(action.path);
    case 'set':
      return writeSetting(site, action.path, action.value);
    case 'restore': {
      const value = settings[action.path];
      return value === undefined ? undefined : writeSetting(site, action.path, value);
    }
    case 'run':
      return runProgram(site, action);
    case 'stop':
      return stop(site, action);
    case 'untag':
      return untag(site, action);
  }
}

/** What is wrong, of an error of an action. */
export function issuesOf(error: unknown, action: NetworkAction): readonly Issue[] | undefined {
  if (error instanceof GadgetError) return error.issues;
  const code = codeOf(error);
  if (!code) return undefined;
  const path = 'path' in action ? action.path : '';
  const message = `${action.op} ${path}: ${code}.`;
  return isForbidden(code)
    ? [issue('NOT_PERMITTED', path, message, 'Run as root.')]
    : [issue('OPERATION_FAILED', path, message, 'See what the kernel says: dmesg | tail.')];
}
