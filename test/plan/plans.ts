import { defineGadget, planCreate, planUpdate, type Plan } from 'usb-gadget';

/** Options of unknown origin, as from JSON. */
export type Options = Readonly<Record<string, unknown>>;

/** Options of a gadget with some functions. */
export const gadget = (functions: readonly Options[], more: Options = {}): Options => ({
  name: 'g1',
  vendorId: 0x1d6b,
  productId: 0x0104,
  functions,
  ...more,
});

/** The plan that makes a gadget. */
export const create = (options: Options, kernel = '6.12'): Plan =>
  planCreate(defineGadget(options), { kernel });
/** The plan that changes a gadget that is bound. */
export const update = (from: Options, to: Options, kernel = '6.12'): Plan =>
  planUpdate(defineGadget(from), defineGadget(to), { kernel, udc: 'dummy_udc.0' });
