import { runProgram } from './node-program.js';
import { systemError } from './node-error.js';

/**
 * Programs that write what they read with one call, and ask for nothing more, whatever its count: shells, dd and Node itself go on
 * with the rest. Perl is part of every Debian; boards with Python's services have Python.
 */
const programs: readonly (readonly [program: string, ...parameters: string[]])[] = [
  [
    'perl',
    '-e',
    'binmode STDIN; local $/; my $v = <STDIN>; open(my $f, "+<", $ARGV[0]) or exit 1; exit !defined syswrite($f, $v)',
  ],
  ['python3', '-c', 'import os, sys; os.write(os.open(sys.argv[1], os.O_WRONLY), sys.stdin.buffer.read())'],
];

/** Writes to a file that is there with one write(2), and takes a short count for what it is: all that the kernel wants. */
export async function writeWithOneCall(path: string, value: string): Promise<void> {
  for (const [program, ...parameters] of programs) {
    const result = await runProgram(program, [...parameters, path], value).catch(() => undefined);
    if (result?.status === 0) return;
  }
  throw systemError(
    'EIO',
    'the kernel took a part of the value, and neither perl nor python3 is there to write it with one call',
    path,
  );
}
