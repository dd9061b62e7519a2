import { refuse } from '../attributes/errno.js';
import type { SimulatedController } from './simulated-controller.js';
import type { Outcome } from './simulated-file-system.js';

/** What has gone over the wire of one HID function. */
interface Wire {
  /** The reports that the host has fetched. */
  readonly fetched: Uint8Array[];
  /** One that it has not. */
  waiting?: Uint8Array | undefined;
  /** Those that it has sent and nobody has read. */
  readonly sent: Uint8Array[];
}

/** Reports of HID functions between the nodes in /dev and a simulated host (drivers/usb/gadget/function/f_hid.c). */
export class SimulatedReports {
  readonly #wires = new Map<string, Wire>();

  /** The wire of a node. */
  of(path: string): Wire {
    let wire = this.#wires.get(path);
    if (!wire) this.#wires.set(path, (wire = { fetched: [], sent: [] }));
    return wire;
  }

  /** Takes a report, of which there is room for one. */
  write(path: string, { host, isDeaf }: SimulatedController, report: Uint8Array): Outcome<undefined> {
    const wire = this.of(path);
    if (host === 'away' || isDeaf) {
      wire.waiting = undefined;
      return refuse('ESHUTDOWN');
    }
    if (host === 'asleep') {
      if (wire.waiting) return refuse('EAGAIN');
      wire.waiting = report.slice();
      return undefined;
    }
    if (wire.waiting) wire.fetched.push(wire.waiting);
    wire.waiting = undefined;
    wire.fetched.push(report.slice());
    return undefined;
  }

  /** Gives what the host has sent. */
  read(path: string, most: number): Outcome<Uint8Array> {
    return this.of(path).sent.shift()?.subarray(0, most) ?? refuse('EAGAIN');
  }
}
