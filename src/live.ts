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
export { apply, type ApplyOptions, type WorkOptions } from './live/apply/apply.js';
export { listControllers, type ControllerState } from './live/controllers/controllers.js';
export { diffGadget, type GadgetDifference } from './live/up/diff.js';
export { findDonor, listDonors, type Donor, type DonorKind } from './live/machine/donors.js';
export { down, downAll, planDown } from './live/up/down.js';
export type { DeviceKind } from './functions/device-facts.js';
export { StateWatch, waitForState, type HostState } from './live/controllers/state-watch.js';
export {
  changeLinks,
  planLinkChange,
  type LinkChange,
  type LinkResult,
} from './live/functions/change-links.js';
export { planGadgetReset, resetGadget } from './live/functions/reset-gadget.js';
export {
  HidDevice,
  type HidDeadline,
  type HidOutcome,
  type HidSilence,
} from './live/functions/hid-device.js';
export { LiveGadget, type LiveStatus } from './live/live-gadget.js';
export {
  changeMedium,
  listMedia,
  planMediumChange,
  type ChangeMediumOptions,
  type MediumResult,
  type WhichDrive,
} from './live/media/media.js';
export type { MediumChange } from './live/media/medium-change.js';
export { giveDevices } from './live/functions/give-devices.js';
export type { DriveState } from './live/media/drives.js';
export type { FunctionDevice } from './live/functions/function-devices.js';
export {
  gadgetStatus,
  type FunctionStatus,
  type GadgetStatus,
  type HostEvidence,
  type PredictedEndpoints,
} from './live/status.js';
export {
  gadgetState,
  listGadgets,
  type ConfigurationState,
  type GadgetState,
} from './live/gadgets/gadgets.js';
export { inspectGadget } from './live/gadgets/inspect.js';
export type { ConfigfsOptions } from './live/machine/locations.js';
export { planUp, type PlanUpOptions } from './live/up/plan-up.js';
export { networkDown } from './live/networks/network-down.js';
export { networkStatus, type Lease, type NetworkStatus } from './live/networks/network-status.js';
export {
  networkUp,
  planNetworkUp,
  type NetworkUpOptions,
  type NetworkUpResult,
} from './live/networks/network-up.js';
export type { NetworkListener } from './live/networks/network-work.js';
export type { Progress, ProgressListener, ProgressState } from './live/apply/progress.js';
export { readTree, type ReadTreeOptions } from './live/gadgets/read-tree.js';
export { confirmTrial, listTrials, type Trial } from './live/trials/trial.js';
export type { TrialState } from './live/state/trial-record.js';
export { upOnTrial, type TrialOptions, type TrialResult } from './live/trials/up-on-trial.js';
export { watchTrial, type TrialEnd } from './live/trials/watch-trial.js';
export { up, type UpOptions, type UpResult } from './live/up/up.js';
export type { FileFacts, FolderItem, ProgramResult, System, SystemError } from './system/system.js';
