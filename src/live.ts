/**
 * Works on a machine's live gadgets, over any {@link System}: `NodeSystem` of `usb-gadget/node` for real hardware, `SimulatedKernel` of
 * `usb-gadget/testing` for tests.
 *
 * @packageDocumentation
 */
export { boardProfiles } from './doctor/board-profile.js';
export { capture, type Capture } from './doctor/capture.js';
export { CapturedSystem } from './doctor/captured-system.js';
export { examine } from './doctor/examine.js';
export type { Finding, FindingState } from './doctor/finding.js';
export type { Patient } from './doctor/patient.js';
export { functionFsBytes, type FunctionFsBytes } from './functions/function-fs-bytes.js';
export { apply, type ApplyOptions, type WorkOptions } from './live/apply.js';
export { listControllers, type ControllerState } from './live/controllers.js';
export { diffGadget, type GadgetDifference } from './live/diff.js';
export { findDonor, listDonors, type Donor, type DonorKind } from './live/donors.js';
export { down, downAll, planDown } from './live/down.js';
export type { DeviceKind } from './functions/device-facts.js';
export { StateWatch, waitForState, type HostState } from './live/controller-state.js';
export {
  changeLinks,
  planGadgetReset,
  planLinkChange,
  resetGadget,
  type LinkChange,
  type LinkResult,
} from './live/function-links.js';
export { HidDevice, type HidDeadline, type HidOutcome, type HidSilence } from './live/hid-device.js';
export { LiveGadget, type LiveStatus } from './live/live-gadget.js';
export {
  changeMedium,
  listMedia,
  planMediumChange,
  type ChangeMediumOptions,
  type MediumResult,
  type WhichDrive,
} from './live/media.js';
export type { MediumChange } from './live/medium-change.js';
export { giveDevices } from './live/own-devices.js';
export type { DriveState } from './live/drives.js';
export type { FunctionDevice } from './live/function-devices.js';
export {
  gadgetStatus,
  type FunctionStatus,
  type GadgetStatus,
  type HostEvidence,
  type PredictedEndpoints,
} from './live/status.js';
export { gadgetState, listGadgets, type ConfigurationState, type GadgetState } from './live/gadgets.js';
export { inspectGadget } from './live/inspect.js';
export type { ConfigfsOptions } from './live/locations.js';
export { planUp, type PlanUpOptions } from './live/plan-up.js';
export { networkDown } from './live/network-down.js';
export { networkStatus, type Lease, type NetworkStatus } from './live/network-status.js';
export { networkUp, planNetworkUp, type NetworkUpOptions, type NetworkUpResult } from './live/network-up.js';
export type { NetworkListener } from './live/network-work.js';
export type { Progress, ProgressListener, ProgressState } from './live/progress.js';
export { readTree, type ReadTreeOptions } from './live/read-tree.js';
export { confirmTrial, listTrials, type Trial } from './live/trial.js';
export type { TrialState } from './live/trial-record.js';
export { upOnTrial, type TrialOptions, type TrialResult } from './live/up-on-trial.js';
export { watchTrial, type TrialEnd } from './live/watch-trial.js';
export { up, type UpOptions, type UpResult } from './live/up.js';
export type { FileFacts, FolderItem, ProgramResult, System, SystemError } from './system/system.js';
