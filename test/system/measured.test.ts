import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { SimulatedKernel } from '../../src/system/simulated-kernel.js';
import type { SystemError } from '../../src/system/system.js';
import {
  expand,
  inputBytes,
  measuredGroups,
  measuredKernels,
  measuredScenarios,
  type MeasuredGroup,
  type Outcomes,
  type PerKernel,
} from './measured.js';

const usbGadget = '/sys/kernel/config/usb_gadget/';
const udc = 'dummy_udc.0';
const states = ['bare', 'linked', 'bound'] as const;

const files = {
  '/tmp/img': 1 << 20,
  '/tmp/ro': 1 << 20,
  '/tmp/é.img': 1 << 20,
  '/tmp/a b.img': 1 << 20,
  '/tmp/empty': 0,
  '/tmp/small511': 511,
  '/tmp/small512': 512,
  '/tmp/small513': 513,
  '/tmp/small599k': 599 * 1024,
  '/tmp/small600k': 600 * 1024,
  '/proc/version': 0,
  '/dev/null': { type: 'other' },
  '/dev/zero': { type: 'other' },
  '/tmp/fifo': { type: 'other' },
} as const;

const machine = (kernel: string): SimulatedKernel =>
  new SimulatedKernel({ kernel, controllers: [udc], files });

/** The errno of a call, or what it gives. */
async function outcomeOf(call: () => Promise<string | undefined>): Promise<string> {
  try {
    return (await call()) ?? 'ok';
  } catch (error) {
    return (error as SystemError).code;
  }
}

async function show(system: SimulatedKernel, path: string): Promise<string> {
  const bytes = Buffer.from(await system.read(path));
  const text = bytes.toString();
  return '=' + (Buffer.from(text).equals(bytes) ? text : `hex:${bytes.toString('hex')}`);
}

/** A gadget with what is measured in it, as it was when it was measured. */
async function prepare(
  kernel: string,
  subject: string,
  state: (typeof states)[number],
): Promise<[SimulatedKernel, string]> {
  const system = machine(kernel);
  const make = (path: string): Promise<void> => system.mkdir(usbGadget + path);
  for (const path of ['g', 'g/strings/0x409', 'g/configs/c.1', 'g/configs/c.1/strings/0x409'])
    await make(path);
  const name = subject === 'gadget' ? 'hid.x' : `${subject}.x`;
  await make(`g/functions/${name}`);
  if (subject === 'mass_storage') await make(`g/functions/${name}/lun.1`);
  if (subject === 'ncm' || subject === 'rndis')
    await make(`g/functions/${name}/os_desc/interface.${subject}/Prop`);
  if (state !== 'bare')
    await system.symlink(`${usbGadget}g/functions/${name}`, `${usbGadget}g/configs/c.1/f`);
  if (state === 'bound') await system.bind(`${usbGadget}g/UDC`, udc);
  return [system, subject === 'gadget' ? `${usbGadget}g/` : `${usbGadget}g/functions/${name}/`];
}

const onKernel = <Value>(value: PerKernel<Value> | undefined, kernel: number): Value | null | undefined =>
  Array.isArray(value) ? (value as readonly (Value | null)[])[kernel] : (value as Value | undefined);

const isOutcomes = (value: MeasuredGroup['linked']): value is Outcomes =>
  Array.isArray(value) && Array.isArray(value[0]);

/** What each input gave on one kernel in one state. */
function expected(group: MeasuredGroup, state: (typeof states)[number], kernel: number): Map<string, string> {
  const outcomes = new Map<string, string>();
  const add = (table: Outcomes): void => {
    for (const [outcome, inputs] of table) {
      const here = onKernel(outcome, kernel);
      if (typeof here === 'string') for (const input of inputs) outcomes.set(input, expand(here));
    }
  };
  add(group.bare);
  if (state === 'bare') return outcomes;
  const change = group[state];
  if (isOutcomes(change)) add(change);
  else {
    const all = onKernel(change as PerKernel<string>, kernel);
    if (all !== 'same') for (const input of outcomes.keys()) outcomes.set(input, String(all));
  }
  return outcomes;
}

/** The attribute's differences from what was measured, one line each. */
async function differences(
  group: MeasuredGroup,
  of: string,
  state: (typeof states)[number],
  kernel: number,
): Promise<string[]> {
  const [subject = '', attribute = ''] = of.split(': ');
  const found: string[] = [];
  let machine: readonly [SimulatedKernel, string] | undefined;
  for (const [input, outcome] of expected(group, state, kernel)) {
    const [system, root] = (machine ??= await prepare(measuredKernels[kernel]!, subject, state));
    const got = await outcomeOf(async () => {
      await system.write(root + attribute, inputBytes(input));
      machine = undefined; // what was taken may show in what comes next
      return show(system, root + attribute);
    });
    const isWriteOnly = outcome === 'EACCES' && attribute.endsWith('forced_eject');
    if (got !== outcome && !isWriteOnly)
      found.push(`${JSON.stringify(input)}: kernel ${outcome}, simulated ${got}`);
  }
  return found;
}

void suite('every attribute does with every input what it did on the kernels', () => {
  for (const [index, kernel] of measuredKernels.entries())
    for (const state of states)
      void test(`${kernel}, ${state}`, async () => {
        const found: string[] = [];
        let count = 0;
        for (const group of measuredGroups())
          for (const of of group.attributes) {
            count += expected(group, state, index).size;
            for (const line of await differences(group, of, state, index)) found.push(`${of}: ${line}`);
          }
        assert.deepEqual(found, []);
        assert.ok(count > 4000, `only ${count} outcomes`);
      });

  for (const [index, kernel] of measuredKernels.entries())
    void test(`${kernel}, before anything is written`, async () => {
      for (const { attributes, initially } of measuredGroups())
        for (const of of attributes) {
          const wanted = onKernel(initially, index);
          if (typeof wanted !== 'string') continue;
          const [subject = '', attribute = ''] = of.split(': ');
          const [system, root] = await prepare(kernel, subject, 'bare');
          assert.equal(await outcomeOf(() => show(system, root + attribute)), wanted, of);
        }
    });
});

const spaced = (text: string): string =>
  expand(text.replaceAll('\\n', '\n').replaceAll('\\0', '\0').replaceAll('\\s', ' '));

function place(path = ''): string {
  const name = spaced(path);
  return name.startsWith('/') ? name : usbGadget + (name.startsWith('@') ? name.slice(1) : `g/${name}`);
}

/** `@x` is a path below usb_gadget, `x` one below the gadget g. */
async function perform(system: SimulatedKernel, command: string): Promise<string | undefined> {
  const [name = '', first, ...rest] = command.split(' ');
  switch (name) {
    case 'mkdir':
      return void (await system.mkdir(place(first)));
    case 'rmdir':
      return void (await system.rmdir(place(first)));
    case 'unlink':
      return void (await system.unlink(place(first)));
    case 'link':
      return void (await system.symlink(place(first), place(rest[0])));
    case 'readlink':
      return '=' + (await system.readlink(place(first)));
    case 'read':
      return show(system, place(first));
    case 'write':
    case 'wo':
      return void (await system.write(place(first), spaced(rest.join(' '))));
    case 'writehex':
      return void (await system.write(place(first), Buffer.from(rest[0]!, 'hex')));
    case 'bind':
      return void (await system.bind(place('UDC'), udc));
    case 'unbind':
      return void (await system.write(place('UDC'), '\n'));
    case 'std':
      for (const path of ['configs/c.1', 'functions/acm.a', 'functions/acm.b'])
        await system.mkdir(place(path));
      return undefined;
    case 'list': {
      const ends = { folder: '/', link: '@' };
      const items = await system.list(place(first));
      return items
        .flatMap((item) => (item.type in ends ? item.name + ends[item.type as 'link'] : []))
        .join(' ');
    }
  }
  throw new Error(`no command ${name}`);
}

void suite('sequences of calls go as they went on the kernels', () => {
  for (const [index, kernel] of measuredKernels.entries())
    void test(kernel, async () => {
      const found: string[] = [];
      for (const { name, steps } of measuredScenarios()) {
        const system = machine(kernel);
        await system.mkdir(usbGadget + 'g');
        for (const [number, { command, outcomes }] of steps.entries()) {
          const outcome = outcomes[index];
          const got = await outcomeOf(() => perform(system, command));
          const comparable = command.endsWith('/dev') ? got.replace(/=\d+:/, '=*:') : got;
          if (outcome !== undefined && comparable !== expand(outcome))
            found.push(`${name}, ${number}: ${command}: kernel ${outcome}, simulated ${got}`);
        }
      }
      assert.deepEqual(found, []);
    });
});
