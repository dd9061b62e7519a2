import type { Issue } from '../errors.js';
import { checkShape } from '../options/check.js';
import { eachOnce, once } from '../options/once.js';
import { isPlain, type Plain } from '../options/plain.js';
import type { AnyFunctionDefinition, FunctionDriver } from './function-driver.js';
import { functionName, toldFunctionName } from './function-name.js';
import { audioDrivers } from './audio.js';
import type { AudioFunctionDefinition } from './audio-definition.js';
import { ethernetDrivers } from './ethernet.js';
import type { EthernetFunctionDefinition } from './ethernet-definition.js';
import { functionFs, type FunctionFsFunctionDefinition } from './function-fs.js';
import { hid, type HidFunctionDefinition } from './hid.js';
import { loopback, type LoopbackFunctionDefinition } from './loopback.js';
import { massStorage, type MassStorageFunctionDefinition } from './mass-storage.js';
import { midi, type MidiFunctionDefinition } from './midi.js';
import { midi2, type Midi2FunctionDefinition } from './midi2.js';
import { phonet, type PhonetFunctionDefinition } from './phonet.js';
import { printer, type PrinterFunctionDefinition } from './printer.js';
import { checkRaw, isRaw, opaqueFolder, raw, type RawFunctionDefinition } from './raw.js';
import { video } from './video.js';
import type { VideoFunctionDefinition } from './video-definition.js';
import { serialDrivers, type SerialFunctionDefinition } from './serial.js';
import { sourceSink, type SourceSinkFunctionDefinition } from './source-sink.js';
import { target, type TargetFunctionDefinition } from './target.js';

/** A function of any kind, as plain data. */
export type FunctionDefinition =
  | HidFunctionDefinition
  | MassStorageFunctionDefinition
  | EthernetFunctionDefinition
  | SerialFunctionDefinition
  | FunctionFsFunctionDefinition
  | AudioFunctionDefinition
  | VideoFunctionDefinition
  | LoopbackFunctionDefinition
  | SourceSinkFunctionDefinition
  | MidiFunctionDefinition
  | Midi2FunctionDefinition
  | PhonetFunctionDefinition
  | PrinterFunctionDefinition
  | TargetFunctionDefinition
  | RawFunctionDefinition;

/** The drivers with tables, by the kernel's name. Adding one is one file and one line here. */
export const functionDrivers: () => Readonly<Record<string, FunctionDriver>> = once(() =>
  eachOnce<FunctionDriver>({
    hid,
    mass_storage: massStorage,
    ...ethernetDrivers,
    ...serialDrivers,
    ...audioDrivers,
    uvc: video,
    ffs: functionFs,
    Loopback: loopback,
    SourceSink: sourceSink,
    midi,
    midi2,
    phonet,
    printer,
    tcm: target,
  }),
);

/** What is known of a raw function's driver: what holds whatever is in its folder, and for what the definition does not tell, what is usual. */
function rawOf(facts: FunctionDriver): FunctionDriver {
  const { driver, module, since, pool, heldOffBus, alternateSettings, bindErrno, usual } = facts;
  const known = {
    ...raw(),
    driver,
    module,
    folder: opaqueFolder(facts.folder),
    bindErrno,
    ...(since && { since }),
    ...(pool && { pool }),
    ...(heldOffBus && { heldOffBus }),
    ...(alternateSettings && { alternateSettings }),
  };
  if (!usual) return known;
  const byItself = once(() => ({ driver, name: '', ...(facts.define?.(usual) ?? usual) }));
  const unlessTold: Pick<FunctionDriver<RawFunctionDefinition>, 'interfaces' | 'endpoints' | 'check'> = {
    interfaces: ({ interfaces }, kernel) => interfaces ?? facts.interfaces(byItself(), kernel),
    endpoints: ({ endpoints }, kernel) => endpoints ?? facts.endpoints(byItself(), kernel),
    check: checkRaw,
  };
  return { ...known, ...unlessTold };
}

/** What is known of the driver of a raw function, by the kernel's name. */
export const rawDrivers: () => Readonly<Record<string, FunctionDriver>> = once(() => {
  const known = functionDrivers();
  return eachOnce(
    Object.fromEntries(Object.keys(known).map((driver) => [driver, () => rawOf(known[driver]!)])),
  );
});

/** The facts of a definition's driver. */
export function driverOf(definition: AnyFunctionDefinition): FunctionDriver {
  return (isRaw(definition) ? rawDrivers() : functionDrivers())[definition.driver] ?? raw();
}

/** Words for `driver` in options that stand for another driver with other defaults: PiKVM's rndis5 is rndis without compatible ids. */
const aliases: ReadonlyMap<unknown, Plain> = new Map([['rndis5', { driver: 'rndis', compatibleId: '' }]]);

/** The facts of the driver that options name, if it has any. */
function factsFor(options: Plain): FunctionDriver | undefined {
  if ('attributes' in options || 'contents' in options) return raw();
  const { driver } = options;
  return typeof driver === 'string' ? functionDrivers()[driver] : undefined;
}

/** Whether the options that a driver puts others in place of are valid; what is at fault must stay, for the check to find. */
function hasValidShorthands({ shorthands, options: shape }: FunctionDriver, options: Plain): boolean {
  if (!shorthands) return true;
  const issues: Issue[] = [];
  for (const key of shorthands)
    if (options[key] !== undefined) checkShape(shape.options[key]!.shape, options[key], key, issues);
  return issues.length === 0;
}

/** The first instance that is free: `usb0`, `usb1`, or `mouse`, `mouse1`. */
function freeInstance(driver: string, first: string, taken: ReadonlySet<string | undefined>): string {
  if (!taken.has(functionName({ driver, name: first }))) return first;
  const stem = first.replace(/\d+$/, '');
  let name = first;
  for (let count = 1; taken.has(functionName({ driver, name })); count++) name = `${stem}${count}`;
  return name;
}

function complete(options: Plain, taken: Set<string | undefined>): FunctionDefinition {
  const facts = factsFor(options);
  const isDefinable = facts !== undefined && hasValidShorthands(facts, options);
  const { driver } = options;
  const named: Record<string, unknown> & { name?: unknown } = { driver, name: undefined, ...options };
  const first = (isDefinable && facts.instance?.(options)) || 'usb0';
  named.name ??= freeInstance(String(driver), first, taken);
  taken.add(toldFunctionName(named));
  const defined = isDefinable && facts.define ? { driver, name: named.name, ...facts.define(named) } : named;
  return defined as unknown as FunctionDefinition;
}

/**
 * Completes the options of a gadget's functions to their definitions, and names those that are not named.
 * What is complete stays as it is, and so does what is no known function, for the check to find.
 */
export function defineFunctions(functions: readonly unknown[]): FunctionDefinition[] {
  const told = functions.map((each) => {
    const alias = isPlain(each) && aliases.get(each['driver']);
    return alias ? { ...each, ...alias } : each;
  });
  const taken = new Set(told.map(toldFunctionName));
  return told.map((each) => (isPlain(each) ? complete(each, taken) : (each as FunctionDefinition)));
}
