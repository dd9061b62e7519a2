import { isPlain, type Plain } from '../../options/plain.js';
import { ruleTag, type ForeignChain } from '../../network/foreign-rules.js';
import { tableName } from '../../network/nft-rules.js';
import type { System } from '../../system/system.js';
import { unless } from '../machine/system-errors.js';

/** A rule that carries a comment of ours. */
interface TaggedRule extends ForeignChain {
  /** Its number in its table. */
  readonly handle: number;
}

type Item = Readonly<Record<string, Plain | undefined>>;

/** What nftables holds, as `nft -j list ruleset` tells it (libnftables-json(5)); nothing where it cannot be asked. */
async function ruleset(system: System): Promise<readonly Item[]> {
  const result = await unless(['ENOENT'], system.run('nft', ['-j', 'list', 'ruleset']));
  if (result?.status !== 0) return [];
  try {
    const told = JSON.parse(result.stdout) as unknown;
    return isPlain(told) && Array.isArray(told['nftables']) ? (told['nftables'] as Item[]) : [];
  } catch {
    return [];
  }
}

const isTagged = (item: Item, tag: string): boolean => item['rule']?.['comment'] === tag;

const chainOf = (of: Plain, name: unknown): ForeignChain => ({
  family: String(of['family']),
  table: String(of['table']),
  chain: String(name),
});

const isSame = (one: ForeignChain, other: ForeignChain): boolean =>
  one.family === other.family && one.table === other.table && one.chain === other.chain;

/** Chains of others that drop the IPv4 packets which nothing in them accepts. */
export async function foreignChains(system: System, name: string, uplink: string): Promise<ForeignChain[]> {
  const items = await ruleset(system);
  const tag = ruleTag(name, uplink);
  const opened = items.flatMap((item) =>
    isTagged(item, tag) ? [chainOf(item['rule']!, item['rule']!['chain'])] : [],
  );
  return items.flatMap(({ chain }) => {
    if (chain?.['hook'] !== 'forward' || chain['policy'] !== 'drop' || chain['table'] === tableName(name))
      return [];
    if (chain['family'] !== 'ip' && chain['family'] !== 'inet') return [];
    const found = chainOf(chain, chain['name']);
    return [{ ...found, ...(opened.some((each) => isSame(each, found)) && { isOpened: true as const }) }];
  });
}

/** The rules that carry a comment. */
export async function taggedRules(system: System, tag: string): Promise<TaggedRule[]> {
  return (await ruleset(system)).flatMap((item) => {
    if (!isTagged(item, tag)) return [];
    const rule = item['rule']!;
    return [{ ...chainOf(rule, rule['chain']), handle: Number(rule['handle']) }];
  });
}
