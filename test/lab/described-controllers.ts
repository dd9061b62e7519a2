import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import {
  findControllerProfile,
  type ControllerProfile,
  type ControllerSpeed,
  type FunctionFsFunctionDefinition,
  type GadgetDefinition,
  type Speed,
} from 'usb-gadget';
import { down, up } from 'usb-gadget/live';
import { NodeSystem } from 'usb-gadget/node';
import { cameraNode } from './camera.js';
import { hostDevice, hostDeviceGone, type HostDevice } from './host.js';
import type { HostProgram } from './host-program.js';
import { makeControllers, removeControllers } from './profile-controllers.js';
import { isochronousController, layCable, takeCable } from './virtual-cable.js';

const ids = ['1d6b', '0104'] as const;
const system = new NodeSystem();

/** A controller at one speed, and how its cable is plugged. */
export interface DescribedController {
  readonly profile: ControllerProfile;
  readonly udc: string;
  /** What a gadget must say to be at the speed. */
  readonly maxSpeed?: Speed;
  plug(): Promise<HostDevice>;
  pull(): Promise<void>;
  remove(): Promise<void> | void;
}

export function mustRun(program: string, ...words: string[]): void {
  const { status, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${status}: ${stderr}`);
}

/** The speeds of the dummy controller, and how its module is told. */
const dummyOptions: Readonly<Record<ControllerSpeed, readonly string[]>> = {
  full: ['is_high_speed=0'],
  high: [],
  super: ['is_super_speed=1'],
};

/** A gadget is plugged as soon as it is bound. */
const alwaysPlugged = { plug: () => hostDevice(...ids), pull: () => Promise.resolve() } as const;

/** The kernel's dummy controller, which has no isochronous endpoints. */
export function dummyController(speed: ControllerSpeed): DescribedController {
  if (dummyOptions[speed].length > 0) {
    mustRun('modprobe', '-r', 'dummy_hcd');
    mustRun('modprobe', 'dummy_hcd', ...dummyOptions[speed]);
  }
  const profile = { ...findControllerProfile('dummy_hcd')!, speed };
  return { profile, udc: 'dummy_udc.0', ...alwaysPlugged, remove: () => undefined };
}

const virtual = findControllerProfile('usbip-vudc')!;

/** The one of USB over IP has isochronous endpoints, and knows high and full speed alone; the gadget says which it is to be. */
async function virtualController(speed: 'full' | 'high', host: HostProgram): Promise<DescribedController> {
  await layCable();
  return {
    profile: virtual,
    udc: isochronousController,
    ...(speed === 'full' && { maxSpeed: 'full-speed' }),
    async plug() {
      await host.must(`plug ${isochronousController} ${speed}`);
      return hostDevice(...ids);
    },
    async pull() {
      await host.must('pull');
      await hostDeviceGone(...ids);
    },
    remove: takeCable,
  };
}

/** The same endpoints at any speed, where there is the module for it. */
async function adaptedController(speed: ControllerSpeed): Promise<DescribedController> {
  const [made] = await makeControllers([{ ...virtual, speed }]);
  const { profile, udc, buses } = made!;
  for (const bus of buses) writeFileSync(`/sys/bus/usb/devices/usb${bus}/authorized_default`, '1');
  return { profile, udc, ...alwaysPlugged, remove: removeControllers };
}

const canAdapt = (): boolean => existsSync(`/lib/modules/${release()}/profile_udc.ko`);

/** A controller with isochronous endpoints; undefined where this kernel has none for the speed. */
export async function isochronousAt(
  speed: ControllerSpeed,
  host: HostProgram,
): Promise<DescribedController | undefined> {
  if (speed !== 'super') return virtualController(speed, host);
  return canAdapt() ? adaptedController(speed) : undefined;
}

const serve = ({ mountPoint, interfaces }: FunctionFsFunctionDefinition): ChildProcess =>
  spawn(
    process.execPath,
    ['test/lab/programs/echo-function.mjs', mountPoint, JSON.stringify({ interfaces })],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );

async function end(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const ended = once(program, 'exit');
  program.kill('SIGKILL');
  await ended;
}

/** Drivers that keep something of a gadget until they are loaded anew: the id of a string, numbers of streams, the interrupt endpoint of a camera. */
const forgetful: Readonly<Record<string, string>> = {
  gser: 'usb_f_serial',
  uac1: 'usb_f_uac1',
  uvc: 'usb_f_uvc',
};

/** Binds a gadget with the programs that it needs, and shows it to the host for a while. */
export async function whilePlugged(
  definition: GadgetDefinition,
  { udc, plug, pull }: DescribedController,
  host: HostProgram,
  use: (device: HostDevice) => Promise<void>,
): Promise<void> {
  const drivers = definition.functions.map(({ driver }) => driver);
  const served = definition.functions.find(
    (each): each is FunctionFsFunctionDefinition => each.driver === 'ffs' && 'interfaces' in each,
  );
  const programs: ChildProcess[] = [];
  await up(definition, system, {
    udc,
    onProgress({ operation, state }) {
      if (served && operation.op === 'mount' && state === 'done') programs.push(serve(served));
    },
  });
  try {
    if (drivers.includes('uvc')) await host.must(`watch ${await cameraNode()}`);
    await use(await plug());
    await pull();
  } finally {
    await host.must('leave');
    for (const each of programs) await end(each);
    await down(definition.name, system);
    await hostDeviceGone(...ids);
    for (const module of new Set(drivers.flatMap((driver) => forgetful[driver] ?? [])))
      mustRun('modprobe', '-r', module);
  }
}
