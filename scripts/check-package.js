// What a user gets: which files, sizes, what each entry point loads, and that it can be required.
import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import manifest from '../package.json' with { type: 'json' };
import { entryPoints } from './entry-points.js';
import { filesUnder } from './files.js';

process.chdir(join(import.meta.dirname, '..'));

/** 150 kB for gadgets, as the benchmark has it, 40 for networks, 80 for sound, pictures, reports of HID devices, hosts and what they read, 40 for what works on gadgets that are there and their templates, and 10 for what editors, shells and man(1) tell. */
const packedLimit = 325_000;
const installedLimit = 3_000_000;

/** What an entry point may load beside our own files; an entry point that is not here loads nothing. */
const mayLoad = { node: /^node:/ };

/** The packages whose code stands in what an entry point loads. */
const mayHold = {
  network: /^ipaddr\.js$/,
  yaml: /^(yaml|ipaddr\.js)$/,
  live: /^(tslib|ipaddr\.js)$/,
  node: /^$/,
  testing: /^$/,
};

const { outputs } = JSON.parse(readFileSync('.build/bundle.json', 'utf8'));
const require = createRequire(import.meta.url);
const faults = [];

const isOurs = (path, external) => !external || path.startsWith('./');
const inFolder = (path) => path.replace(/^\.\//, 'dist/');

/** A bundle and the chunks that it loads at once. */
function filesOf(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const { path, external, kind } of outputs[file].imports)
    if (isOurs(path, external) && kind === 'import-statement') filesOf(inFolder(path), seen);
  return seen;
}

const loadedBy = (files) =>
  files.flatMap((file) =>
    outputs[file].imports.filter(({ path, external }) => !isOurs(path, external)).map(({ path }) => path),
  );

const heldBy = (files) =>
  files
    .flatMap((file) => Object.keys(outputs[file].inputs))
    .map((input) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1])
    .filter((name) => name !== undefined);

for (const { name, code } of entryPoints) {
  const files = [...filesOf(code.replace('./', ''))];
  for (const [what, found, may] of [
    ['loads', loadedBy(files), mayLoad[name]],
    ['holds', heldBy(files), mayHold[name]],
  ]) {
    const names = [...new Set(found)];
    console.log(`${name}: ${what} ${names.join(', ') || 'no package'}`);
    for (const each of names)
      if (!may?.test(each)) faults.push(`${name} must not ${what.slice(0, -1)} ${each}`);
  }
  require(join('..', code));
}

const [pack] = JSON.parse(execSync('npm pack --dry-run --json', { encoding: 'utf8' }));

/** What is in the package beside the bundles: what npm wants, what package.json names, the licences of what is inside, and templates. */
const wanted = [
  ...['LICENSE', 'README.md', 'package.json', 'dist/LICENSES.txt', 'dist/types/usb-gadget.d.ts'],
  ...[manifest.man, ...Object.values(manifest.bin)],
  ...Object.values(manifest.exports).flatMap((target) =>
    typeof target === 'string' ? target : [target.types, target.default],
  ),
  ...filesUnder('examples', '.yaml').filter((path) => /^examples.[^./]+\.yaml$/.test(path)),
].map((path) => path.replace(/^\.\//, ''));
const packed = pack.files.map(({ path }) => path);
for (const path of wanted) if (!packed.includes(path)) faults.push(`${path} is not in the package`);
for (const path of packed)
  if (!wanted.includes(path) && !(path in outputs)) faults.push(`${path} is in the package for nothing`);

// Nothing is installed beside the package itself.
for (const [what, size, limit] of [
  ['packed', pack.size, packedLimit],
  ['installed', pack.unpackedSize, installedLimit],
]) {
  console.log(`${what}: ${size} bytes, at most ${limit}`);
  if (size > limit) faults.push(`the package is too large ${what}`);
}

for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
