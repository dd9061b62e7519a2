import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { inTurns } from './measure.js';

const example = 'examples/pikvm-page.override.yaml';

/** The packages that a bundle and the chunks that it shares import. */
function importedPackages(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return new Set();
  seen.add(file);
  const packages = new Set<string>();
  for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*["']([^"']+)["']/g))
    if (!specifier.startsWith('.')) packages.add(specifier);
    else for (const each of importedPackages(join(dirname(file), specifier), seen)) packages.add(each);
  return packages;
}

/** What importing the library and starting the tool cost over a bare Node process. */
export function startUp(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'usb-gadget-bench-'));
  const bare = join(folder, 'bare.mjs');
  const library = join(folder, 'library.mjs');
  writeFileSync(bare, '');
  writeFileSync(library, `import ${JSON.stringify(resolve('dist/index.js'))};\n`);
  const times = inTurns(
    { bare: [bare], library: [library], check: ['dist/cli.js', 'check', '--quiet', example] },
    31,
  );
  rmSync(folder, { recursive: true });
  const { bare: nothing = NaN, library: imported = NaN, check = NaN } = times;
  const packages = [...importedPackages('dist/index.js')];
  return [
    `bare Node process                     ${nothing.toFixed(1)} ms (median of 31)`,
    `  with import of usb-gadget           ${imported.toFixed(1)} ms: ${(imported - nothing).toFixed(1)} ms more; wanted: at most 6`,
    `  packages that usb-gadget imports    ${packages.length === 0 ? 'none' : packages.join(', ')}`,
    `usb-gadget check of the page's file   ${check.toFixed(1)} ms: ${(check / nothing).toFixed(2)} times a bare process; wanted: at most 1.6`,
  ];
}
