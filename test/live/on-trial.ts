import { afterEach } from 'node:test';
import { EthernetFunction, Gadget, type GadgetSource } from 'usb-gadget';
import {
  listTrials,
  networkStatus,
  upOnTrial,
  watchTrial,
  type System,
  type TrialEnd,
  type TrialOptions,
  type TrialResult,
} from 'usb-gadget/live';
import { SimulatedKernel, type SimulatedKernelOptions } from 'usb-gadget/testing';
import { images } from './gadgets.js';

/** What /proc says of a process. */
export const stat = (number: number): string => `${number} (node) S ${'0 '.repeat(18)}1 0 0\n`;

const machines: SimulatedKernel[] = [];

/** A machine whose clock stands still until it is set. */
export function machine({ files }: SimulatedKernelOptions = {}): SimulatedKernel {
  const clock = { '/proc/uptime': '100.00 0.00\n' };
  const processes = { '/proc/self/stat': stat(8), '/proc/8/stat': stat(8) };
  const system = new SimulatedKernel({ files: { ...clock, ...processes, ...images, ...files } });
  machines.push(system);
  return system;
}

// Whoever still watches ends then.
afterEach(async () => {
  for (const system of machines.splice(0))
    for (const { gadget } of await listTrials(system))
      await system.remove(`/run/usb-gadget/trials/${gadget}.json`);
});

/** A gadget as a shell makes it. */
export const script = `
  mkdir g1
  write g1/idVendor 0x1d6b
  mkdir g1/functions/acm.x
  mkdir g1/configs/c.7
  symlink g1/functions/acm.x g1/configs/c.7/other
  write g1/UDC fe980000.usb`;

/** Where it is kept what is on trial. */
export const recordPath = '/run/usb-gadget/trials/g1.json';

/** Whether somebody changes gadgets. */
export const isLocked = async (system: SimulatedKernel): Promise<boolean> =>
  (await system.list('/run/usb-gadget')).some(({ name }) => name === 'lock');

/** Sets the clock, in seconds since the machine started. */
export const setClock = (system: SimulatedKernel, seconds: number): Promise<void> =>
  system.save('/proc/uptime', `${seconds}.00 0.00\n`);

/** A machine that does some things in another way. */
export const instead = (system: SimulatedKernel, others: Partial<System>): SimulatedKernel =>
  new Proxy(system, {
    get: (target, key: keyof SimulatedKernel) => {
      const value: unknown = others[key as keyof System] ?? target[key];
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
    },
  });

/** A change on trial, and how it ends. */
export interface Begun {
  readonly result: TrialResult;
  readonly end: Promise<TrialEnd>;
}

/** Brings up on trial for 60 s, watched by this process. */
export async function begin(
  gadget: GadgetSource,
  system: SimulatedKernel,
  options: Partial<TrialOptions> = {},
): Promise<Begun> {
  let end: Promise<TrialEnd> = Promise.reject(new Error('nobody watches'));
  end.catch(() => undefined);
  const watch = (name: string): void => {
    end = watchTrial(name, system);
    end.catch(() => undefined);
  };
  return { result: await upOnTrial(gadget, system, { seconds: 60, watch, ...options }), end };
}

/** Everything but what the trial itself leaves. */
export async function stateOf(system: SimulatedKernel): Promise<unknown> {
  const files = (await system.list('/run/usb-gadget').catch(() => [])).map(({ name }) => name);
  const saved: string[] = [];
  for (const name of files.filter((each) => each.endsWith('.json')))
    saved.push(new TextDecoder().decode(await system.read(`/run/usb-gadget/${name}`)));
  // What a bind writes stays there, and the next writes it again; so does a sign that is not in use.
  const tree = system.tree().replace(/.*\/(bcdUSB|bMaxPacketSize0|qw_sign) =.*\n/g, '');
  return { tree, saved, networks: await networkStatus(system) };
}

/** A gadget with one network card. */
export const card = (deviceAddress: string): Gadget =>
  new Gadget({
    name: 'card',
    vendorId: 1,
    productId: 2,
    functions: [new EthernetFunction({ driver: 'ecm', hostAddress: '02:00:00:00:00:01', deviceAddress })],
  });
