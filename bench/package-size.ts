import { execFileSync } from 'node:child_process';

/** What the package weighs, packed and installed; nothing is installed beside it. */
export function packageSize(): string[] {
  const listed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    encoding: 'utf8',
  });
  const [{ size, unpackedSize }] = JSON.parse(listed) as [{ size: number; unpackedSize: number }];
  return [
    `tarball ${(size / 1e3).toFixed(0)} kB; wanted: at most 150`,
    `installed ${(unpackedSize / 1e6).toFixed(2)} MB; wanted: at most 3`,
  ];
}
