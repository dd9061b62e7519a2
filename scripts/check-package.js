// What a user gets: sizes, what each entry point loads, and that it can be required.
import { execSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import manifest from '../package.json' with { type: 'json' };
import { entryPoints } from './entry-points.js';
import { filesUnder } from './files.js';

process.chdir(join(import.meta.dirname, '..'));

const packedLimit = 150_000;
const installedLimit = 3_000_000;

/** What an entry point may load beside our own files; an entry point that is not here loads nothing. */
const mayLoad = {
  network: /^ipaddr\.js$/,
  yaml: /^yaml$|^ipaddr\.js$/,
  live: /^tslib$/,
  node: /^tslib$|^node:/,
  testing: /^tslib$/,
};

const { outputs } = JSON.parse(readFileSync('.build/library.json', 'utf8'));
const require = createRequire(import.meta.url);
const faults = [];

function packagesOf(file, seen = new Set()) {
  if (seen.has(file)) return [];
  seen.add(file);
  return outputs[file].imports.flatMap(({ path, external }) => (external ? [path] : packagesOf(path, seen)));
}

for (const { name, code } of entryPoints) {
  const loaded = [...new Set(packagesOf(code.replace('./', '')))];
  console.log(`${name}: loads ${loaded.join(', ') || 'no package'}`);
  for (const each of loaded) {
    if (!mayLoad[name]?.test(each)) faults.push(`${name} must not load ${each}`);
  }
  require(join('..', code));
}

const [pack] = JSON.parse(execSync('npm pack --dry-run --json', { encoding: 'utf8' }));
const dependencies = Object.keys(manifest.dependencies).flatMap((name) =>
  filesUnder(`node_modules/${name}`, ''),
);
const installed = dependencies.reduce((sum, file) => sum + statSync(file).size, pack.unpackedSize);

for (const [what, size, limit] of [
  ['packed', pack.size, packedLimit],
  ['installed with its dependencies', installed, installedLimit],
]) {
  console.log(`${what}: ${size} bytes, at most ${limit}`);
  if (size > limit) faults.push(`the package is too large ${what}`);
}

for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
