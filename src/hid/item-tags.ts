interface ItemTag {
  /** First byte of the item with its two size bits clear. */
  readonly prefix: number;
  /** Its value is two's complement. */
  readonly signed?: true;
  /** It carries no value. */
  readonly empty?: true;
}

/**
 * Every item of a report descriptor: main items (HID 1.11, 6.2.2.4), global items (6.2.2.7), local items (6.2.2.8).
 * The keys are the standard's names in camel case.
 */
export const itemTags = {
  input: { prefix: 0x80 },
  output: { prefix: 0x90 },
  feature: { prefix: 0xb0 },
  collection: { prefix: 0xa0 },
  endCollection: { prefix: 0xc0, empty: true },

  usagePage: { prefix: 0x04 },
  logicalMinimum: { prefix: 0x14, signed: true },
  logicalMaximum: { prefix: 0x24, signed: true },
  physicalMinimum: { prefix: 0x34, signed: true },
  physicalMaximum: { prefix: 0x44, signed: true },
  unitExponent: { prefix: 0x54, signed: true },
  unit: { prefix: 0x64 },
  reportSize: { prefix: 0x74 },
  reportId: { prefix: 0x84 },
  reportCount: { prefix: 0x94 },
  push: { prefix: 0xa4, empty: true },
  pop: { prefix: 0xb4, empty: true },

  usage: { prefix: 0x08 },
  usageMinimum: { prefix: 0x18 },
  usageMaximum: { prefix: 0x28 },
  designatorIndex: { prefix: 0x38 },
  designatorMinimum: { prefix: 0x48 },
  designatorMaximum: { prefix: 0x58 },
  stringIndex: { prefix: 0x78 },
  stringMinimum: { prefix: 0x88 },
  stringMaximum: { prefix: 0x98 },
  delimiter: { prefix: 0xa8 },
} as const;

/** Name of an item: the standard's, in camel case. */
export type ItemName = keyof typeof itemTags;

/** Bytes of an item's value (HID 1.11, 6.2.2.2). */
export type ItemSize = 0 | 1 | 2 | 4;

/** The tag of an item, with the optional columns of the table in view. */
export function itemTag(name: ItemName): ItemTag {
  return itemTags[name];
}
