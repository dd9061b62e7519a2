import type {
  ConfigurationEndpoints,
  ControllerEndpoint,
  ControllerProfile,
  Direction,
  TransferType,
} from 'usb-gadget';

/** One direction of a row of the picture. */
export type Cell =
  /** The controller has no such endpoint. */
  | { readonly kind: 'none' }
  /** Nobody has it. */
  | { readonly kind: 'free' }
  /** It can take either direction, and serves the other. */
  | { readonly kind: 'other' }
  /** A function asks for it, and the controller has no more. */
  | { readonly kind: 'missing'; readonly functionName: string; readonly transfer: TransferType }
  /** A function has it. */
  | {
      readonly kind: 'used';
      readonly functionName: string;
      /** The place of the function in the gadget, which gives it its colour. */
      readonly index: number;
      readonly transfer: TransferType;
      readonly address: number;
      readonly packetBytes: number;
    };

/** A row of the picture: one number of the controller, with what it has in each direction. */
export interface EndpointRow {
  /** What the controller's driver calls it. */
  readonly name: string;
  /** To the host. */
  readonly in: Cell;
  /** From the host. */
  readonly out: Cell;
}

/** `ep1in` and `ep1out` are two endpoints of one number, and share a row. */
const stem = ({ name }: ControllerEndpoint): string => /^(ep\d+)(?:in|out)/.exec(name)?.[1] ?? name;

function cellOf(
  endpoint: ControllerEndpoint | undefined,
  direction: Direction,
  { functions }: ConfigurationEndpoints,
  indexOf: (functionName: string) => number,
): Cell {
  if (!endpoint?.directions.includes(direction)) return { kind: 'none' };
  for (const { name, endpoints } of functions) {
    const claimed = endpoints.find((each) => each.name === endpoint.name);
    if (!claimed) continue;
    if (claimed.direction !== direction) return { kind: 'other' };
    const { transfer, address, packetSize, multiplier } = claimed;
    return {
      kind: 'used',
      functionName: name,
      index: indexOf(name),
      transfer,
      address,
      packetBytes: packetSize * multiplier,
    };
  }
  return { kind: 'free' };
}

/** The endpoints of a controller in the order of its driver's list, and who has which in one configuration. */
export function endpointRows(
  { endpoints }: ControllerProfile,
  configuration: ConfigurationEndpoints,
  indexOf: (functionName: string) => number,
): readonly EndpointRow[] {
  const rows: { name: string; in?: ControllerEndpoint; out?: ControllerEndpoint }[] = [];
  for (const endpoint of endpoints) {
    const name = stem(endpoint);
    const directions = endpoint.directions;
    const open = rows.find((row) => row.name === name && directions.every((direction) => !row[direction]));
    const row = open ?? { name };
    if (!open) rows.push(row);
    for (const direction of directions) row[direction] = endpoint;
  }
  const shown = rows.map((row) => ({
    name: row.name,
    in: cellOf(row.in, 'in', configuration, indexOf),
    out: cellOf(row.out, 'out', configuration, indexOf),
  }));
  return [...shown, ...missingRow(configuration)];
}

/** What the kernel was asked for in vain, below what there is. */
function missingRow({ refusal }: ConfigurationEndpoints): readonly EndpointRow[] {
  if (!refusal?.request) return [];
  const { direction, transfer } = refusal.request;
  const none = { kind: 'none' } as const;
  const missing = { kind: 'missing', functionName: refusal.function.name, transfer } as const;
  return [{ name: 'over', in: none, out: none, [direction]: missing }];
}
