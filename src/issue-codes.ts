import type { IssueKind, Stops } from './issue-kind.js';

const stopping =
  (stops: Stops) =>
  (summary: string): IssueKind => ({ severity: 'error', stops, summary });

const unwritable = stopping('write');
const unbindable = stopping('bind');
const broken = stopping('work');
const refused = stopping('run');
const warning = (summary: string): IssueKind => ({ severity: 'warning', summary });
const note = (summary: string): IssueKind => ({ severity: 'note', summary });

/**
 * Every code that this library uses, with its severity and what it stops: the closed list that {@link Issue.code} is taken from.
 * Branch on the code, never on the message.
 */
export const issueCodes: Readonly<Record<IssueCode, IssueKind>> = {
  // the shape of a document or of options
  OPTION_REQUIRED: unwritable('A value that has no default is missing.'),
  OPTION_TYPE: unwritable('A value is of the wrong type.'),
  OPTION_UNKNOWN: unwritable('A key is not known.'),
  VALUE_FORMAT: unwritable('A value is not written as it must be.'),
  VALUE_RANGE: unwritable('A value is outside its range.'),

  // names, numbers and strings of a gadget
  BCD_INVALID: unwritable('A version is not binary coded decimal.'),
  CONFIGURATION_EMPTY: unbindable('A configuration without functions blocks the bind of the whole gadget.'),
  CONFIGURATION_MISSING: unbindable('A gadget needs at least one configuration.'),
  FUNCTION_LINKED_TWICE: unbindable('A function is in two configurations, and its driver binds once only.'),
  FUNCTION_NOT_LINKED: note('A function is made, and is in no configuration.'),
  FUNCTION_NOT_THERE: unwritable('A configuration names a function that is not defined.'),
  LANGUAGE_COUNT: unwritable('The kernel holds strings in at most two languages.'),
  LANGUAGE_INVALID: unwritable('A language identifier is not one the kernel takes.'),
  LANGUAGE_STRINGS: unbindable('Languages have different strings of their own, and each must have the same.'),
  NAME_DUPLICATE: unwritable('Two things have one name or one number.'),
  NAME_INVALID: unwritable('A name cannot be a configfs folder.'),
  POWER_REPORTED_LESS: warning('The host is told of less current than asked for.'),
  STRING_INVALID: unwritable('A string holds what a USB string cannot.'),
  STRING_TOO_LONG: unwritable('A string is longer than the kernel keeps.'),

  // functions
  HID_CHARACTER: refused('A keyboard layout lacks a character of the text.'),
  AUDIO_BANDWIDTH: warning('A sound stream has more samples than its packets hold.'),
  HID_DESCRIPTOR: broken('A report descriptor is not well formed; hosts reject it.'),
  HID_DESCRIPTOR_DOUBTFUL: warning('A report descriptor holds something that hosts treat differently.'),
  HID_REPORT_LENGTH: broken('The report length does not match the report descriptor.'),
  INSTANCES_EXHAUSTED: unwritable('The kernel has no more instances of this function.'),
  LUN_MEDIUM: warning('A medium that the host may not find, or not as meant.'),
  MAC_EQUAL: broken('Two ends of USB networks have the same MAC address.'),
  MAC_HIDDEN: warning('A MAC address is given that the host never gets to know.'),
  MAC_INVALID: unwritable('A MAC address is malformed, zero or multicast.'),
  VIDEO_BANDWIDTH: warning('Pictures have more bytes than the stream passes.'),
  MIDI_GROUPS: unwritable('Groups or protocols of a MIDI 2.0 function that its driver refuses.'),

  MIDI_PORTS_UNEVEN: warning(
    'A MIDI function has more ports one way than the other, and those cannot be opened here.',
  ),
  TARGET_NEEDED: note(
    'A target function binds only once a portal group of the SCSI target is attached to it.',
  ),

  // what hosts and kernels support
  HOST_LACKS_DRIVER: warning('A host that the gadget is for has no driver for a function.'),
  HOST_SUPPORT: note('Which hosts drive a function, or what to know of one.'),
  HOST_UNLIKELY: warning('A host system is known not to take this as it is.'),
  KERNEL_LACKS_ATTRIBUTE: unwritable('The kernel is too old for an attribute that is set.'),
  KERNEL_LACKS_ATTRIBUTE_UNUSED: note(
    'The kernel lacks an attribute that would hold its default, or does well by its own.',
  ),
  KERNEL_REFUSES_VALUE: unwritable('The kernel is too old for a value that is set.'),
  KERNEL_LACKS_FUNCTION: unwritable('The kernel does not have this function.'),
  KERNEL_UNCHECKED: note('The kernel is older or newer than those that the tables were checked on.'),
  OS_DESCRIPTORS_CONFIGURATION: unwritable(
    'Microsoft OS descriptors belong to a configuration that the gadget does not have.',
  ),
  OS_DESCRIPTORS_UNLINKED: broken(
    'Microsoft OS descriptors are used without a configuration that they belong to.',
  ),
  PROPERTY_NOT_SERVED: warning(
    'The kernel tells Windows no extended property of an interface with one of this type.',
  ),
  WEBUSB_BELOW_SUPERSPEED: warning('Browsers ignore WebUSB below USB 2.1.'),

  // endpoints
  ALTERNATE_SETTINGS_MISSING: unbindable(
    'A function needs alternate settings, which the controller does not have.',
  ),
  BUDGET_DISAGREES: warning('A scalar endpoint budget and the hardware disagree.'),
  BUDGET_EXCEEDED: warning('A function is made and not linked: over the budget of the file.'),
  CONTROLLER_UNKNOWN: warning('The controller is not known, so its endpoints are guessed.'),
  ENDPOINT_ADDRESS_SHARED: broken('Two endpoints have one address; the host skips one.'),
  DESCRIPTORS_UNKNOWN: refused(
    'The descriptors of a function are not known, so neither is what the host reads.',
  ),
  SPEED_MISSING: refused('A speed is asked for that the controller or the gadget does not have.'),
  DESCRIPTORS_CHANGED: warning(
    'A device that hosts know shows them other descriptors under the same ids, version and serial number.',
  ),
  ENDPOINT_TOO_SMALL: broken('A function got an endpoint smaller than its packets.'),
  ENDPOINTS_UNKNOWN: warning('What a raw function asks of the controller is not known.'),
  ENDPOINTS_EXHAUSTED: unbindable('The controller has no endpoint left for a function.'),
  FIFO_EXHAUSTED: broken('No transmit FIFO is left that is large enough.'),
  HELD_OFF_BUS: warning('A function holds the whole gadget off the bus until a program opens it.'),
  INTERFACES_EXHAUSTED: unbindable('A configuration has more interfaces than the kernel numbers.'),

  // documents
  DOCUMENT_KIND: refused('A file is neither our document nor one of PiKVM.'),
  DOCUMENT_SYNTAX: refused('A file is not YAML.'),
  DOCUMENT_TAG: refused('A file uses a YAML tag such as !include, which is not followed.'),

  // networks
  NETWORK_ADDRESS: refused('An address or prefix does not go with its network.'),
  NETWORK_BACKEND: refused('The chosen firewall cannot do what the network needs.'),
  NETWORK_FUNCTION: refused('A network is over no Ethernet function, or over one that another network has.'),
  NETWORK_LINK_LOCAL: warning(
    'A network of link-local addresses is to be forwarded, which many systems refuse.',
  ),
  NETWORK_OVERLAP: refused('A network holds addresses that the machine has or reaches elsewhere.'),
  NETWORK_WITHOUT_DNS: note('A network leads to others, and its host is told of no server of names.'),
  NETWORK_UNUSED: warning('A network is described, and the gadget has no network card for it.'),

  // networks on a machine
  FORWARDING_DROPPED: refused(
    'Rules of somebody else drop what a network forwards, and are not to be touched.',
  ),
  INTERFACE_MISSING: refused('There is no such network interface.'),
  INTERFACE_RENAMED: refused('The interface has another name than the one that its rules are for.'),
  INTERFACE_UNSUITABLE: refused('A network interface cannot be what it is to be.'),
  NETWORK_MANAGED: warning('A program may configure the interface by itself.'),
  NETWORK_MISSING: refused('There is no such network on the machine.'),
  PORT_TAKEN: refused('Another program has the port of the DHCP server.'),
  PROGRAM_MISSING: refused('A program that the network needs is not there.'),

  // live gadgets as definitions
  FUNCTION_RAW: note('A live function is told with the contents of its folder, not by options.'),
  GADGET_UNBOUND: note('A live gadget is bound to no controller, which a definition does not say.'),
  NOT_EXPRESSED: note('Something of a live gadget is left out, since no definition says it.'),

  // carrying things out
  ABORTED: refused('The work was stopped from outside and undone.'),
  CONFIGFS_MISSING: refused('configfs is not mounted, or has no usb_gadget folder.'),
  CONTROLLER_AMBIGUOUS: refused('There are several controllers and none was named.'),
  CONTROLLER_BUSY: refused('Another gadget holds the controller.'),
  CONTROLLER_MISSING: refused('There is no such controller.'),
  DONOR_MISSING: refused('No device is there that could give its identity, or several are.'),
  DRIVE_MISSING: refused('There is no such drive, or there are several and none was named.'),
  FILE_EXISTS: refused('A file that would be written is there already.'),
  FILE_UNREADABLE: refused('A file cannot be read.'),
  FILE_UNWRITABLE: refused('A file cannot be written.'),
  FUNCTION_MISSING: refused('A live gadget has no such function.'),
  GADGET_FOREIGN: refused('A gadget of that name exists that we did not make.'),
  GADGET_MISSING: refused('There is no such gadget.'),
  IMAGE_MISSING: refused('The file of a LUN is not there or cannot be a medium.'),
  LOCKED: refused('Another process is changing gadgets.'),
  HOST_STATE_TIMEOUT: refused('The host did not bring the controller to the state in time.'),
  MEDIUM_LENT_TWICE: warning('A medium is in two drives, and through one of them it can be written.'),
  MEDIUM_LOCKED: refused('The host has locked the medium in the drive.'),
  MEDIUM_MOUNTED: warning('A medium is in use on this machine as well.'),
  NOT_PERMITTED: refused('The user may not do this.'),
  OPERATION_FAILED: refused('The kernel refused an operation; what was done is undone.'),
  OPERATION_TIMEOUT: refused('The kernel did not finish an operation in time.'),
  OWNER_MISSING: refused('The user that is to own files does not exist.'),
  OWNER_MISSING_DEFAULT: note('The default owner does not exist; files stay with root.'),
  TRIAL_MISSING: refused('No change waits for a confirmation.'),
  TRIAL_UNWATCHED: refused('Nothing watches that a change is confirmed, so it is not made.'),
  TRIAL_WAITING: refused('A change of the gadget waits for its confirmation.'),
  UNDO_INCOMPLETE: refused('After a failure, something could not be put back.'),
  SHELL_UNABLE: refused('A plan holds what no shell can write.'),
  USAGE: refused('The command line is wrong.'),
};

/** One of the codes in {@link issueCodes}. */
export type IssueCode =
  | 'ABORTED'
  | 'ALTERNATE_SETTINGS_MISSING'
  | 'AUDIO_BANDWIDTH'
  | 'BCD_INVALID'
  | 'BUDGET_DISAGREES'
  | 'BUDGET_EXCEEDED'
  | 'CONFIGFS_MISSING'
  | 'CONFIGURATION_EMPTY'
  | 'CONFIGURATION_MISSING'
  | 'CONTROLLER_AMBIGUOUS'
  | 'CONTROLLER_BUSY'
  | 'CONTROLLER_MISSING'
  | 'CONTROLLER_UNKNOWN'
  | 'DESCRIPTORS_CHANGED'
  | 'DESCRIPTORS_UNKNOWN'
  | 'DOCUMENT_KIND'
  | 'DOCUMENT_SYNTAX'
  | 'DOCUMENT_TAG'
  | 'ENDPOINTS_EXHAUSTED'
  | 'ENDPOINTS_UNKNOWN'
  | 'ENDPOINT_ADDRESS_SHARED'
  | 'ENDPOINT_TOO_SMALL'
  | 'FIFO_EXHAUSTED'
  | 'FILE_EXISTS'
  | 'FILE_UNREADABLE'
  | 'FILE_UNWRITABLE'
  | 'FORWARDING_DROPPED'
  | 'DONOR_MISSING'
  | 'DRIVE_MISSING'
  | 'FUNCTION_LINKED_TWICE'
  | 'FUNCTION_MISSING'
  | 'FUNCTION_NOT_LINKED'
  | 'FUNCTION_NOT_THERE'
  | 'FUNCTION_RAW'
  | 'GADGET_FOREIGN'
  | 'GADGET_MISSING'
  | 'GADGET_UNBOUND'
  | 'HELD_OFF_BUS'
  | 'HID_CHARACTER'
  | 'HID_DESCRIPTOR'
  | 'HID_DESCRIPTOR_DOUBTFUL'
  | 'HID_REPORT_LENGTH'
  | 'HOST_LACKS_DRIVER'
  | 'HOST_SUPPORT'
  | 'HOST_UNLIKELY'
  | 'HOST_STATE_TIMEOUT'
  | 'IMAGE_MISSING'
  | 'INSTANCES_EXHAUSTED'
  | 'INTERFACES_EXHAUSTED'
  | 'INTERFACE_MISSING'
  | 'INTERFACE_RENAMED'
  | 'INTERFACE_UNSUITABLE'
  | 'KERNEL_LACKS_ATTRIBUTE'
  | 'KERNEL_LACKS_ATTRIBUTE_UNUSED'
  | 'KERNEL_LACKS_FUNCTION'
  | 'KERNEL_REFUSES_VALUE'
  | 'KERNEL_UNCHECKED'
  | 'LANGUAGE_COUNT'
  | 'LANGUAGE_INVALID'
  | 'LANGUAGE_STRINGS'
  | 'LOCKED'
  | 'LUN_MEDIUM'
  | 'MAC_EQUAL'
  | 'MAC_HIDDEN'
  | 'MAC_INVALID'
  | 'MEDIUM_LENT_TWICE'
  | 'MEDIUM_LOCKED'
  | 'MEDIUM_MOUNTED'
  | 'MIDI_GROUPS'
  | 'MIDI_PORTS_UNEVEN'
  | 'NAME_DUPLICATE'
  | 'NAME_INVALID'
  | 'NETWORK_ADDRESS'
  | 'NETWORK_BACKEND'
  | 'NETWORK_FUNCTION'
  | 'NETWORK_LINK_LOCAL'
  | 'NETWORK_MANAGED'
  | 'NETWORK_MISSING'
  | 'NETWORK_OVERLAP'
  | 'NETWORK_UNUSED'
  | 'NETWORK_WITHOUT_DNS'
  | 'NOT_EXPRESSED'
  | 'NOT_PERMITTED'
  | 'OPERATION_FAILED'
  | 'OPERATION_TIMEOUT'
  | 'OPTION_REQUIRED'
  | 'OPTION_TYPE'
  | 'OPTION_UNKNOWN'
  | 'OS_DESCRIPTORS_CONFIGURATION'
  | 'OS_DESCRIPTORS_UNLINKED'
  | 'OWNER_MISSING'
  | 'OWNER_MISSING_DEFAULT'
  | 'PORT_TAKEN'
  | 'POWER_REPORTED_LESS'
  | 'PROGRAM_MISSING'
  | 'SHELL_UNABLE'
  | 'PROPERTY_NOT_SERVED'
  | 'SPEED_MISSING'
  | 'STRING_INVALID'
  | 'STRING_TOO_LONG'
  | 'TARGET_NEEDED'
  | 'TRIAL_MISSING'
  | 'TRIAL_UNWATCHED'
  | 'TRIAL_WAITING'
  | 'UNDO_INCOMPLETE'
  | 'USAGE'
  | 'VALUE_FORMAT'
  | 'VALUE_RANGE'
  | 'VIDEO_BANDWIDTH'
  | 'WEBUSB_BELOW_SUPERSPEED';
