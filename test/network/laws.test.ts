import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  defineNetwork,
  formatNetworkPlan,
  formatRules,
  planNetwork,
  type NetworkAction,
  type NetworkDefinition,
  type NetworkPlan,
  type NetworkStep,
} from 'usb-gadget/network';
import { networks, places } from './generators.js';

const law = (holds: (plan: NetworkPlan, network: NetworkDefinition) => void): void =>
  fc.assert(
    fc.property(networks, places, (network, place) => holds(planNetwork(network, place), network)),
    { numRuns: 300 },
  );

test('a definition stays as it is when it is completed again', () => {
  fc.assert(
    fc.property(networks, (network) => {
      assert.deepEqual(defineNetwork({ ...network }), network);
    }),
  );
});

test('every definition has a plan, frozen and plain JSON, and a text', () => {
  law((plan) => {
    assert.ok(Object.isFrozen(plan.steps) && plan.steps.every((each) => Object.isFrozen(each)));
    assert.deepEqual(JSON.parse(JSON.stringify(plan)), plan);
    assert.doesNotMatch(formatNetworkPlan(plan) + formatRules(plan), /undefined|\[object|NaN/);
  });
});

test('the same definition for the same place gives the same bytes', () => {
  fc.assert(
    fc.property(networks, places, (network, place) => {
      const again = planNetwork(structuredClone(network), structuredClone(place));
      assert.equal(JSON.stringify(again), JSON.stringify(planNetwork(network, place)));
    }),
  );
});

test('what a step sets, no other step sets', () => {
  law(({ steps }) => {
    const keys = steps.map(({ key }) => key);
    assert.deepEqual([...new Set(keys)], keys);
  });
});

test('nothing that is needed before the interface is there comes after what needs the interface', () => {
  law(({ steps }) => {
    const phases = steps.map(({ phase }) => phase);
    assert.ok(phases.lastIndexOf('guard') < phases.indexOf('link'));
    assert.ok(steps.some(({ key, phase }) => key.startsWith('rules') && phase === 'guard'));
  });
});

/** Steps that leave nothing behind: somebody's own hooks, and telling a program to read what another step wrote. */
const leavesNothing = ({ key, action }: NetworkStep): boolean =>
  /^(before|after) the start$/.test(key) ||
  (action.op === 'run' &&
    /^(nmcli (general reload|connection load)|networkctl reload)/.test(action.words.join(' ')));

test('every step but those that leave nothing behind is taken back', () => {
  law(({ steps }) => {
    const kept = steps.filter((each) => each.undo.length === 0 && !leavesNothing(each));
    // The first step of a DHCP client takes the others back, too.
    assert.deepEqual(
      kept.map(({ key }) => key).filter((key) => key !== 'dhcp client 1'),
      [],
    );
  });
});

test('every file that is saved is removed, and every setting restored', () => {
  law(({ steps }) => {
    const of = (actions: readonly NetworkAction[], op: NetworkAction['op']): string[] =>
      actions.flatMap((each) => (each.op === op && 'path' in each ? [each.path] : [])).sort();
    const done = steps.map(({ action }) => action);
    const undone = steps.flatMap(({ undo }) => undo);
    // The DHCP server writes its leases itself.
    const removed = of(undone, 'remove').filter((path) => !path.endsWith('.leases'));
    assert.deepEqual(removed, of(done, 'save'));
    assert.deepEqual(of(undone, 'restore'), of(done, 'set'));
  });
});

/** The rules that judge what is to be led on, of either firewall. */
function forwardRules(rules: string): string[] {
  const chains = rules.split(/^\tchain /m).filter((each) => each.startsWith('forward '));
  const nft = chains.flatMap((each) => each.split('\n').filter((line) => /^\t\t(?!type )/.test(line)));
  return [...nft, ...rules.split('\n').filter((line) => line.startsWith('-A usbg-fwd-'))];
}

test('nothing is led on but with nat, and there two ways, both over the uplink', () => {
  law((plan, network) => {
    const rules = formatRules(plan);
    const all = forwardRules(rules);
    const accepting = all.filter((rule) => !/drop$/i.test(rule));
    assert.ok(/drop$/i.test(all.at(-1)!));
    assert.equal(accepting.length, network.mode === 'nat' ? 2 : 0);
    if (network.mode === 'nat') assert.ok(accepting.every((rule) => rule.includes(network.uplink)));
    assert.equal(/masquerade/i.test(rules), network.mode === 'nat');
    const forwarding = plan.steps.filter(({ key }) => key.endsWith('/forwarding'));
    assert.equal(forwarding.length, network.mode === 'nat' ? 2 : 0);
  });
});

test('no TCP port is open unless one is allowed', () => {
  law((plan, { allowTcp }) => {
    assert.equal(/tcp dport|-p tcp/.test(formatRules(plan)), allowTcp.length > 0);
  });
});

test('the host may ping exactly if that is allowed', () => {
  law((plan, { allowIcmp }) => assert.equal(/echo-request/.test(formatRules(plan)), allowIcmp));
});

test('whatever the link does not let in is dropped at the end', () => {
  law((plan) => {
    const rules = formatRules(plan);
    const nft = rules.split(/^\tchain /m).filter((each) => each.startsWith('input '));
    const last = (text: string): string => text.split('\n\t}')[0]!.split('\n').at(-1)!;
    const iptables = rules.split('\n').filter((line) => line.startsWith('-A usbg-in-'));
    assert.ok(nft.length > 0 || iptables.at(-1)?.endsWith('-j DROP'));
    assert.ok(nft.every((each) => last(each).endsWith('drop')));
  });
});
