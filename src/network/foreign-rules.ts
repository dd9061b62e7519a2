/** A chain of someone else that drops what is to be forwarded. */
export interface ForeignChain {
  /** The family of its table, as in `ip`. */
  readonly family: string;
  /** Its table. */
  readonly table: string;
  /** Its name. */
  readonly chain: string;
  /** It has accept rules of ours already. Default false. */
  readonly isOpened?: true;
}

/** What marks rules of ours in chains of others. */
export const ruleTag = (name: string, uplink: string): string => `usb-gadget ${name} ${uplink}`;

/**
 * Rules for the chains of others, for `nft -f`: an accept of ours does not end the packet's way, a drop of theirs does. They say no more
 * than names of interfaces, which iptables can still read in its chains; what may pass between those is for our own table.
 */
export function foreignRules(name: string, uplink: string, foreign: readonly ForeignChain[]): string {
  const ways = [
    [name, uplink],
    [uplink, name],
  ];
  const closed = foreign.filter(({ isOpened }) => !isOpened);
  return closed
    .flatMap(({ family, table, chain }) =>
      ways.map(
        ([from, to]) =>
          `insert rule ${family} ${table} ${chain} iifname "${from}" oifname "${to}" accept comment "${ruleTag(name, uplink)}"\n`,
      ),
    )
    .join('');
}
