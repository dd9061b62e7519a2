import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

function folderBytes(folder: string): number {
  return readdirSync(folder, { recursive: true })
    .map((each) => statSync(join(folder, String(each))))
    .reduce((sum, facts) => sum + (facts.isFile() ? facts.size : 0), 0);
}

/** What the package weighs, packed and installed with its dependencies. */
export function packageSize(): string[] {
  const listed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    encoding: 'utf8',
  });
  const [{ size, unpackedSize }] = JSON.parse(listed) as [{ size: number; unpackedSize: number }];
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const installed = Object.keys(dependencies).reduce(
    (sum, name) => sum + folderBytes(join('node_modules', name)),
    unpackedSize,
  );
  return [
    `tarball ${(size / 1e3).toFixed(0)} kB; wanted: at most 150`,
    `installed with dependencies ${(installed / 1e6).toFixed(2)} MB; wanted: at most 3`,
  ];
}
