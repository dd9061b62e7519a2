import { once } from '../options/once.js';

type Host = 'Linux' | 'Windows';

interface LintRule {
  readonly message: string;
  readonly hint: string;
  /** A warning, since some host takes the descriptor as it was meant. */
  readonly doubtful?: true;
  /**
   * Hosts known to give the device up: Linux by drivers/hid/hid-core.c (hid_open_report and what it calls), Windows by the
   * HIDP_GETCOLDESC error codes of hidpddi.h. Where there is none, the rule is that of HID 1.11 itself.
   */
  readonly refusedBy?: readonly Host[];
}

/** What may be wrong in a report descriptor. */
export const lintRules: () => Readonly<Record<LintRuleName, LintRule>> = once(() => ({
  // the stream of items (HID 1.11, 6.2.2.2 and 6.2.2.3)
  truncated: {
    message: 'the last item is cut off',
    hint: 'Add the missing bytes, or correct the size in its first byte.',
    refusedBy: ['Linux', 'Windows'],
  },
  longItem: {
    message: 'a long item, of which none is defined',
    hint: 'Remove it: no first byte is above ef.',
    refusedBy: ['Linux'],
  },
  reservedGlobal: {
    message: 'an unknown global item',
    hint: 'Remove it, or correct its first byte.',
    refusedBy: ['Linux', 'Windows'],
  },
  reserved: {
    message: 'an unknown item',
    hint: 'Remove it, or correct its first byte.',
    doubtful: true,
    refusedBy: ['Windows'],
  },

  // collections (6.2.2.6)
  nothingReported: {
    message: 'no Input, Output or Feature item',
    hint: 'Describe at least one report.',
  },
  topLevelNotApplication: {
    message: 'an outermost collection is not of the type Application',
    hint: 'Begin with Usage Page, Usage and Collection (Application).',
  },
  outsideCollection: {
    message: 'an Input, Output or Feature item outside every collection',
    hint: 'Put it between Collection (Application) and its End Collection.',
    refusedBy: ['Windows'],
  },
  collectionUnderflow: {
    message: 'End Collection without a Collection',
    hint: 'Remove it, or add the Collection.',
    refusedBy: ['Linux', 'Windows'],
  },
  collectionOpen: {
    message: 'a Collection is never closed',
    hint: 'Add End Collection (c0) at the end.',
    refusedBy: ['Linux'],
  },
  topLevelUsage: {
    message: 'an outermost Collection has no Usage, or more than one',
    hint: 'Write one Usage before it, such as Mouse or Keyboard.',
    doubtful: true,
    refusedBy: ['Windows'],
  },

  // global items (6.2.2.7)
  usagePageMissing: {
    message: 'a Usage without a Usage Page',
    hint: 'Write Usage Page before it.',
  },
  logicalRange: {
    message: 'Logical Minimum is above Logical Maximum',
    hint: 'Swap them, or write Logical Maximum one size larger: 26 ff 00 instead of 25 ff.',
    refusedBy: ['Linux'],
  },
  logicalMaximumSign: {
    message:
      'Logical Maximum has its sign bit set: Linux reads it as positive, others may read it as negative',
    hint: 'Write it one size larger: 26 ff 00 instead of 25 ff.',
    doubtful: true,
  },
  logicalRangeTooWide: {
    message: 'the logical range does not fit in Report Size',
    hint: 'Make Report Size larger or the range smaller.',
    doubtful: true,
  },
  physicalRange: {
    message: 'Physical Minimum is above Physical Maximum',
    hint: 'Swap them, or set both to 0 for none.',
    doubtful: true,
  },
  nullStateMissing: {
    message: 'Null State, and every value of the field is within the logical range',
    hint: 'Make Report Size larger, or the logical range smaller, so that a value is left for none.',
    doubtful: true,
  },
  reportSizeMissing: {
    message: 'Report Size is 0 or was never given',
    hint: 'Write Report Size, the bits of one field.',
  },
  reportCountMissing: {
    message: 'Report Count is 0 or was never given',
    hint: 'Write Report Count, the number of fields.',
  },
  reportSizeLimit: {
    message: 'Report Size is above 256 bits',
    hint: 'Make Report Size smaller and Report Count larger.',
    refusedBy: ['Linux'],
  },
  reportSizeWide: {
    message: 'a field is above 32 bits, of which Linux reads 32',
    hint: 'Use fields of at most 32 bits.',
    doubtful: true,
  },
  reportCountLimit: {
    message: 'Report Count is above 12288',
    hint: 'Make Report Count smaller.',
    refusedBy: ['Linux'],
  },
  reportTooLong: {
    message: 'a report is longer than 16383 bytes',
    hint: 'Split it into several reports.',
    refusedBy: ['Linux'],
  },
  reportUnaligned: {
    message: 'a report is not a whole number of bytes',
    hint: 'Fill it up with an Input, Output or Feature (Constant).',
    doubtful: true,
    refusedBy: ['Windows'],
  },
  reportIdInvalid: {
    message: 'Report ID is not within 1 to 255',
    hint: 'Choose another, or leave Report ID out altogether.',
    refusedBy: ['Linux', 'Windows'],
  },
  reportIdOutside: {
    message: 'Report ID outside every collection',
    hint: 'Write it after Collection (Application).',
    doubtful: true,
    refusedBy: ['Windows'],
  },
  reportIdMixed: {
    message: 'this report has no Report ID, and others have one',
    hint: 'Give every report a Report ID, or none.',
    doubtful: true,
    refusedBy: ['Windows'],
  },
  reportIdShared: {
    message: 'a report belongs to two outermost collections',
    hint: 'Give the reports of each outermost collection a Report ID of their own.',
    doubtful: true,
    refusedBy: ['Windows'],
  },
  pushOverflow: {
    message: 'Push is nested more than 4 deep',
    hint: 'Write the global items again instead.',
    refusedBy: ['Linux'],
  },
  popUnderflow: {
    message: 'Pop without a Push',
    hint: 'Remove it, or add the Push.',
    refusedBy: ['Linux'],
  },
  pushOpen: {
    message: 'a Push is never followed by its Pop',
    hint: 'Add the Pop, or remove the Push.',
    doubtful: true,
  },

  // local items (6.2.2.8)
  usageMissing: {
    message: 'a field of data has no Usage, so Linux ignores it',
    hint: 'Write Usage before it, or make it constant if it is padding.',
    doubtful: true,
    refusedBy: ['Windows'],
  },
  usagesUnused: {
    message: 'more usages than fields, so that the last are never reported',
    hint: 'Make Report Count the number of usages.',
    doubtful: true,
  },
  arrayRange: {
    message: 'an array whose logical range has more values than it has usages',
    hint: 'Make the logical range and the range of usages equally long.',
    doubtful: true,
  },
  usageRange: {
    message: 'Usage Minimum is above Usage Maximum',
    hint: 'Swap them.',
  },
  usageRangeHalf: {
    message: 'Usage Minimum or Usage Maximum without the other',
    hint: 'Write both, in this order, or a single Usage.',
    doubtful: true,
  },
  usageLimit: {
    message: 'more than 12288 usages for one field',
    hint: 'Make the range of usages smaller.',
    refusedBy: ['Linux'],
  },
  usageRangeCut: {
    message: 'more than 12288 usages, of which Linux keeps 12288',
    hint: 'Make the range smaller.',
    doubtful: true,
  },
  delimiterUnbalanced: {
    message: 'Delimiters do not open and close in turn before one main item',
    hint: 'Write Delimiter (1), the alternative usages, Delimiter (0).',
    refusedBy: ['Linux', 'Windows'],
  },
}));

/** Name of a rule for report descriptors. */
export type LintRuleName =
  | 'truncated'
  | 'longItem'
  | 'reservedGlobal'
  | 'reserved'
  | 'nothingReported'
  | 'topLevelNotApplication'
  | 'outsideCollection'
  | 'collectionUnderflow'
  | 'collectionOpen'
  | 'topLevelUsage'
  | 'usagePageMissing'
  | 'logicalRange'
  | 'logicalMaximumSign'
  | 'logicalRangeTooWide'
  | 'physicalRange'
  | 'nullStateMissing'
  | 'reportSizeMissing'
  | 'reportCountMissing'
  | 'reportSizeLimit'
  | 'reportSizeWide'
  | 'reportCountLimit'
  | 'reportTooLong'
  | 'reportUnaligned'
  | 'reportIdInvalid'
  | 'reportIdOutside'
  | 'reportIdMixed'
  | 'reportIdShared'
  | 'pushOverflow'
  | 'popUnderflow'
  | 'pushOpen'
  | 'usageMissing'
  | 'usagesUnused'
  | 'arrayRange'
  | 'usageRange'
  | 'usageRangeHalf'
  | 'usageLimit'
  | 'usageRangeCut'
  | 'delimiterUnbalanced';

/** A rule broken at a place. */
export interface Fault {
  /** The rule. */
  readonly rule: LintRuleName;
  /** Place in the descriptor of the item that breaks it. */
  readonly offset: number;
}
