/**
 * Declares Linux USB gadgets, says what is wrong with them and what fits the controller, and plans every single write:
 * all of it pure, on any machine.
 *
 * @packageDocumentation
 */
export { issueCodes, type IssueCode } from './issue-codes.js';
export type { IssueKind, Severity, Stops } from './issue-kind.js';
export { formatIssue, GadgetError, hasErrors, issue, type DocumentLocation, type Issue } from './errors.js';
export { Builder, type Changes } from './options/builder.js';
export type { Plain } from './options/plain.js';
export { kernelVersion, knownKernels, newestKernel } from './attributes/kernel-version.js';

export { Gadget, type GadgetOptions } from './gadget/gadget.js';
export { donorIdentity, type DeviceAttributes, type DeviceIdentity } from './gadget/donor-identity.js';
export { Configuration, type ConfigurationOptions } from './gadget/configuration.js';
export { FunctionBuilder } from './functions/function-builder.js';
export {
  HidFunction,
  type HidCommonOptions,
  type HidControlsOptions,
  type HidDescriptorOptions,
  type HidFunctionOptions,
  type HidKeyboardOptions,
  type HidMouseOptions,
  type HidPresetOptions,
} from './functions/hid-function.js';
export { MassStorageFunction, type MassStorageFunctionOptions } from './functions/mass-storage-function.js';
export {
  EthernetFunction,
  type CompatibleIds,
  type EthernetDriverName,
  type EthernetCommonOptions,
  type EthernetOwnOptions,
  type EthernetFunctionOptions,
  type GivenAddresses,
  type SeededAddresses,
} from './functions/ethernet-function.js';
export {
  SerialFunction,
  type SerialDriverName,
  type SerialFunctionOptions,
  type SerialOwnOptions,
} from './functions/serial-function.js';
export { FunctionFsFunction, type FunctionFsFunctionOptions } from './functions/function-fs-function.js';
export {
  AudioFunction,
  type AudioChannels,
  type AudioDriverName,
  type AudioDriverOptions,
  type AudioFunctionOptions,
  type AudioStreamOptions,
} from './functions/audio-function.js';
export {
  VideoFunction,
  type FormatOptions,
  type VideoFormatOptions,
  type MjpegFormatOptions,
  type UncompressedFormatOptions,
  type KnownFormatOptions,
  type FrameBasedFormatOptions,
  type KnownCodecOptions,
  type ExtensionUnitOptions,
  type VideoFrameOptions,
  type VideoFunctionOptions,
} from './functions/video-function.js';
export { LoopbackFunction, type LoopbackFunctionOptions } from './functions/loopback-function.js';
export { SourceSinkFunction, type SourceSinkFunctionOptions } from './functions/source-sink-function.js';
export {
  MidiFunction,
  type MidiDefinitions,
  type MidiDriverName,
  type MidiFunctionOptions,
} from './functions/midi-function.js';
export { PhonetFunction, type PhonetFunctionOptions } from './functions/phonet-function.js';
export { PrinterFunction, type PrinterFunctionOptions } from './functions/printer-function.js';
export { TargetFunction, type TargetFunctionOptions } from './functions/target-function.js';
export { RawFunction, type RawFunctionOptions } from './functions/raw-function.js';

export { defineGadget } from './gadget/define.js';
export {
  configurationName,
  type ConfigurationDefinition,
  type GadgetDefinition,
  type GadgetStrings,
  type OsDescriptors,
  type Owner,
  type Speed,
  type WebUsb,
} from './gadget/definition.js';
export type { FunctionDefinition } from './functions/drivers.js';
export { functionName } from './functions/function-name.js';
export type { DeviceFacts } from './functions/device-facts.js';
export type { AnyFunctionDefinition } from './functions/function-driver.js';
export type { HidFunctionDefinition } from './functions/hid.js';
export type { MassStorageFunctionDefinition } from './functions/mass-storage.js';
export type { InquiryString, LunDefinition } from './functions/lun.js';
export type {
  ClassTriple,
  EthernetFunctionBase,
  EthernetFunctionDefinition,
  NcmFunctionDefinition,
  PlainEthernetFunctionDefinition,
  RndisFunctionDefinition,
} from './functions/ethernet-definition.js';
export type { ExtendedProperty } from './functions/extended-property.js';
export type { SerialFunctionDefinition } from './functions/serial.js';
export type {
  FunctionFsAccess,
  FunctionFsEndpoint,
  FunctionFsFunctionDefinition,
  FunctionFsInterface,
} from './functions/function-fs.js';
export type {
  Audio1FunctionDefinition,
  Audio2FunctionDefinition,
  Audio2SpeakersDefinition,
  Audio2StreamDefinition,
  AudioFunctionBase,
  AudioFunctionDefinition,
  AudioStreamDefinition,
} from './functions/audio-definition.js';
export type {
  ColorMatchingDefinition,
  ExtensionUnitDefinition,
  FrameBasedFormatDefinition,
  MjpegFormatDefinition,
  UncompressedFormatDefinition,
  VideoFormatBase,
  VideoFormatDefinition,
  VideoFrameDefinition,
  VideoFunctionDefinition,
} from './functions/video-definition.js';
export { channelPositions, type ChannelPosition } from './functions/audio-channels.js';
export type { LoopbackFunctionDefinition } from './functions/loopback.js';
export type { SourceSinkFunctionDefinition, SourceSinkPattern } from './functions/source-sink.js';
export type { MidiFunctionDefinition } from './functions/midi.js';
export type { Midi2FunctionDefinition } from './functions/midi2.js';
export type { MidiBlockDefinition, MidiEndpointDefinition } from './functions/universal-midi.js';
export type { PhonetFunctionDefinition } from './functions/phonet.js';
export type { PrinterFunctionDefinition } from './functions/printer.js';
export type { TargetFunctionDefinition } from './functions/target.js';
export type { RawEntry, RawFunctionDefinition } from './functions/raw.js';
export type { Direction, EndpointRequest, TransferType } from './usb/endpoint.js';
export { derivedMacAddress } from './usb/mac-address.js';

export { assertValid, validate, type ValidationOptions } from './gadget/validate.js';
export type { GadgetSource } from './gadget/gadget-source.js';
export { hostNames, hostTitles, type HostName } from './gadget/hosts/host-names.js';
export { hostFacts } from './gadget/hosts/host-facts.js';
export type { Finder, Found, HostFact, MetGadget, PlacedFunction } from './gadget/hosts/host-fact.js';
export { endpointRequests, endpointsOf } from './gadget/endpoints.js';
export { suggestRemovals } from './udc/removals.js';
export type { ConfigurationEndpoints, ConfigurationRequests, EndpointVerdict } from './udc/verdict.js';
export type {
  AllocationRefusal,
  ClaimedEndpoint,
  EndpointAllocation,
  EndpointCount,
  FunctionEndpoints,
  FunctionRequests,
} from './udc/allocate.js';
export { interfaceLimit } from './udc/interface-limit.js';
export { formatEndpointTable } from './udc/endpoint-table.js';
export { controllerProfiles, defaultControllerProfile } from './udc/controllers.js';
export { findControllerProfile } from './udc/find-controller.js';
export { readControllerProfile, validateControllerProfile } from './udc/read-profile.js';
export type {
  Confidence,
  ControllerEndpoint,
  ControllerProfile,
  ControllerSpeed,
  MatchEndpoint,
} from './udc/profile.js';

export { toDefinition, type FoundDefinition } from './configfs/to-definition.js';
export { anyController, emptyTree } from './configfs/tree.js';
export type { AttributeEntry, Entry, FolderEntry, LinkEntry, Mount, Tree } from './configfs/tree.js';
export type {
  Attribute,
  AttributeKind,
  Creation,
  FolderKind,
  Made,
  TakesEffect,
} from './attributes/attribute.js';
export type { AnyCodec, Codec } from './attributes/codec.js';
export type { Errno, Refusal } from './attributes/errno.js';
export type { KernelVersion } from './attributes/kernel-version.js';
export type { JsonSchema, ValueShape } from './options/shape.js';

export {
  madeTree,
  planChange,
  planCreate,
  planRemove,
  planUpdate,
  type PlanOptions,
} from './plan/make-plan.js';
export type {
  Bind,
  ChangeOwner,
  Link,
  LoadModule,
  MakeFolder,
  Operation,
  RemoveFolder,
  MountFunction,
  Unbind,
  UnmountFunction,
  WaitForProgram,
  Unlink,
  WriteBytes,
  WriteText,
} from './plan/operation.js';
export { differencesOf, type Difference } from './plan/differences.js';
export { formatDifferences } from './plan/format-differences.js';
export type { Plan } from './plan/plan.js';
export { formatOperation, formatPlan } from './plan/format-text.js';
export { formatShell } from './plan/format-shell.js';

export { decodeReportDescriptor, type DecodedDescriptor, type DecodedItem } from './hid/decode.js';
export { encodeReportDescriptor, type ReportItem } from './hid/encode.js';
export { formatReportDescriptor } from './hid/format.js';
export { itemTags, type ItemName, type ItemSize } from './hid/item-tags.js';
export { lintReportDescriptor } from './hid/lint.js';
export { hidPreset, hidPresetNames, type HidPreset, type HidPresetName } from './hid/presets.js';
export {
  longestReport,
  readReportDescriptor,
  reportLength,
  type DescriptorReading,
  type ReportLayout,
} from './hid/read.js';
export type { ReportType } from './hid/read-state.js';
export type { Fault, LintRuleName } from './hid/lint-rules.js';
