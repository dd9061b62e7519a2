// What our document is, as the compiler sees it: the texts of its JSON Schema are the doc comments of these types.
import type {
  AudioFunctionOptions,
  ConfigurationDefinition,
  EthernetFunctionOptions,
  FunctionFsFunctionOptions,
  GadgetDefinition,
  HidFunctionOptions,
  LoopbackFunctionOptions,
  MassStorageFunctionOptions,
  MidiFunctionOptions,
  OtgNetOptions,
  PhonetFunctionOptions,
  PrinterFunctionOptions,
  RawFunctionOptions,
  SerialFunctionOptions,
  SourceSinkFunctionOptions,
  TargetFunctionOptions,
  VideoFunctionOptions,
} from '../dist/types/usb-gadget.js';

type DocumentFunction =
  | HidFunctionOptions
  | MassStorageFunctionOptions
  | EthernetFunctionOptions
  | SerialFunctionOptions
  | AudioFunctionOptions
  | ({ readonly driver: 'uvc' } & VideoFunctionOptions)
  | FunctionFsFunctionOptions
  | LoopbackFunctionOptions
  | SourceSinkFunctionOptions
  | MidiFunctionOptions
  | PhonetFunctionOptions
  | PrinterFunctionOptions
  | TargetFunctionOptions
  | RawFunctionOptions;

interface DocumentGadget extends Omit<GadgetDefinition, 'functions' | 'configurations'> {
  /** Every function, linked or not, in the order of their making. */
  readonly functions: readonly DocumentFunction[];
  /** The configurations, in the order in which the host sees them. Default: one, `c.1`, with every function. */
  readonly configurations: readonly Partial<ConfigurationDefinition>[];
}

/** A USB gadget for Linux. */
export interface Document {
  /** The address of a JSON Schema, for editors. */
  readonly $schema: string;
  /** The gadget: give at least `name`, `vendorId`, `productId` and `functions`. */
  readonly gadget: DocumentGadget;
  /** The network over its network card, or a list of them, one for each card. Default: none. */
  readonly network: OtgNetOptions | readonly OtgNetOptions[];
}
