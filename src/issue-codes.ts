/**
 * What an issue means for the person who reads it.
 *
 * - `error`: something cannot be done; {@link Issue.stops} says what.
 * - `warning`: it can be done, and is probably not what was meant.
 * - `note`: worth knowing, nothing to do.
 */
export type Severity = 'error' | 'warning' | 'note';

/**
 * What an error stops.
 *
 * - `write`: the definition cannot be written to configfs at all.
 * - `bind`: it can be written, and the kernel refuses to bind it to the controller.
 * - `work`: it binds, and some function of it is then dead.
 * - `run`: the command or call itself cannot be carried out.
 */
export type Stops = 'write' | 'bind' | 'work' | 'run';

/** What is known of a code. */
export interface IssueKind {
  /** How bad it is. */
  readonly severity: Severity;
  /** What an error stops. */
  readonly stops?: Stops;
  /** One line for the documentation. */
  readonly summary: string;
}

/**
 * Every code that this library uses, with its severity and what it stops: the closed list that {@link Issue.code} is taken from.
 * Branch on the code, never on the message.
 */
export const issueCodes: Readonly<Record<IssueCode, IssueKind>> = {
  // the shape of a document or of options
  OPTION_REQUIRED: { severity: 'error', stops: 'write', summary: 'A value that has no default is missing.' },
  OPTION_TYPE: { severity: 'error', stops: 'write', summary: 'A value is of the wrong type.' },
  OPTION_UNKNOWN: { severity: 'error', stops: 'write', summary: 'A key is not known.' },
  VALUE_FORMAT: { severity: 'error', stops: 'write', summary: 'A value is not written as it must be.' },
  VALUE_RANGE: { severity: 'error', stops: 'write', summary: 'A value is outside its range.' },

  // names, numbers and strings of a gadget
  BCD_INVALID: { severity: 'error', stops: 'write', summary: 'A version is not binary coded decimal.' },
  CONFIGURATION_EMPTY: {
    severity: 'error',
    stops: 'bind',
    summary: 'A configuration without functions blocks the bind of the whole gadget.',
  },
  CONFIGURATION_MISSING: {
    severity: 'error',
    stops: 'bind',
    summary: 'A gadget needs at least one configuration.',
  },
  FUNCTION_NOT_LINKED: { severity: 'note', summary: 'A function is made, and is in no configuration.' },
  FUNCTION_NOT_THERE: {
    severity: 'error',
    stops: 'write',
    summary: 'A configuration names a function that is not defined.',
  },
  LANGUAGE_COUNT: {
    severity: 'error',
    stops: 'write',
    summary: 'The kernel holds strings in at most two languages.',
  },
  LANGUAGE_INVALID: {
    severity: 'error',
    stops: 'write',
    summary: 'A language identifier is not one the kernel takes.',
  },
  NAME_DUPLICATE: { severity: 'error', stops: 'write', summary: 'Two things have one name or one number.' },
  NAME_INVALID: { severity: 'error', stops: 'write', summary: 'A name cannot be a configfs folder.' },
  POWER_REPORTED_LESS: { severity: 'warning', summary: 'The host is told of less current than asked for.' },
  STRING_INVALID: { severity: 'error', stops: 'write', summary: 'A string holds what a USB string cannot.' },
  STRING_TOO_LONG: {
    severity: 'error',
    stops: 'write',
    summary: 'A string is longer than the kernel keeps.',
  },

  // functions
  HID_DESCRIPTOR: {
    severity: 'error',
    stops: 'work',
    summary: 'A report descriptor is not well formed; hosts reject it.',
  },
  HID_DESCRIPTOR_DOUBTFUL: {
    severity: 'warning',
    summary: 'A report descriptor holds something that hosts treat differently.',
  },
  HID_REPORT_LENGTH: {
    severity: 'error',
    stops: 'work',
    summary: 'The report length does not match the report descriptor.',
  },
  INSTANCES_EXHAUSTED: {
    severity: 'error',
    stops: 'write',
    summary: 'The kernel has no more instances of this function.',
  },
  LUN_MEDIUM: { severity: 'warning', summary: 'A medium that the host may not find, or not as meant.' },
  MAC_EQUAL: {
    severity: 'error',
    stops: 'work',
    summary: 'Two ends of USB networks have the same MAC address.',
  },
  MAC_HIDDEN: { severity: 'warning', summary: 'A MAC address is given that the host never gets to know.' },
  MAC_INVALID: {
    severity: 'error',
    stops: 'write',
    summary: 'A MAC address is malformed, zero or multicast.',
  },

  // what hosts and kernels support
  HOST_SUPPORT: { severity: 'note', summary: 'Which hosts drive the chosen function.' },
  HOST_UNLIKELY: { severity: 'warning', summary: 'A host system is known not to take this as it is.' },
  KERNEL_LACKS_ATTRIBUTE: {
    severity: 'error',
    stops: 'write',
    summary: 'The kernel is too old for an attribute that is set.',
  },
  KERNEL_LACKS_ATTRIBUTE_UNUSED: {
    severity: 'note',
    summary: 'The kernel lacks an attribute that would hold its default.',
  },
  KERNEL_LACKS_FUNCTION: {
    severity: 'error',
    stops: 'write',
    summary: 'The kernel does not have this function.',
  },
  OS_DESCRIPTORS_CONFIGURATION: {
    severity: 'error',
    stops: 'write',
    summary: 'Microsoft OS descriptors are used without a configuration that they belong to.',
  },
  WEBUSB_BELOW_SUPERSPEED: { severity: 'warning', summary: 'Browsers ignore WebUSB below USB 2.1.' },

  // endpoints
  ALTERNATE_SETTINGS_MISSING: {
    severity: 'error',
    stops: 'bind',
    summary: 'A function needs alternate settings, which the controller does not have.',
  },
  BUDGET_DISAGREES: { severity: 'warning', summary: 'A scalar endpoint budget and the hardware disagree.' },
  BUDGET_EXCEEDED: {
    severity: 'warning',
    summary: 'A function is made and not linked: over the budget of the file.',
  },
  CONTROLLER_UNKNOWN: {
    severity: 'warning',
    summary: 'The controller is not known, so its endpoints are guessed.',
  },
  ENDPOINT_ADDRESS_SHARED: {
    severity: 'error',
    stops: 'work',
    summary: 'Two endpoints have one address; the host skips one.',
  },
  ENDPOINT_TOO_SMALL: {
    severity: 'error',
    stops: 'work',
    summary: 'A function got an endpoint smaller than its packets.',
  },
  ENDPOINTS_EXHAUSTED: {
    severity: 'error',
    stops: 'bind',
    summary: 'The controller has no endpoint left for a function.',
  },
  FIFO_EXHAUSTED: {
    severity: 'error',
    stops: 'work',
    summary: 'No transmit FIFO is left that is large enough.',
  },
  HELD_OFF_BUS: {
    severity: 'warning',
    summary: 'A function holds the whole gadget off the bus until a program opens it.',
  },
  INTERFACES_EXHAUSTED: {
    severity: 'error',
    stops: 'bind',
    summary: 'A configuration has more interfaces than the kernel numbers.',
  },

  // documents
  DOCUMENT_KIND: {
    severity: 'error',
    stops: 'run',
    summary: 'A file is neither our document nor one of PiKVM.',
  },
  DOCUMENT_SYNTAX: { severity: 'error', stops: 'run', summary: 'A file is not YAML.' },
  DOCUMENT_TAG: {
    severity: 'error',
    stops: 'run',
    summary: 'A file uses a YAML tag such as !include, which is not followed.',
  },
  NETWORK_LATER: {
    severity: 'note',
    summary: 'Network settings are checked and kept, and not applied by this version.',
  },

  // carrying things out
  ABORTED: { severity: 'error', stops: 'run', summary: 'The work was stopped from outside and undone.' },
  CONFIGFS_MISSING: {
    severity: 'error',
    stops: 'run',
    summary: 'configfs is not mounted, or has no usb_gadget folder.',
  },
  CONTROLLER_AMBIGUOUS: {
    severity: 'error',
    stops: 'run',
    summary: 'There are several controllers and none was named.',
  },
  CONTROLLER_BUSY: { severity: 'error', stops: 'run', summary: 'Another gadget holds the controller.' },
  CONTROLLER_MISSING: { severity: 'error', stops: 'run', summary: 'There is no such controller.' },
  FILE_UNREADABLE: { severity: 'error', stops: 'run', summary: 'A file cannot be read.' },
  GADGET_FOREIGN: {
    severity: 'error',
    stops: 'run',
    summary: 'A gadget of that name exists that we did not make.',
  },
  GADGET_MISSING: { severity: 'error', stops: 'run', summary: 'There is no such gadget.' },
  IMAGE_MISSING: {
    severity: 'error',
    stops: 'run',
    summary: 'The file of a LUN is not there or cannot be a medium.',
  },
  LOCKED: { severity: 'error', stops: 'run', summary: 'Another process is changing gadgets.' },
  NOT_PERMITTED: { severity: 'error', stops: 'run', summary: 'The user may not do this.' },
  OPERATION_FAILED: {
    severity: 'error',
    stops: 'run',
    summary: 'The kernel refused an operation; what was done is undone.',
  },
  OPERATION_TIMEOUT: {
    severity: 'error',
    stops: 'run',
    summary: 'The kernel did not finish an operation in time.',
  },
  OWNER_MISSING: {
    severity: 'error',
    stops: 'run',
    summary: 'The user that is to own files does not exist.',
  },
  OWNER_MISSING_DEFAULT: {
    severity: 'note',
    summary: 'The default owner does not exist; files stay with root.',
  },
  UNDO_INCOMPLETE: {
    severity: 'error',
    stops: 'run',
    summary: 'After a failure, something could not be put back.',
  },
  USAGE: { severity: 'error', stops: 'run', summary: 'The command line is wrong.' },
};

/** One of the codes in {@link issueCodes}. */
export type IssueCode =
  | 'ABORTED'
  | 'ALTERNATE_SETTINGS_MISSING'
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
  | 'DOCUMENT_KIND'
  | 'DOCUMENT_SYNTAX'
  | 'DOCUMENT_TAG'
  | 'ENDPOINTS_EXHAUSTED'
  | 'ENDPOINT_ADDRESS_SHARED'
  | 'ENDPOINT_TOO_SMALL'
  | 'FIFO_EXHAUSTED'
  | 'FILE_UNREADABLE'
  | 'FUNCTION_NOT_LINKED'
  | 'FUNCTION_NOT_THERE'
  | 'GADGET_FOREIGN'
  | 'GADGET_MISSING'
  | 'HELD_OFF_BUS'
  | 'HID_DESCRIPTOR'
  | 'HID_DESCRIPTOR_DOUBTFUL'
  | 'HID_REPORT_LENGTH'
  | 'HOST_SUPPORT'
  | 'HOST_UNLIKELY'
  | 'IMAGE_MISSING'
  | 'INSTANCES_EXHAUSTED'
  | 'INTERFACES_EXHAUSTED'
  | 'KERNEL_LACKS_ATTRIBUTE'
  | 'KERNEL_LACKS_ATTRIBUTE_UNUSED'
  | 'KERNEL_LACKS_FUNCTION'
  | 'LANGUAGE_COUNT'
  | 'LANGUAGE_INVALID'
  | 'LOCKED'
  | 'LUN_MEDIUM'
  | 'MAC_EQUAL'
  | 'MAC_HIDDEN'
  | 'MAC_INVALID'
  | 'NAME_DUPLICATE'
  | 'NAME_INVALID'
  | 'NETWORK_LATER'
  | 'NOT_PERMITTED'
  | 'OPERATION_FAILED'
  | 'OPERATION_TIMEOUT'
  | 'OPTION_REQUIRED'
  | 'OPTION_TYPE'
  | 'OPTION_UNKNOWN'
  | 'OS_DESCRIPTORS_CONFIGURATION'
  | 'OWNER_MISSING'
  | 'OWNER_MISSING_DEFAULT'
  | 'POWER_REPORTED_LESS'
  | 'STRING_INVALID'
  | 'STRING_TOO_LONG'
  | 'UNDO_INCOMPLETE'
  | 'USAGE'
  | 'VALUE_FORMAT'
  | 'VALUE_RANGE'
  | 'WEBUSB_BELOW_SUPERSPEED';
