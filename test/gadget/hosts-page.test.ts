import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ethernetHosts } from '../../src/functions/ethernet-hosts.js';
import { driverSources, hostDrivers } from '../../src/gadget/hosts/host-drivers.js';
import { firmwareFacts } from '../../src/gadget/hosts/firmware-facts.js';
import type { HostFact } from '../../src/gadget/hosts/host-fact.js';
import { hostTitles, type HostName } from '../../src/gadget/hosts/host-names.js';
import { systemFacts } from '../../src/gadget/hosts/system-facts.js';

const page = readFileSync('docs/hosts.md', 'utf8');

/** The cells of each row of the table below a heading, without its own heading. */
function table(heading: string): string[][] {
  const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const titles = (hosts: readonly HostName[]): string => hosts.map((each) => hostTitles[each]).join(', ');
const spelled = (message: string): string => message.replace('{name}', 'NAME').replace('{driver}', 'DRIVER');
const factRow = ({ hosts, code, message, cure, source }: HostFact): string[] => [
  titles(hosts),
  `\`${code}\``,
  spelled(message),
  cure,
  source,
];

test('docs/hosts.md has the names of all hosts', () => {
  assert.deepEqual(
    table('Names'),
    Object.entries(hostTitles).map(([name, title]) => [
      `\`${name}\``,
      title,
      ...table('Names')
        .find(([cell]) => cell === `\`${name}\``)!
        .slice(2),
    ]),
  );
});

test('docs/hosts.md has the drivers of all systems, and where they are known from', () => {
  const systems = Object.keys(driverSources) as HostName[];
  assert.deepEqual(
    table('Drivers'),
    Object.entries(hostDrivers()).map(([driver, support]) => [
      `\`${driver}\``,
      ...systems.map((system) => (support[system] === false ? '–' : (support[system] ?? 'not known'))),
    ]),
  );
  assert.deepEqual(
    table('Where the drivers are known from'),
    Object.entries(driverSources).map(([system, source]) => [titles([system as HostName]), source]),
  );
});

test('docs/hosts.md has each fact of operating systems', () => {
  assert.deepEqual(table('Operating systems'), systemFacts().map(factRow));
});

test('docs/hosts.md has each fact of firmware', () => {
  assert.deepEqual(table('Firmware'), firmwareFacts().map(factRow));
});

test('docs/hosts.md has the systems of every kind of network card', () => {
  const cell = (from: string | false): string =>
    from === false ? 'no' : from === 'any' ? 'yes' : `from ${from}`;
  assert.deepEqual(
    table('USB Ethernet, by driver'),
    Object.entries(ethernetHosts).map(([name, { windows, macos, linux, remark = '' }]) => [
      `\`${name}\``,
      cell(windows),
      cell(macos),
      cell(linux),
      remark,
    ]),
  );
});
