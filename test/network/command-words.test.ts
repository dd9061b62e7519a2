import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { commandWords, placeholders, withPlaceholders } from '../../src/network/command-words.js';
import type { CommandOptions, NetworkCommandName } from '../../src/network/network-definition.js';
import { OtgNet } from '../../src/network/otg-net.js';
import { planNetwork } from '../../src/network/plan-network.js';

describe('the words of a command', () => {
  const usual = ['dnsmasq', '--port=0', '--no-ping'];
  const rows: readonly (readonly [options: CommandOptions, words: readonly string[]])[] = [
    [{}, usual],
    [{ words: ['/bin/true'] }, ['/bin/true']],
    [{ words: [] }, usual],
    [{ remove: ['--no-ping', '--none'] }, ['dnsmasq', '--port=0']],
    [{ append: ['--log-dhcp'] }, [...usual, '--log-dhcp']],
    [{ words: ['a', 'b', 'a'], remove: ['a', 'b'], append: ['b'] }, ['a', 'b']],
  ];
  for (const [options, words] of rows)
    it(`${JSON.stringify(options)}: ${words.join(' ')}`, () =>
      assert.deepEqual(commandWords(usual, options), words));

  it('keep the first, whatever is removed', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), fc.array(fc.string()), (words, remove) => {
        assert.equal(commandWords(words, { remove: [...words, ...remove] })[0], words[0]);
      }),
    );
  });
});

describe('placeholders', () => {
  const nat = new OtgNet({ mode: 'nat', uplink: 'eth0', subnet: '10.65.0.0/28' }).toDefinition();
  const rows: readonly (readonly [word: string, value: string])[] = [
    ['{iface}', 'usb0'],
    ['{iface_ip}', '10.65.0.1'],
    ['{net_ip}', '10.65.0.0'],
    ['{net_prefix}', '28'],
    ['{net_mask}', '255.255.255.240'],
    ['{dhcp_ip_begin}', '10.65.0.2'],
    ['{dhcp_ip_end}', '10.65.0.14'],
    ['{dhcp_option_3}', '3,10.65.0.1'],
    ['{net_ip}/{net_prefix}', '10.65.0.0/28'],
    ['{what}', '{what}'],
    ['{constructor}', '{constructor}'],
    ['{{iface}}', '{usb0}'],
    ['${IFACE}', '${IFACE}'],
    ['{}', '{}'],
  ];
  for (const [word, value] of rows)
    it(`${word}: ${value}`, () =>
      assert.deepEqual(withPlaceholders([word], placeholders(nat, 'usb0')), [value]));

  it('push no router where nothing is led on', () => {
    assert.equal(placeholders(new OtgNet({}).toDefinition(), 'usb0')['dhcp_option_3'], '3');
  });

  it('of a network without addresses are the interface alone', () => {
    const bridge = new OtgNet({ mode: 'bridge', uplink: 'eth0' }).toDefinition();
    assert.deepEqual(placeholders(bridge, 'usb1'), { iface: 'usb1' });
  });
});

describe('commands of a network', () => {
  const wordsOf = (
    key: string,
    commands: Partial<Record<NetworkCommandName, CommandOptions>>,
  ): readonly string[] | undefined => {
    const { steps } = planNetwork(new OtgNet({ commands }), { gadget: 'g', function: 'ecm.usb0' });
    const action = steps.find((step) => step.key === key)?.action;
    return action?.op === 'run' ? action.words : undefined;
  };

  it('words are left out of the DHCP server as they are, or as PiKVM writes them', () => {
    for (const word of ['--interface=usb0', '--interface={iface}']) {
      assert.ok(wordsOf('dhcp server', {})?.includes('--interface=usb0'));
      assert.ok(!wordsOf('dhcp server', { postStart: { remove: [word] } })?.includes('--interface=usb0'));
    }
  });

  it('words of its own stand in place of the DHCP server', () => {
    const postStart = { words: ['serve', '{iface}'], append: ['{iface_ip}'] };
    assert.equal(wordsOf('dhcp server', { postStart }), undefined);
    assert.deepEqual(wordsOf('after the start', { postStart }), ['serve', 'usb0', '172.30.30.1']);
  });

  it('words that are added to a hook without a program are not one', () => {
    assert.equal(wordsOf('before the start', { preStart: { append: ['reboot'] } }), undefined);
    assert.deepEqual(wordsOf('before the start', { preStart: { words: ['a'], append: ['b'] } }), ['a', 'b']);
  });

  it('ip stays ip without words of its own', () => {
    assert.deepEqual(wordsOf('addresses', { ip: { words: [] } }), ['ip', '-batch', '-']);
    assert.deepEqual(wordsOf('addresses', { ip: { words: ['/sbin/ip'] } }), ['/sbin/ip', '-batch', '-']);
  });
});
