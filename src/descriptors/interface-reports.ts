import { configurationName } from '../gadget/definition.js';
import type { BoundGadget } from './bound-gadget.js';

/** The report descriptor of one interface, which the host asks the interface itself for (HID 1.11, 7.1). */
export interface InterfaceReport {
  /** The configuration, as in `c.1`. */
  readonly configuration: string;
  /** The function, as in `hid.usb0`. */
  readonly function: string;
  /** `bInterfaceNumber`. */
  readonly interface: number;
  /** The report descriptor as lower-case hex. */
  readonly hex: string;
}

/** The report descriptors of a gadget. */
export function interfaceReports({ configurations }: BoundGadget): InterfaceReport[] {
  return configurations.flatMap(({ definition, functions }) =>
    functions.flatMap(({ name, facts, attributes, firstInterface }) =>
      facts.hidReport
        ? [
            {
              configuration: configurationName(definition),
              function: name,
              interface: firstInterface,
              hex: facts.hidReport(attributes),
            },
          ]
        : [],
    ),
  );
}
