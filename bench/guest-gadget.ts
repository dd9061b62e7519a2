import { setTimeout } from 'node:timers/promises';
import { defineGadget, planCreate, planRemove } from 'usb-gadget';
import { NodeSystem } from 'usb-gadget/node';

/** Where gadgets are. */
export const root = '/sys/kernel/config/usb_gadget';

/** A gadget like PiKVM's. */
export const gadget = defineGadget({
  name: 'bench',
  vendorId: 0x1d6b,
  productId: 0x0104,
  strings: { '0x409': { manufacturer: 'Maker', product: 'Thing', serialNumber: '1' } },
  functions: [
    { driver: 'hid', preset: 'keyboard' },
    { driver: 'hid', preset: 'absolute-mouse' },
    { driver: 'mass_storage', luns: [{ cdrom: true }] },
    { driver: 'ecm', hostAddress: '02:00:00:00:00:01', deviceAddress: '02:00:00:00:00:02' },
  ],
  udc: 'dummy_udc.0',
});

export const system = new NodeSystem();
export const create = planCreate(gadget);
export const remove = planRemove(gadget);

/** Milliseconds that an action takes. */
export async function timed(action: () => unknown): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

/** The host's end of the kernel is still busy with a gadget that is gone; what comes next must not wait for it. */
export const settled = (): Promise<void> => setTimeout(100);
