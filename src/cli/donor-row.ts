import { idsOf, type Donor } from '../live/machine/donors.js';
import { printable } from './tell-issues.js';

/** A device in a table: its name, ids, kinds, and what it calls itself, which may be anything. */
export function donorRow(donor: Donor): string[] {
  const { manufacturer = '', product = '' } = donor.identity.strings?.['0x409'] ?? {};
  const name = printable(`${manufacturer} ${product}`.replace(/[\t\n]/g, ' ')).trim() || '-';
  return [donor.name, idsOf(donor), donor.kinds.join(' '), name];
}
