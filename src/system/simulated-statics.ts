import type { SimulatedFolder } from './simulated-folder.js';

/** Attributes whose defaults are taken from descriptors that every bind writes (drivers/usb/gadget/function/f_rndis.c). */
const ofDescriptors = ['class', 'subclass', 'protocol'];

const isRndis = ({ name }: SimulatedFolder): boolean => name.startsWith('rndis.');

/** What drivers keep in static variables, so that one gadget leaves it to the next. */
export class SimulatedStatics {
  readonly #rndis = new Map<string, string>();

  /** A function is bound. */
  remember(folder: SimulatedFolder): void {
    if (isRndis(folder)) for (const name of ofDescriptors) this.#rndis.set(name, folder.textOf(name));
  }

  /** A function is made. */
  recall(folder: SimulatedFolder): void {
    if (isRndis(folder)) for (const [name, text] of this.#rndis) folder.setText(name, text);
  }
}
