// What our document is, as the compiler sees it: the texts of its JSON Schema are the doc comments of these types.
import type {
  AudioFunction,
  AudioFunctionOptions,
  ConfigurationDefinition,
  EthernetFunction,
  EthernetFunctionOptions,
  FunctionFsFunction,
  FunctionFsFunctionOptions,
  GadgetDefinition,
  HidFunction,
  HidFunctionOptions,
  LoopbackFunction,
  LoopbackFunctionOptions,
  MassStorageFunction,
  MassStorageFunctionOptions,
  MidiFunction,
  MidiFunctionOptions,
  OtgNetOptions,
  PhonetFunction,
  PhonetFunctionOptions,
  PrinterFunction,
  PrinterFunctionOptions,
  RawFunctionOptions,
  SerialFunction,
  SerialFunctionOptions,
  SourceSinkFunction,
  SourceSinkFunctionOptions,
  TargetFunction,
  TargetFunctionOptions,
  VideoFunction,
  VideoFunctionOptions,
} from '../dist/types/usb-gadget.js';

type DocumentFunction =
  | HidFunctionOptions
  | MassStorageFunctionOptions
  | EthernetFunctionOptions
  | ({ readonly driver: 'rndis5' } & Omit<EthernetFunctionOptions<'rndis'>, 'driver'>)
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

/** What the function of each driver is. */
export interface Drivers {
  hid: HidFunction;
  mass_storage: MassStorageFunction;
  ecm: EthernetFunction;
  geth: EthernetFunction;
  eem: EthernetFunction;
  ncm: EthernetFunction;
  rndis: EthernetFunction;
  rndis5: EthernetFunction;
  acm: SerialFunction;
  gser: SerialFunction;
  obex: SerialFunction;
  uac1: AudioFunction;
  uac2: AudioFunction;
  uvc: VideoFunction;
  ffs: FunctionFsFunction;
  Loopback: LoopbackFunction;
  SourceSink: SourceSinkFunction;
  midi: MidiFunction;
  midi2: MidiFunction;
  phonet: PhonetFunction;
  printer: PrinterFunction;
  tcm: TargetFunction;
}

/** A USB gadget for Linux. */
export interface Document {
  /** The address of a JSON Schema, for editors. Default: none. */
  readonly $schema: string;
  /** The gadget: give at least `name`, `vendorId`, `productId` and `functions`. */
  readonly gadget: DocumentGadget;
  /** The network over its network card, or a list of them, one for each card. Default: none. */
  readonly network: OtgNetOptions | readonly OtgNetOptions[];
}
