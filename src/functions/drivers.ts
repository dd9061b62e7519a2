import type { AnyFunctionDefinition, FunctionDriver } from './function-driver.js';
import { ethernetDrivers, type EthernetFunctionDefinition } from './ethernet.js';
import { hid, type HidFunctionDefinition } from './hid.js';
import { massStorage, type MassStorageFunctionDefinition } from './mass-storage.js';
import { isRaw, raw, type RawFunctionDefinition } from './raw.js';
import { serialDrivers, type SerialFunctionDefinition } from './serial.js';

/** A function of any kind, as plain data. */
export type FunctionDefinition =
  | HidFunctionDefinition
  | MassStorageFunctionDefinition
  | EthernetFunctionDefinition
  | SerialFunctionDefinition
  | RawFunctionDefinition;

/** The drivers with tables, by the kernel's name. Adding one is one file and one line here. */
export const functionDrivers: ReadonlyMap<string, FunctionDriver> = new Map(
  [hid, massStorage, ...ethernetDrivers, ...serialDrivers].map((each) => [each.driver, each as FunctionDriver]),
);

/** The facts of a definition's driver. */
export function driverOf<Definition extends AnyFunctionDefinition>(definition: Definition): FunctionDriver<Definition> {
  const found = isRaw(definition) ? undefined : functionDrivers.get(definition.driver);
  return (found ?? raw) as unknown as FunctionDriver<Definition>;
}

/** Words for `driver` in options that stand for another driver with other defaults: PiKVM's rndis5 is rndis without compatible ids. */
const aliases: Readonly<Record<string, { readonly driver: string; readonly compatibleId: string }>> = {
  rndis5: { driver: 'rndis', compatibleId: '' },
};

/** Completes the options of a function to its definition. What is no known function stays as it is, for the check to find. */
export function defineFunction(options: Readonly<Record<string, unknown>>): FunctionDefinition {
  const named = { ...options, ...aliases[String(options['driver'])] };
  const facts = 'attributes' in named || 'contents' in named ? raw : functionDrivers.get(String(named['driver']));
  const { driver, name = 'usb0', ...rest }: Readonly<Record<string, unknown>> = facts?.define?.(named) ?? named;
  return { driver, name, ...rest } as unknown as FunctionDefinition;
}
