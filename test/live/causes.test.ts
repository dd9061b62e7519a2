import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { errnoNumbers, type Errno } from '../../src/attributes/errno.js';
import { bindErrors } from '../../src/live/apply/bind-refusal.js';
import type { CauseRow } from '../../src/live/apply/cause.js';
import { causes } from '../../src/live/apply/causes.js';
import { likelyCause, unknownCause } from '../../src/live/apply/likely-cause.js';
import type { Operation } from '../../src/plan/operation.js';
import { callErrnos, type ChangingCall } from './call-errnos.js';

const folder = 'g1/functions/hid.usb0';

/** An operation for each call of the system, on things of every kind. */
const operations: Readonly<Partial<Record<ChangingCall, readonly Operation[]>>> = {
  mkdir: ['g1', folder, `${folder}/x`, 'g1/configs/c.1', 'g1/strings/0x409'].map((path) => ({
    op: 'mkdir',
    path,
  })),
  write: ['g1/idVendor', `${folder}/protocol`, 'g1/configs/c.1/MaxPower', `${folder}/lun.0/ro`].map(
    (path) => ({
      op: 'write',
      path,
      text: '1',
    }),
  ),
  symlink: ['g1/configs/c.1/hid.usb0', 'g1/os_desc/c.1', `${folder}/header/h`].map((path) => ({
    op: 'symlink',
    path,
    target: folder,
  })),
  unlink: [{ op: 'unlink', path: 'g1/configs/c.1/hid.usb0' }],
  rmdir: [{ op: 'rmdir', path: folder }],
  chown: [{ op: 'chown', path: folder, owner: 'kvm' }],
  loadModule: [{ op: 'load', module: 'usb_f_hid' }],
  mount: [{ op: 'mount', path: folder, point: '/run/x' }],
  unmount: [{ op: 'umount', path: folder, point: '/run/x' }],
  bind: [{ op: 'unbind', path: 'g1/UDC' }],
};

const document = 'docs/errors.md';
const heading = '## What the kernel answers';

const code = (words: readonly string[]): string => words.map((each) => `\`${each}\``).join(' ');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const [first, ...others] = all;
  return [line(first!), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('\n');
}

const rowOf = ({ op, paths = [], codes = [], cause, cure }: CauseRow): string[] => [
  op ?? 'any',
  code(paths),
  codes.length ? code(codes) : 'any',
  cause,
  cure,
];

/** The part of the document that is made of tables of the source. */
const written = `${heading}

An operation that the kernel refuses is \`OPERATION_FAILED\` (or what the list above has for it): the message names the operation, the error
number, and the likely cause; the hint is the cure. What was done is undone. The first row that fits counts; of a path, its end is given, in which
\`*\` is a name or a part of one and \`**\` whatever follows.

${table(['Operation', 'Path', 'Answer', 'Likely cause', 'What to do'], causes.map(rowOf))}

A refused **bind** is looked into, since kernels from 5.19 on answer \`EBUSY\` whatever the cause (drivers/usb/gadget/udc/core.c): whether the
controller is there, who holds it, whether there is a configuration and each has a function, whether programs have written the
descriptors of their FunctionFS, whether the endpoints suffice, and what the kernel log says if it can be read. What the number in the log means, and
before 5.19 the answer itself:

${table(
  ['Number', 'Name', 'Meaning'],
  Object.entries(bindErrors).map(([name, words]) => [
    String(errnoNumbers[name as Errno]),
    `\`${name}\``,
    `${words[0]!.toUpperCase()}${words.slice(1)}.`,
  ]),
)}
`;

describe('every answer of the kernel', () => {
  for (const [call, made] of Object.entries(operations))
    it(`to ${call} has a likely cause and a cure`, () => {
      for (const operation of made)
        for (const errno of callErrnos[call as ChangingCall])
          assert.notEqual(
            likelyCause(operation, errno),
            unknownCause,
            `${errno} ${JSON.stringify(operation)}`,
          );
    });

  it('that is a name of the library is one that some call gives, or a device', () => {
    const known = new Set([...Object.values(callErrnos).flat(), ...Object.keys(bindErrors)]);
    const ofDevices = ['ESRCH', 'EFAULT', 'ETIMEDOUT'];
    assert.deepEqual(
      Object.keys(errnoNumbers).filter((name) => !known.has(name) && !ofDevices.includes(name)),
      [],
    );
  });

  it('to a refused bind has a meaning, unless it says who may not or that something is taken', () => {
    const plain = ['EACCES', 'EPERM', 'EROFS', 'EBUSY'];
    for (const errno of callErrnos.bind) if (!plain.includes(errno)) assert.ok(bindErrors[errno], errno);
  });

  it(`is in ${document}`, () => {
    const text = readFileSync(document, 'utf8');
    const start = text.indexOf(heading);
    if (process.env['UPDATE_GOLDEN'])
      writeFileSync(document, `${(start < 0 ? text : text.slice(0, start)).trimEnd()}\n\n${written}`);
    else assert.equal(text.slice(start), written);
  });
});
