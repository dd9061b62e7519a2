import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it, test } from 'node:test';
import {
  formatNetworkShell,
  OtgNet,
  planNetwork,
  type NetworkAction,
  type NetworkPlan,
  type NetworkShellOptions,
  type NetworkStep,
  type OtgNetOptions,
} from 'usb-gadget/network';
import { assertGolden } from '../golden.js';
import { Board, shells } from './board.js';

const place = { gadget: 'kvmd', function: 'ecm.usb0' } as const;

const planOf = (options: OtgNetOptions): NetworkPlan =>
  planNetwork(new OtgNet(options), {
    ...place,
    managers: ['NetworkManager', 'udev'],
    foreignChains: [{ family: 'ip', table: 'filter', chain: 'FORWARD' }],
    uplink: { macAddress: '02:00:00:00:00:09', addresses: ['192.168.1.5/24'], routes: [] },
  });

const networks: Readonly<Record<string, OtgNetOptions>> = {
  isolated: { allowTcp: [80] },
  nat: { mode: 'nat', uplink: 'eth0' },
  bridge: { mode: 'bridge', uplink: 'eth0' },
  client: { mode: 'client', client: 'udhcpc' },
  iptables: { firewall: 'iptables' },
};

/** A plan of such steps alone. */
const planOfSteps = (...steps: readonly NetworkStep[]): NetworkPlan => ({ ...planOf({}), steps });

const run = (...words: readonly string[]): NetworkAction => ({ op: 'run', words });

const guard = (action: NetworkAction, ...undo: readonly NetworkAction[]): NetworkStep => ({
  key: 'a step',
  phase: 'guard',
  action,
  undo,
});

const down: NetworkShellOptions = { direction: 'down' };

/** What a shell could take for more than letters. */
const nasty = String.raw`$(touch harm) ${'`touch harm`'} "$HOME" 'it''s' \n \\ %s Á END END_ * ~ ! ; # |`;

const programs = ['nft', 'ip', 'dnsmasq', 'nmcli', 'udhcpc', 'iptables-restore', 'ip6tables-restore', 'do'];

test('a script is the same each time', () => {
  const isolated = planOf(networks['isolated']!);
  assertGolden('network/shell-isolated-guard.sh', formatNetworkShell(isolated, { phase: 'guard' }));
  assertGolden('network/shell-isolated-link.sh', formatNetworkShell(isolated, { phase: 'link' }));
  assertGolden('network/shell-nat-down.sh', formatNetworkShell(planOf(networks['nat']!), down));
  assertGolden('network/shell-iptables.sh', formatNetworkShell(planOf(networks['iptables']!)));
});

for (const shell of shells)
  describe(`a network's script, by ${shell.join(' ')}`, () => {
    let board: Board;
    beforeEach(() => (board = new Board(programs)));
    afterEach(() => board.remove());

    const setting = (name: string): string => `proc/sys/net/ipv4/conf/usb0/${name}`;

    for (const [name, options] of Object.entries(networks))
      it(`takes ${name} up and down, and every file is as it was`, async () => {
        const plan = planOf(options);
        const changed = plan.steps.map(({ action }) => action).filter(({ op }) => op === 'set');
        for (const action of changed) if (action.op === 'set') board.write(`proc/sys/${action.path}`, 'x\n');
        const before = board.files();
        assert.deepEqual(await board.run(shell, formatNetworkShell(plan)), { status: 0, errors: '' });
        for (const action of changed)
          if (action.op === 'set') assert.equal(board.read(`proc/sys/${action.path}`), `${action.value}\n`);
        assert.deepEqual(await board.run(shell, formatNetworkShell(plan, down)), { status: 0, errors: '' });
        assert.deepEqual(board.files(), before);
      });

    it('does the steps of a phase alone', async () => {
      const plan = planOf({});
      const whatOf = async (options: NetworkShellOptions): Promise<string[]> => {
        assert.equal((await board.run(shell, formatNetworkShell(plan, options))).status, 0);
        return board.asked().flatMap((line) => /^(\w+) <(-*\w+)/.exec(line)?.slice(1, 3).join(' ') ?? []);
      };
      assert.deepEqual(await whatOf({ phase: 'guard' }), ['nmcli general', 'nft -f']);
      assert.deepEqual(await whatOf({ phase: 'link' }), ['ip -batch', 'dnsmasq --conf']);
      assert.deepEqual(await whatOf({ phase: 'link', direction: 'down' }), ['ip -force']);
      assert.deepEqual(await whatOf({ phase: 'guard', direction: 'down' }), [
        'nft -f',
        'nft -f',
        'nmcli general',
      ]);
    });

    it('does nothing for an interface that is not the plan’s', async () => {
      board.write('sys/kernel/config/usb_gadget/kvmd/functions/ecm.usb0/ifname', 'usb1\n');
      const before = board.files();
      assert.deepEqual(await board.run(shell, formatNetworkShell(planOf({}))), {
        status: 1,
        errors: 'The interface of ecm.usb0 is usb1; this script is for usb0.\n',
      });
      assert.deepEqual([board.asked(), board.files()], [[], before]);
    });

    it('undoes what it did, newest first, what failed half-way too', async () => {
      const count = 4;
      const numbers = Array.from({ length: count }, (_, index) => index + 1);
      const plan = planOfSteps(
        ...numbers.map((each) =>
          guard(run('do', `${each}`), run('do', `undo ${each}`), run('do', `and ${each}`)),
        ),
      );
      for (const failing of numbers) {
        const result = await board.run(shell, formatNetworkShell(plan), `do ${failing}`);
        assert.equal(result.status, 1);
        assert.match(result.errors, new RegExp(`Stopped at step ${failing} of ${count}`));
        const begun = numbers.slice(0, failing);
        assert.deepEqual(board.asked(), [
          ...begun.map((each) => `do <${each}>`),
          ...begun.reverse().flatMap((each) => [`do <undo ${each}>`, `do <and ${each}>`]),
        ]);
      }
    });

    it('undoes a whole network of which the last step fails', async () => {
      board.write(setting('rp_filter'), '2\n');
      const before = board.files();
      assert.equal((await board.run(shell, formatNetworkShell(planOf({})), 'dnsmasq*')).status, 1);
      assert.deepEqual(board.files(), before);
    });

    it('goes on downwards after what fails, and says so at the end', async () => {
      const plan = planOfSteps(
        guard(run('do', '1'), run('do', 'undo 1')),
        guard(run('do', '2'), run('do', 'undo 2')),
      );
      const { status, errors } = await board.run(shell, formatNetworkShell(plan, down), 'do undo 2');
      assert.deepEqual([status, errors], [1, 'refused\nSomething could not be undone.\n']);
      assert.deepEqual(board.asked(), ['do <undo 2>', 'do <undo 1>']);
    });

    it('goes down where the interface is gone', async () => {
      board.write(setting('rp_filter'), '2\n');
      const before = board.files();
      await board.run(shell, formatNetworkShell(planOf({})));
      board.remove('proc/sys');
      board.remove('sys');
      const result = await board.run(shell, formatNetworkShell(planOf({}), down), 'ip *');
      assert.deepEqual(result, { status: 0, errors: '' });
      assert.deepEqual(
        Object.keys(board.files()),
        Object.keys(before).filter((name) => !/^(proc|sys)\//.test(name)),
      );
    });

    it('takes a lenient failure for none', async () => {
      const plan = planOfSteps(
        guard({ op: 'run', words: ['do', '1'], lenient: true }),
        guard(run('do', '2')),
      );
      assert.deepEqual(await board.run(shell, formatNetworkShell(plan), 'do 1'), { status: 0, errors: '' });
      assert.deepEqual(board.asked(), ['do <1>', 'do <2>']);
    });

    it('passes on every text as it is', async () => {
      const text = `${nasty}\nEND\n\tEND_\n`;
      const plan = planOfSteps(
        guard({ op: 'run', words: ['do', nasty, ''], input: [text] }),
        guard({ op: 'save', path: `/run/${nasty.replaceAll('/', '')}`, text: `${text}${nasty}` }),
        guard({ op: 'set', path: 'it’s/$x', value: nasty }),
      );
      board.write('proc/sys/it’s/$x', '0\n');
      assert.deepEqual(await board.run(shell, formatNetworkShell(plan)), { status: 0, errors: '' });
      assert.deepEqual(board.asked(), [`do <${nasty}> <>`, `  | ${nasty}`, '  | END', '  | \tEND_']);
      assert.equal(board.read(`run/${nasty}`), `${text}${nasty}`);
      assert.equal(board.read('proc/sys/it’s/$x'), `${nasty}\n`);
    });

    it('passes on an odd name of an interface, of a gadget and of a function', async () => {
      const names = { interface: `u'$0"\\*`, gadget: '$(exit 3)', function: 'ecm.`exit 3`' };
      const plan: NetworkPlan = { ...planOf({}), ...names };
      board.write(
        `sys/kernel/config/usb_gadget/${names.gadget}/functions/${names.function}/ifname`,
        `${names.interface}\n`,
      );
      assert.deepEqual(await board.run(shell, formatNetworkShell(plan)), { status: 0, errors: '' });
    });

    it('runs programs, and nothing of the shell that has their names', async () => {
      const names = ['eval', 'exit', 'if', 'A=b', 'save', 'stop', 'echo'];
      for (const name of names) board.write(`bin/${name}`, board.read('bin/do')!, 0o755);
      const plan = planOfSteps(...names.map((name) => guard(run(name, '7'))));
      assert.deepEqual(await board.run(shell, formatNetworkShell(plan)), { status: 0, errors: '' });
      assert.deepEqual(
        board.asked().filter((line) => line.endsWith('<7>')),
        names.map((name) => `${name} <7>`),
      );
    });

    it('tries the next text where one is refused', async () => {
      const plan = planOfSteps(guard({ op: 'run', words: ['do', 'it'], input: ['one\n', 'two\n'] }));
      board.write('refuses', '');
      assert.deepEqual(await board.run(shell, formatNetworkShell(plan)), { status: 0, errors: '' });
      assert.deepEqual(board.asked(), ['do <it>', '  | one', 'do <it>', '  | two']);
      assert.deepEqual(await board.run(shell, formatNetworkShell(plan), 'do it'), {
        status: 1,
        errors: 'refused\nStopped at step 1 of 1; undoing what was done.\n',
      });
    });

    it('remembers what a setting was at first, and passes over what the kernel lacks', async () => {
      board.write(setting('rp_filter'), '2\n');
      const link = formatNetworkShell(planOf({}), { phase: 'link' });
      await board.run(shell, link);
      await board.run(shell, link);
      assert.equal(board.read(setting('rp_filter')), '1\n');
      assert.equal(board.read('run/usb-gadget/net-usb0.settings/net/ipv4/conf/usb0/rp_filter'), '2\n');
      assert.equal(board.read(setting('arp_ignore')), undefined);
      await board.run(shell, formatNetworkShell(planOf({}), { ...down, phase: 'link' }));
      assert.equal(board.read(setting('rp_filter')), '2\n');
    });

    it('leaves no part of a file that the disk has no room for', async () => {
      mkdirSync(join(board.root, 'run'));
      symlinkSync('/dev/full', join(board.root, 'run/file'));
      const plan = planOfSteps(
        guard({ op: 'save', path: '/run/file', text: 'new' }, { op: 'remove', path: '/run/file' }),
      );
      assert.equal((await board.run(shell, formatNetworkShell(plan))).status, 1);
      assert.deepEqual(readdirSync(join(board.root, 'run')), []);
    });

    it('ends the server that is meant, and waits until it is gone', async () => {
      board.write('bin/dnsmasq', '#!/bin/sh\nread -r line\n', 0o755);
      const server = spawn(join(board.root, 'bin/dnsmasq'), { stdio: ['pipe', 'ignore', 'ignore'] });
      await new Promise((resolve) => server.on('spawn', resolve));
      const ended = new Promise((resolve) => server.on('exit', (_, signal) => resolve(signal)));
      board.adopt(server.pid!);
      const result = await board.run(shell, formatNetworkShell(planOf({}), { ...down, phase: 'link' }));
      assert.deepEqual(result, { status: 0, errors: '' });
      assert.equal(await ended, 'SIGTERM');
      assert.equal(board.read('run/usb-gadget/net-usb0.dnsmasq.pid'), undefined);
    });

    it('leaves another program alone that has the number of the server', async () => {
      board.adopt(process.pid);
      const result = await board.run(shell, formatNetworkShell(planOf({}), { ...down, phase: 'link' }));
      assert.deepEqual(result, { status: 0, errors: '' });
      assert.equal(board.read('run/usb-gadget/net-usb0.dnsmasq.pid'), undefined);
    });

    it('takes its rules out of the chains of others, by their comment', async () => {
      board.write(
        'says',
        [
          '# Warning: table ip filter is managed by iptables-nft, do not touch!',
          'table ip filter { # handle 1',
          '\tchain FORWARD { # handle 2',
          '\t\ttype filter hook forward priority filter; policy drop;',
          '\t\tiifname "usb0" oifname "eth0" accept comment "usb-gadget usb0" # handle 12',
          '\t\tiifname "usb1" oifname "eth0" accept comment "usb-gadget usb1" # handle 13',
          '\t\tiifname "eth0" oifname "usb0" accept # handle 14',
          '\t}',
          '}',
          'table inet other { # handle 3',
          '\tchain forward { # handle 1',
          '\t\tiifname "eth0" oifname "usb0" counter packets 0 bytes 0 accept comment "usb-gadget usb0" # handle 7',
          '\t}',
          '}',
          '',
        ].join('\n'),
      );
      const plan = planOfSteps(guard(run('do'), { op: 'untag', tag: 'usb-gadget usb0' }));
      assert.deepEqual(await board.run(shell, formatNetworkShell(plan, down)), { status: 0, errors: '' });
      assert.deepEqual(board.asked(), [
        'nft <-a> <list> <ruleset>',
        'nft <delete> <rule> <ip> <filter> <FORWARD> <handle> <12>',
        'nft <delete> <rule> <inet> <other> <forward> <handle> <7>',
      ]);
    });
  });
